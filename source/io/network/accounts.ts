import {authorizationHeader} from '../../zoho/authorization-header.js';
import {type DataCenter, dataCenterOfAccountsServer} from '../../zoho/data-center.js';
import {readUserInfo} from '../../zoho/identity.js';
import {done, ok, type Refusal, refused} from '../../zoho/refusal.js';
import {isRecord, parseJson} from '../../zoho/text.js';
import {userInfoUrl} from '../../zoho/user-info.js';
import type {Accounts, Clock, Http, HttpResponse} from '../ports.js';
import {discoverWith} from './discovery.js';
import {createFlowRequests} from './flow-requests.js';
import {limited} from './limited.js';
import {createProbing} from './probing.js';
import {proving} from './proving.js';
import {createTokenRequests} from './token-requests.js';

const reachTimeout = 5000;
const identifyTimeout = 5000;

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
	const reply = parseJson(body);
	const isFailure = isRecord(reply) && ('error' in reply || reply.status === 'failure');
	return status === 200 && !isFailure && !body.trimStart().startsWith('<');
};

/** RFC 6749 section 2.3.1: both parts form-encoded first. */
const basicHeader = (clientId: string, clientSecret: string): string =>
	`Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;

/** By the documented way, and by the older one where that declines. */
const revokeWith =
	(http: Http): Accounts['revoke'] =>
	async ({accounts, clientId, clientSecret, token, kind = 'refresh_token'}) => {
		const ask = (path: string, form: Readonly<Record<string, string>>, headers = {}) =>
			http.send({method: 'POST', url: `${accounts}${path}`, headers, form, isRepeatable: true});
		const headers = {authorization: basicHeader(clientId, clientSecret)};
		const current = await ask('/oauth/v2/revoke/token', {token, token_type: kind}, headers);
		if (!current.ok) return current;
		if (isRevoked(current.value)) return ok(true);
		const old = await ask('/oauth/v2/token/revoke', {token});
		if (!old.ok) return old;
		return isRevoked(old.value) ? ok(true) : refused(notRevoked([current.value.status, old.value.status]));
	};

/** RFC 7009 section 2.2.1: such as a signed token of which the server keeps no record. */
const isOfNoSuchKind = (body: string): boolean => {
	const reply = parseJson(body);
	return isRecord(reply) && reply.error === 'unsupported_token_type';
};

const notEnded = (url: string, {status, body}: HttpResponse): Refusal => ({
	id: 'revoke-refused',
	what: `${new URL(url).host} did not revoke the grant.`,
	why: isOfNoSuchKind(body) ? 'It cannot revoke tokens of this kind.' : `It answered with HTTP ${status}.`,
	next: 'Revoke it in the account settings of that server.',
	exitCode: 4,
});

/** RFC 7009 section 2.2: 200 also for a token that is over already. */
const revokeAtWith =
	(http: Http): Accounts['revokeAt'] =>
	async ({revocationUrl: url, token, kind, ...client}) => {
		const {form, headers} = await proving(client, client.clientAuth ?? 'post');
		const answer = await http.send({
			method: 'POST',
			url,
			headers,
			form: {...form, token, token_type_hint: kind},
			isRepeatable: true,
		});
		if (!answer.ok) return answer;
		const {status} = answer.value;
		if (status >= 200 && status < 300) return ok(true);
		// As at the token endpoint: how the client has to prove itself may not be known.
		if (client.clientAuth === undefined && (status === 400 || status === 401))
			return revokeAtWith(http)({...client, clientAuth: 'basic', revocationUrl: url, token, kind});
		return refused(notEnded(url, answer.value));
	};

const reachWith =
	(http: Http, dataCenters: readonly DataCenter[]): Accounts['reach'] =>
	async (accounts, signal) => {
		const isZoho = dataCenterOfAccountsServer(dataCenters, accounts) !== undefined;
		const url = new URL(isZoho ? '/oauth/serverinfo' : '/', accounts).href;
		// Any answer at all will do; what it says is another matter.
		const request = {method: 'GET', url, isRepeatable: false} as const;
		return done(await http.send({...request, signal: limited(signal, reachTimeout)}));
	};

const unnamed = (url: string, status: number): Refusal => ({
	id: 'userinfo-unknown',
	what: `${new URL(url).host} did not say whose account this is.`,
	why:
		status === 401 || status === 403
			? 'It does not accept the token there, or the scope openid is missing.'
			: `It answered with HTTP ${status}, or with something else than an account.`,
	next: 'Nothing needs to be done; the connection works without it.',
	exitCode: status === 401 ? 3 : 4,
});

type Asked = {readonly url: string; readonly accessToken: string; readonly isZoho: boolean};

const identify = async (
	http: Http,
	{url, accessToken, isZoho}: Asked,
	signal: AbortSignal | undefined,
): ReturnType<Accounts['identify']> => {
	const answer = await http.send({
		method: 'GET',
		url,
		headers: {authorization: authorizationHeader(accessToken, isZoho)},
		signal: limited(signal, identifyTimeout),
	});
	if (!answer.ok) return answer;
	const {status, body} = answer.value;
	const user = status === 200 ? readUserInfo(body) : undefined;
	if (!user) return refused(isZoho ? unidentified(status) : unnamed(url, status));
	return ok({id: user.id, email: user.email ?? null, name: user.name ?? null});
};

/**
 * Talks to Zoho Accounts, or another OAuth 2.0 server. Codes, tokens and secrets travel in request bodies and headers only,
 * never in a URL. A code is sent exactly once; a refresh is repeated after a passing failure at Zoho only, where refresh
 * tokens do not rotate (elsewhere a repeated one may count as theft: RFC 9700 section 4.14).
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token.html; www.zoho.com/developer/oauth/revoke-oauth-token.html.
 */
export const createAccounts = (http: Http, clock: Clock, dataCenters: readonly DataCenter[]): Accounts => ({
	...createTokenRequests(http, clock),
	...createFlowRequests(http, clock),
	revoke: revokeWith(http),
	revokeAt: revokeAtWith(http),
	discover: discoverWith(http),
	reach: reachWith(http, dataCenters),
	identify: (dataCenter, accessToken, signal) =>
		identify(http, {url: userInfoUrl(dataCenter), accessToken, isZoho: true}, signal),
	identifyAt: (url, accessToken, signal) => identify(http, {url, accessToken, isZoho: false}, signal),
	probe: createProbing(http),
});
