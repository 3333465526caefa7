import {redact} from '../../connection/secrets/redact.js';
import {enhancePath} from '../../zoho/consent/widening.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {Client} from '../../zoho/servers/client-auth.js';
import {readTokenResponse, type TokenReading} from '../../zoho/tokens/response.js';
import type {Accounts, Clock, Http, HttpResponse} from '../ports.js';
import {type Proving, proving} from './proving.js';

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

/** What a token endpoint's answer says, without what must not be repeated. */
export const readAnswer = (
	{body, status, headers}: HttpResponse,
	{now, isZoho = true}: {readonly now: number; readonly isZoho?: boolean},
	secrets: readonly string[],
): TokenReading => {
	const told = {dateHeader: headers.date, retryAfterHeader: headers['retry-after']};
	return withoutSecrets(readTokenResponse({body, status, isZoho, now, ...told}), secrets);
};

type Asked = {
	readonly url: string;
	readonly client: Client;
	readonly form: Readonly<Record<string, string>>;
	/** Default: it is. */
	readonly isZoho?: boolean;
	/** Default: it is not, because codes are spent and new tokens counted. */
	readonly isRepeatable?: boolean;
	readonly signal?: AbortSignal | undefined;
};

const askOnce = async (
	http: Http,
	clock: Clock,
	{url, client, form, isZoho = true, isRepeatable = false, signal}: Asked,
	proof: Proving,
): Promise<Result<TokenReading>> => {
	const response = await http.send({
		method: 'POST',
		url,
		form: {...form, ...proof.form},
		headers: proof.headers,
		isRepeatable,
		signal,
	});
	if (!response.ok) return response;
	const {code = '', code_verifier = '', refresh_token = ''} = form;
	const basic = proof.headers.authorization ?? '';
	const secrets = [client.clientSecret, code, code_verifier, refresh_token, basic.slice('Basic '.length)];
	return ok(readAnswer(response.value, {now: clock.now(), isZoho}, secrets));
};

/** RFC 6749 section 5.2: the client was not accepted, so code and refresh token are not used up. Some servers say so by the status alone. */
const isClientRefused = (result: Result<TokenReading>): boolean => {
	if (!result.ok) return false;
	const {value} = result;
	return value.kind === 'error'
		? value.code.toLowerCase() === 'invalid_client'
		: value.kind === 'unreadable' && value.status === 401;
};

/**
 * Asks a token endpoint. Where it is not known how the client has to prove itself, the form comes first, and Basic when the client is
 * refused: how a client was registered stands in no metadata.
 */
export const askForToken = async (http: Http, clock: Clock, asked: Asked): Promise<Result<TokenReading>> => {
	const {client, isZoho = true} = asked;
	const known = isZoho ? 'post' : client.clientAuth;
	const first = await askOnce(http, clock, asked, await proving(client, known ?? 'post'));
	if (known !== undefined || !isClientRefused(first)) return first;
	const second = await askOnce(http, clock, asked, await proving(client, 'basic'));
	if (!second.ok || second.value.kind !== 'tokens') return second;
	return ok({...second.value, clientAuth: 'basic'});
};

export const createTokenRequests = (
	http: Http,
	clock: Clock,
): Pick<Accounts, 'exchangeCode' | 'refresh' | 'enhance'> => ({
	exchangeCode: ({tokenUrl, isZoho, grant, redirectUri, codeVerifier, ...client}, signal) =>
		askForToken(http, clock, {
			url: tokenUrl,
			client,
			form: {
				grant_type: 'authorization_code',
				code: grant.code,
				redirect_uri: redirectUri,
				code_verifier: codeVerifier,
			},
			isZoho,
			signal,
		}),

	refresh: ({tokenUrl, isZoho, isOnce = false, refreshToken, ...client}, signal) =>
		askForToken(http, clock, {
			url: tokenUrl,
			client,
			form: {grant_type: 'refresh_token', refresh_token: refreshToken},
			isZoho,
			isRepeatable: isZoho && !isOnce,
			signal,
		}),

	enhance: ({accounts, refreshToken, ...client}, signal) =>
		askForToken(http, clock, {
			url: `${accounts}${enhancePath}`,
			client,
			form: {grant_type: 'update_scopes_token', refresh_token: refreshToken},
			isRepeatable: true,
			signal,
		}),
});
