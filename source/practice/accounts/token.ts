import {type Context, Hono} from 'hono';
import {findClient, isEnabledIn, secretAt} from '../clients.js';
import {exchange} from '../consents.js';
import {badRequest, type Parameters, readParameters} from '../http.js';
import {serverErrorPage} from '../pages/plain.js';
import {people} from '../people.js';
import {isKnownScope, splitScopes} from '../scopes.js';
import type {Client} from '../state.js';
import {
	isClientSpent,
	limits,
	mintAccessToken,
	refresh,
	refused,
	type TokenError,
	type TokenReply,
} from '../tokens.js';
import {countUp, newToken, type Site} from '../world.js';
import {sendReply} from './token-reply.js';

/**
 * Checks client, data center and secret, in this order (zoho.com/accounts/protocol/oauth/web-apps/access-token.html).
 * A client that is unknown here and one that is not switched on here look the same.
 */
export const authenticate = (
	{world, dataCenter}: Site,
	id: string | undefined,
	secret: string | undefined,
): Client | TokenError => {
	const client = findClient(world, id);
	if (client === undefined || !isEnabledIn(client, dataCenter)) return 'invalid_client';
	return secret !== undefined && secret === secretAt(client, dataCenter) ? client : 'invalid_client_secret';
};

/** Answers one type of grant, once the client is known. */
type Answer = (site: Site, client: Client, parameters: Parameters) => TokenReply;

const exchangeCode: Answer = ({world, dataCenter}, client, parameters) =>
	exchange(world, {
		clientId: client.id,
		dataCenter,
		code: parameters.get('code'),
		redirectUri: parameters.get('redirect_uri'),
		verifier: parameters.get('code_verifier'),
	});

const refreshToken: Answer = ({world, dataCenter}, client, parameters) =>
	refresh(world, {clientId: client.id, dataCenter, token: parameters.get('refresh_token')});

/** For self clients: a token for one organization, named by `soid=<service>.<organization id>`. */
const clientCredentials: Answer = ({world, dataCenter}, client, parameters) => {
	if (client.type !== 'self-client') return refused('invalid_client');
	const scopes = splitScopes(parameters.get('scope') ?? '');
	if (scopes.length === 0 || !scopes.every(isKnownScope)) return refused('invalid_scope');
	const organizationId = /^Zoho[A-Za-z]+\.(\d+)$/u.exec(parameters.get('soid') ?? '')?.[1];
	const person = people.find(
		({dataCenter: home, organizations}) =>
			home === dataCenter && organizations.some(({id}) => id === organizationId),
	);
	// Measured: Desk scopes are refused in this way whatever soid names.
	const isDesk = scopes.some(scope => /^desk\./iu.test(scope));
	if (person === undefined || organizationId === undefined || isDesk) return refused('missing_org_info');
	if (isClientSpent(world, client.id)) return {kind: 'throttled'};
	const grant = {clientId: client.id, personId: person.id, dataCenter, organizationId, scopes};
	const accessToken = mintAccessToken(world, grant, undefined);
	return {kind: 'minted', grant: 'client', accessToken};
};

/** The first half of incremental authorization. */
const enhance: Answer = ({world, dataCenter}, client, parameters) => {
	const refreshToken = parameters.get('refresh_token');
	const isOwn = world.state.refreshTokens.some(
		({token, clientId, dataCenter: home}) =>
			token === refreshToken && clientId === client.id && home === dataCenter,
	);
	if (refreshToken === undefined || !isOwn) return refused('invalid_code');
	if (world.state.faults['refuse-widening']) return refused('invalid_client');
	const now = world.now();
	const enhance = {token: newToken(world), refreshToken, expiresAt: now + limits.enhanceTokenSeconds * 1000};
	world.state.enhanceTokens = [
		...world.state.enhanceTokens.filter(({expiresAt}) => expiresAt > now),
		enhance,
	];
	return {kind: 'enhanced', token: enhance.token};
};

type Answers = ReadonlyMap<string, Answer>;

const endpoints: Readonly<Record<string, Answers>> = {
	'/oauth/v2/token': new Map([
		['authorization_code', exchangeCode],
		['refresh_token', refreshToken],
		['client_credentials', clientCredentials],
	]),
	'/oauth/v2/token/scopeenhance': new Map([['update_scopes_token', enhance]]),
};

/** Decides a request: grant, client, data center, secret, then what the grant asks for. */
const decide = (site: Site, answers: Answers, parameters: Parameters): TokenReply => {
	const grantType = parameters.get('grant_type') ?? '';
	if (grantType === '') return {kind: 'bad-request'};
	const answer = answers.get(grantType);
	if (answer === undefined) return refused('invalid_client');
	const client = authenticate(site, parameters.get('client_id'), parameters.get('client_secret'));
	if (typeof client === 'string') return refused(client);
	const {faults} = site.world.state;
	return faults['throttle-200'] || faults['throttle-400']
		? {kind: 'throttled'}
		: answer(site, client, parameters);
};

const slowMilliseconds = 2000;

const respond = async (c: Context, answers: Answers): Promise<Response> => {
	const {world} = c.var;
	const parameters = await readParameters(c);
	const grantType = parameters.get('grant_type') ?? 'none';
	const {faults} = world.state;
	countUp(world.tokenRequests, `${grantType} asked`);
	if (faults['token-html-500']) {
		if (faults['slow-response']) await world.sleep(slowMilliseconds);
		return c.html(serverErrorPage, 500);
	}
	const reply = decide(c.var, answers, parameters);
	countUp(world.tokenRequests, `${grantType} ${reply.kind}`);
	// What was asked for is done and kept before the wait: a client that gives up has still spent its code.
	if (faults['slow-response']) {
		world.save();
		await world.sleep(slowMilliseconds);
	}
	return sendReply(c, reply);
};

export const tokenRoutes = new Hono();
for (const [path, answers] of Object.entries(endpoints)) {
	tokenRoutes.post(path, c => respond(c, answers));
	tokenRoutes.all(path, badRequest);
}
