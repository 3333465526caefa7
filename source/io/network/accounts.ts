import * as z from 'zod/mini';
import {redact} from '../../connection/secrets/redact.js';
import {authorizationHeader} from '../../zoho/authorization-header.js';
import {enhancePath} from '../../zoho/consent/widening.js';
import {type DataCenter, dataCenterOfAccountsServer} from '../../zoho/data-center.js';
import {readUserInfo} from '../../zoho/identity.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {readTokenResponse, type TokenReading} from '../../zoho/tokens/response.js';
import {userInfoUrl} from '../../zoho/user-info.js';
import type {Accounts, Clock, Http, HttpResponse} from '../ports.js';
import {createProbing} from './probing.js';

const reachTimeout = 5000;
const identifyTimeout = 5000;

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const isRefusedCall = (status: number): boolean => status === 400 || status === 401;

const unidentified = (status: number): Refusal => ({
	// The same status for a dead token and a missing scope.
	id: isRefusedCall(status) ? 'account-refused' : 'account-unknown',
	what: 'Zoho did not say whose account this is.',
	why: isRefusedCall(status)
		? 'The granted scopes do not include AaaServer.profile.READ.'
		: `It answered with HTTP ${status}.`,
	next: 'Nothing needs to be done; the scope AaaServer.profile.READ makes the account known.',
	exitCode: 4,
});

const notRevoked = (statuses: readonly number[]): Refusal => ({
	id: 'revoke-declined',
	what: 'Zoho did not confirm that the grant was revoked.',
	why: `It answered with HTTP ${statuses.join(', then ')}: the grant may be revoked already, or belong to another client.`,
	next: 'Look under Connected Apps at accounts.zoho.com (Sessions), and remove it there.',
	exitCode: 4,
});

/** Zoho's old endpoint says `{"status": "success"}`; of the new one only the status is documented. */
const isRevoked = ({status, body}: HttpResponse): boolean => {
	const reply = z.safeParse(z.record(z.string(), z.unknown()), parseJson(body));
	const isFailure = reply.success && ('error' in reply.data || reply.data.status === 'failure');
	return status === 200 && !isFailure && !body.trimStart().startsWith('<');
};

/** RFC 6749 section 2.3.1: both parts form-encoded first. */
const basicHeader = (clientId: string, clientSecret: string): string =>
	`Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;

/** A server may echo in its words what it was sent; they go to screens, files and logs. */
const withoutSecrets = (reading: TokenReading, secrets: readonly string[]): TokenReading => {
	const clean = (text: string): string => redact(text, secrets);
	switch (reading.kind) {
		case 'tokens':
			return reading;
		case 'unreadable':
			return {...reading, reason: clean(reading.reason)};
		case 'throttled':
		case 'error':
			return {
				...reading,
				...(reading.kind === 'error' ? {code: clean(reading.code)} : {}),
				description: reading.description === undefined ? undefined : clean(reading.description),
			};
	}
};

const limited = (signal: AbortSignal | undefined, milliseconds: number): AbortSignal =>
	AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal ? [signal] : [])]);

type Asked = {
	readonly url: string;
	readonly form: Readonly<Record<string, string>>;
	readonly isZoho: boolean;
	readonly isRepeatable: boolean;
	readonly signal: AbortSignal | undefined;
};

const askForToken = async (
	http: Http,
	clock: Clock,
	{url, form, isZoho, isRepeatable, signal}: Asked,
): Promise<Result<TokenReading>> => {
	const response = await http.send({method: 'POST', url, form, isRepeatable, signal});
	if (!response.ok) return response;
	const {body, status, headers} = response.value;
	const reading = readTokenResponse({
		body,
		status,
		isZoho,
		now: clock.now(),
		dateHeader: headers.date,
		retryAfterHeader: headers['retry-after'],
	});
	const {client_secret = '', code = '', code_verifier = '', refresh_token = ''} = form;
	return ok(withoutSecrets(reading, [client_secret, code, code_verifier, refresh_token]));
};

type TokenRequests = Pick<Accounts, 'exchangeCode' | 'refresh' | 'enhance'>;

/** Everything that the token endpoint is asked for. */
const createTokenRequests = (http: Http, clock: Clock): TokenRequests => {
	return {
		exchangeCode: ({tokenUrl, isZoho, clientId, clientSecret, grant, redirectUri, codeVerifier}, signal) =>
			askForToken(http, clock, {
				url: tokenUrl,
				form: {
					grant_type: 'authorization_code',
					client_id: clientId,
					client_secret: clientSecret,
					code: grant.code,
					redirect_uri: redirectUri,
					code_verifier: codeVerifier,
				},
				isZoho,
				isRepeatable: false,
				signal,
			}),

		refresh: ({tokenUrl, isZoho, isOnce = false, clientId, clientSecret, refreshToken}, signal) =>
			askForToken(http, clock, {
				url: tokenUrl,
				form: {
					grant_type: 'refresh_token',
					client_id: clientId,
					client_secret: clientSecret,
					refresh_token: refreshToken,
				},
				isZoho,
				isRepeatable: isZoho && !isOnce,
				signal,
			}),

		enhance: ({accounts, clientId, clientSecret, refreshToken}, signal) =>
			askForToken(http, clock, {
				url: `${accounts}${enhancePath}`,
				form: {
					grant_type: 'update_scopes_token',
					client_id: clientId,
					client_secret: clientSecret,
					refresh_token: refreshToken,
				},
				isZoho: true,
				isRepeatable: true,
				signal,
			}),
	};
};

/** By the documented way, and by the older one where that declines. */
const revokeWith =
	(http: Http): Accounts['revoke'] =>
	async ({accounts, clientId, clientSecret, token}) => {
		const current = await http.send({
			method: 'POST',
			url: `${accounts}/oauth/v2/revoke/token`,
			headers: {authorization: basicHeader(clientId, clientSecret)},
			form: {token, token_type: 'refresh_token'},
			isRepeatable: true,
		});
		if (!current.ok) return current;
		if (isRevoked(current.value)) return ok(true);
		const old = await http.send({
			method: 'POST',
			url: `${accounts}/oauth/v2/token/revoke`,
			form: {token},
			isRepeatable: true,
		});
		if (!old.ok) return old;
		return isRevoked(old.value) ? ok(true) : refused(notRevoked([current.value.status, old.value.status]));
	};

const reachWith =
	(http: Http, dataCenters: readonly DataCenter[]): Accounts['reach'] =>
	async (accounts, signal) => {
		const isZoho = dataCenterOfAccountsServer(dataCenters, accounts) !== undefined;
		const url = new URL(isZoho ? '/oauth/serverinfo' : '/', accounts).href;
		// Any answer at all will do; what it says is another matter.
		const answer = await http.send({
			method: 'GET',
			url,
			isRepeatable: false,
			signal: limited(signal, reachTimeout),
		});
		return answer.ok ? ok(true) : answer;
	};

const identifyWith =
	(http: Http): Accounts['identify'] =>
	async (dataCenter, accessToken, signal) => {
		const answer = await http.send({
			method: 'GET',
			url: userInfoUrl(dataCenter),
			headers: {authorization: authorizationHeader(accessToken, true)},
			signal: limited(signal, identifyTimeout),
		});
		if (!answer.ok) return answer;
		const {status, body} = answer.value;
		const user = status === 200 ? readUserInfo(body) : undefined;
		if (!user) return refused(unidentified(status));
		return ok({id: user.id, email: user.email ?? null, name: user.name ?? null});
	};

/**
 * Talks to Zoho Accounts, or another OAuth 2.0 server. Codes, tokens and secrets travel in request bodies and headers only,
 * never in a URL. A code is sent exactly once; a refresh is repeated after a passing failure at Zoho only, where refresh
 * tokens do not rotate (elsewhere a repeated one may count as theft: RFC 9700 section 4.14).
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token.html; www.zoho.com/developer/oauth/revoke-oauth-token.html.
 */
export const createAccounts = ({
	http,
	clock,
	dataCenters,
}: {
	readonly http: Http;
	readonly clock: Clock;
	readonly dataCenters: readonly DataCenter[];
}): Accounts => ({
	...createTokenRequests(http, clock),
	revoke: revokeWith(http),
	reach: reachWith(http, dataCenters),
	identify: identifyWith(http),
	probe: createProbing(http),
});
