import {type Context, Hono} from 'hono';
import {findClient, isEnabledIn, secretAt} from '../clients.js';
import {exchange} from '../consents.js';
import {badRequest, type Parameters, readParameters} from '../http.js';
import {serverErrorPage} from '../pages/plain.js';
import {people} from '../people.js';
import {isKnownScope, splitScopes} from '../scopes.js';
import type {Client} from '../state.js';
import {isClientSpent, limits, mintAccessToken, refresh} from '../tokens.js';
import {countUp, newToken, type World} from '../world.js';
import {sendReply, type TokenError, type TokenReply} from './token-reply.js';

const refused = (error: TokenError): TokenReply => ({kind: 'refused', error});

/**
 * Checks client, data center and secret, in this order (zoho.com/accounts/protocol/oauth/web-apps/access-token.html).
 * A client that is unknown here and one that is not switched on here look the same.
 */
export const authenticate = (
	world: World,
	dataCenter: string,
	id: string | undefined,
	secret: string | undefined,
): Client | TokenError => {
	const client = findClient(world, id);
	if (client === undefined || !isEnabledIn(client, dataCenter)) return 'invalid_client';
	return secret !== undefined && secret === secretAt(client, dataCenter) ? client : 'invalid_client_secret';
};

const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const;
type GrantType = (typeof grantTypes)[number];

/** For self clients: a token for one organization, named by `soid=<service>.<organization id>`. */
const clientCredentials = (
	world: World,
	dataCenter: string,
	client: Client,
	parameters: Parameters,
): TokenReply => {
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
	world.save();
	return {kind: 'minted', grant: 'client', accessToken, refreshToken: undefined};
};

const mint = (
	{world, dataCenter, client}: {world: World; dataCenter: string; client: Client},
	grantType: GrantType,
	parameters: Parameters,
): TokenReply => {
	switch (grantType) {
		case 'authorization_code': {
			const outcome = exchange(world, {
				clientId: client.id,
				dataCenter,
				code: parameters.get('code'),
				redirectUri: parameters.get('redirect_uri'),
				verifier: parameters.get('code_verifier'),
			});
			return outcome.kind === 'minted' ? {...outcome, grant: 'code'} : outcome;
		}
		case 'refresh_token': {
			const token = parameters.get('refresh_token');
			const outcome = refresh(world, {clientId: client.id, dataCenter, token});
			if (outcome.kind === 'refused') return refused('invalid_code');
			return outcome.kind === 'throttled' ? outcome : {...outcome, grant: 'refresh', refreshToken: undefined};
		}
		case 'client_credentials':
			return clientCredentials(world, dataCenter, client, parameters);
	}
};

const isThrottling = ({state: {faults}}: World): boolean => faults['throttle-200'] || faults['throttle-400'];

/** Decides a request to `/oauth/v2/token`: grant, client, data center, secret, then code and redirect URI. */
export const decideToken = (world: World, dataCenter: string, parameters: Parameters): TokenReply => {
	const asked = parameters.get('grant_type') ?? '';
	if (asked === '') return {kind: 'bad-request'};
	const grantType = grantTypes.find(type => type === asked);
	if (grantType === undefined) return refused('invalid_client');
	const client = authenticate(
		world,
		dataCenter,
		parameters.get('client_id'),
		parameters.get('client_secret'),
	);
	if (typeof client === 'string') return refused(client);
	return isThrottling(world) ? {kind: 'throttled'} : mint({world, dataCenter, client}, grantType, parameters);
};

/** Decides a request to `/oauth/v2/token/scopeenhance`, the first half of incremental authorization. */
export const decideEnhance = (world: World, dataCenter: string, parameters: Parameters): TokenReply => {
	const grantType = parameters.get('grant_type') ?? '';
	if (grantType === '') return {kind: 'bad-request'};
	if (grantType !== 'update_scopes_token') return refused('invalid_client');
	const client = authenticate(
		world,
		dataCenter,
		parameters.get('client_id'),
		parameters.get('client_secret'),
	);
	if (typeof client === 'string') return refused(client);
	const refreshToken = parameters.get('refresh_token');
	const isOwn = world.state.refreshTokens.some(
		({token, clientId, dataCenter: home}) =>
			token === refreshToken && clientId === client.id && home === dataCenter,
	);
	if (refreshToken === undefined || !isOwn) return refused('invalid_code');
	if (isThrottling(world)) return {kind: 'throttled'};
	if (world.state.faults['refuse-widening']) return refused('invalid_client');
	const now = world.now();
	const enhance = {token: newToken(world), refreshToken, expiresAt: now + limits.enhanceTokenSeconds * 1000};
	world.state.enhanceTokens = [
		...world.state.enhanceTokens.filter(({expiresAt}) => expiresAt > now),
		enhance,
	];
	world.save();
	return {kind: 'enhanced', token: enhance.token};
};

const slowMilliseconds = 2000;

const answer =
	(world: World, dataCenter: string, decide: typeof decideToken) =>
	async (c: Context): Promise<Response> => {
		const parameters = await readParameters(c);
		const grantType = parameters.get('grant_type') ?? 'none';
		const {faults} = world.state;
		countUp(world.tokenRequests, `${grantType} asked`);
		if (faults['token-html-500']) {
			if (faults['slow-response']) await world.sleep(slowMilliseconds);
			return c.html(serverErrorPage, 500);
		}
		const reply = decide(world, dataCenter, parameters);
		countUp(world.tokenRequests, `${grantType} ${reply.kind}`);
		// What was asked for is done before the wait: a client that gives up has still spent its code.
		if (faults['slow-response']) await world.sleep(slowMilliseconds);
		return sendReply(world, c, reply);
	};

/** `/oauth/v2/token` and `/oauth/v2/token/scopeenhance` of one data center. */
export const tokenRoutes = (world: World, dataCenter: string): Hono => {
	const app = new Hono();
	app.post('/oauth/v2/token', answer(world, dataCenter, decideToken));
	app.all('/oauth/v2/token', badRequest);
	app.post('/oauth/v2/token/scopeenhance', answer(world, dataCenter, decideEnhance));
	app.all('/oauth/v2/token/scopeenhance', badRequest);
	return app;
};
