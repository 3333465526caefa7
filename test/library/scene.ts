import fs from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {Connection} from '../../source/connection/connection.js';
import {printConnectionsFile} from '../../source/connection/file/format.js';
import {sampleConnection, sampleService} from '../connection/samples.js';
import {serveLocally} from '../helpers/local-server.js';
import {temporaryDirectory} from '../helpers/temporary.js';

export type Asked = {
	readonly method: string | undefined;
	readonly path: string | undefined;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: string;
};

export type Answer = {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	/** The answer waits for it. */
	readonly after?: Promise<unknown>;
};

/** A Zoho of one server, and a config folder of which the connections live there. Tokens live for an hour from now. */
export const libraryScene = async (
	t: TestContext,
	options: {
		readonly answer?: (asked: Asked) => Answer;
		readonly rows?: readonly Partial<Connection>[];
	} = {},
) => {
	const asked: Asked[] = [];
	const origin = await serveLocally(t, (request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', async () => {
			const one = {
				method: request.method,
				path: request.url,
				headers: request.headers,
				body: Buffer.concat(parts).toString('utf8'),
			};
			asked.push(one);
			const {status, body, headers, after} = options.answer?.(one) ?? {status: 200, body: {}};
			await after;
			response.writeHead(status, {'content-type': 'application/json', ...headers}).end(JSON.stringify(body));
		});
	});
	const folder = temporaryDirectory(t);
	const dataCenter = {id: 'us', name: 'United States', accounts: origin, api: origin, console: origin};
	fs.writeFileSync(
		path.join(folder, 'data-centers.json'),
		JSON.stringify({replace: true, dataCenters: [dataCenter]}),
	);
	const rows = (options.rows ?? [{}]).map(change => {
		const row = sampleConnection({
			apiDomain: origin,
			refreshedAt: [],
			accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
			...change,
		});
		return [row.linkName, row] as const;
	});
	const service = sampleService({
		accessTokenUrl: `${origin}/oauth/v2/token`,
		refreshTokenUrl: `${origin}/oauth/v2/token`,
	});
	fs.writeFileSync(
		path.join(folder, 'connections.json'),
		printConnectionsFile({
			format: 1,
			services: {suite: service},
			connections: Object.fromEntries(rows),
			drafts: {},
		}),
		{mode: 0o600},
	);
	return {asked, origin, folder, open: {configDirectory: folder, environment: {}}};
};

/** A token endpoint beside the given answers. */
export const withTokens =
	(answer: (asked: Asked) => Answer) =>
	(asked: Asked): Answer =>
		asked.path === '/oauth/v2/token'
			? {status: 200, body: {access_token: 'fresh-access-token', expires_in: 3600, token_type: 'Bearer'}}
			: answer(asked);

/** As the SDK's own class, as far as the contract goes. */
export class OAuthToken {
	id: string | null = null;
	accessToken: string | null = null;
	expiresIn: string | null = null;
	apiDomain: string | null = null;
	getId(): string | null {
		return this.id;
	}
	setId(id: string): void {
		this.id = id;
	}
	setAccessToken(accessToken: string): void {
		this.accessToken = accessToken;
	}
	setExpiresIn(expiresIn: string): void {
		this.expiresIn = expiresIn;
	}
	setAPIDomain(apiDomain: string): void {
		this.apiDomain = apiDomain;
	}
}
