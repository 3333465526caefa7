import {randomBytes} from 'node:crypto';
import {createServer} from 'node:http';
import Provider, {type ClientMetadata, type Configuration} from 'oidc-provider';
import type {HasAfter} from './temporary.js';

/** An OpenID Connect server of another author, on this machine. */
export type OidcServer = {
	readonly issuer: string;
	/** How many requests the token endpoint has answered with tokens, by grant type. */
	readonly granted: (grantType: string) => number;
	readonly revoked: () => number;
};

const redirectUris = (ports: readonly number[]): string[] =>
	ports.map(port => `http://localhost:${port}/callback`);

const configuration = (clients: ClientMetadata[]): Configuration => ({
	clients,
	pkce: {required: () => true},
	issueRefreshToken: async (_context, client, code) =>
		client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
	rotateRefreshToken: true,
	scopes: ['openid', 'offline_access', 'email', 'api:read'],
	claims: {openid: ['sub'], email: ['email']},
	findAccount: async (_context, sub) => ({
		accountId: sub,
		claims: async () => ({sub, email: `${sub}@example.org`}),
	}),
	cookies: {keys: [randomBytes(16).toString('hex')]},
	ttl: {
		AccessToken: 3600,
		Session: 3600,
		Interaction: 3600,
		Grant: 86_400,
		IdToken: 3600,
		RefreshToken: 86_400,
	},
	features: {
		devInteractions: {enabled: true},
		revocation: {enabled: true},
		resourceIndicators: {
			enabled: true,
			// A token for an API of its own is none for the server's user info.
			defaultResource: (_context, client) => (client.clientId === 'jwt' ? 'https://api.example.org' : []),
			useGrantedResource: () => true,
			getResourceServerInfo: () => ({
				scope: 'api:read',
				accessTokenFormat: 'jwt',
				accessTokenTTL: 3600,
			}),
		},
	},
	// Tokens of real servers carry roles and groups: some kilobytes of them.
	extraTokenClaims: async () => ({
		groups: Array.from({length: 90}, (_, index) => `group-${index}-of-the-company`),
	}),
});

/**
 * Starts it. Clients may come back to the callback ports given; each states how it proves itself (`token_endpoint_auth_method`).
 *
 * @param change of the configuration, for servers that differ
 */
export const startOidcServer = async (
	t: HasAfter,
	clients: readonly ClientMetadata[],
	{ports, change = {}}: {readonly ports: readonly number[]; readonly change?: Configuration},
): Promise<OidcServer> => {
	const server = createServer();
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	const issuer = `http://localhost:${address.port}`;
	const all = clients.map(client => ({
		grant_types: ['authorization_code', 'refresh_token'],
		redirect_uris: redirectUris(ports),
		...client,
	}));
	const provider = new Provider(issuer, {...configuration(all), ...change});
	const grants = new Map<string, number>();
	let revocations = 0;
	provider.on('grant.success', context => {
		const type = String(context.oidc.params?.grant_type);
		grants.set(type, (grants.get(type) ?? 0) + 1);
	});
	provider.on('grant.revoked', () => {
		revocations++;
	});
	server.on('request', provider.callback());
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return {issuer, granted: type => grants.get(type) ?? 0, revoked: () => revocations};
};

const attributeOf = (html: string, name: string): string =>
	new RegExp(`${name}="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** Cookies of one browser, as far as these pages need them. */
const createJar = () => {
	const cookies = new Map<string, string>();
	return {
		header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
		keep: ({headers}: Response) => {
			for (const line of headers.getSetCookie()) {
				const [pair = ''] = line.split(';');
				const at = pair.indexOf('=');
				cookies.set(pair.slice(0, at), pair.slice(at + 1));
			}
		},
	};
};

/**
 * Signs in and consents as a browser would, without one: follows redirects, answers both forms.
 *
 * @param start the authorize URL, or the link that leads to it @param login who signs in
 * @returns the callback's address, which has been called; or not, where `calls` is false
 */
export const consentAt = async (
	start: string,
	{login = 'ada', calls = true}: {readonly login?: string; readonly calls?: boolean} = {},
): Promise<string> => {
	const jar = createJar();
	let url = start;
	let body: URLSearchParams | undefined;
	for (let step = 0; step < 20; step++) {
		const isCallback = new URL(url).pathname === '/callback';
		if (isCallback && !calls) return url;
		const response = await fetch(url, {
			method: body ? 'POST' : 'GET',
			redirect: 'manual',
			headers: {cookie: jar.header()},
			...(body ? {body} : {}),
		});
		if (isCallback) {
			await response.text();
			return url;
		}
		jar.keep(response);
		body = undefined;
		const location = response.headers.get('location');
		if (location !== null) {
			url = new URL(location, url).href;
			continue;
		}
		const html = await response.text();
		const action = attributeOf(html, 'action');
		const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
		if (action === '' || prompt === undefined)
			throw new Error(`Not a form: ${response.status} ${html.slice(0, 500)}`);
		url = new URL(action, url).href;
		body = new URLSearchParams({prompt, ...(prompt === 'login' ? {login, password: 'any'} : {})});
	}
	throw new Error('The consent led nowhere.');
};
