import {Hono} from 'hono';
import {registerClient} from '../../source/practice/clients.js';
import type {AuthRequest} from '../../source/practice/consents.js';
import {at} from '../../source/practice/http.js';
import {emptyState} from '../../source/practice/state.js';
import type {Grant} from '../../source/practice/tokens.js';
import type {Site, World} from '../../source/practice/world.js';
import {callbackPorts} from '../helpers/ports.js';

export type TestWorld = World & {
	/** Moves the clock. */
	pass(milliseconds: number): void;
};

/** A practice world without files or network: the clock stands until a test moves it, and nothing is random. */
export const testWorld = (): TestWorld => {
	let time = Date.UTC(2026, 10, 24);
	let drawn = 0;
	const dataCenter = (id: string, port: number) => ({
		id,
		name: id.toUpperCase(),
		accounts: `http://localhost:${port}`,
		api: `http://localhost:${port + 10}`,
		console: `http://localhost:${port + 20}`,
	});
	return {
		dataCenters: [dataCenter('us', 9500), dataCenter('eu', 9501), dataCenter('ca', 9502)],
		state: emptyState(),
		stateName: 'memory',
		requests: new Map(),
		tokenRequests: new Map(),
		tickets: new Map(),
		now: () => time,
		random: bytes => {
			drawn += 1;
			const filled = new Uint8Array(bytes);
			new DataView(filled.buffer).setUint32(0, drawn);
			return filled;
		},
		sleep: async milliseconds => {
			time += milliseconds;
		},
		save: () => undefined,
		pass: milliseconds => {
			time += milliseconds;
		},
	};
};

/** What one site answers, without its guards. */
export const appFor = (site: Site, routes: Hono): Hono => new Hono().use(at(site)).route('/', routes);

export const callback = `http://localhost:${callbackPorts[0]}/callback`;

export const testClient = (world: World) =>
	registerClient(world, {name: 'Harbor', homepage: 'https://example.com', redirectUris: [callback]}, 'us');

export const grantFor = (clientId: string, personId = 'amelia'): Grant => ({
	clientId,
	personId,
	dataCenter: 'us',
	organizationId: '700100001',
	scopes: ['ZohoBooks.contacts.READ'],
});

/** An offline request with `prompt=consent`, as our own program sends it, changed where a test says so. */
export const requestFor = (world: World, changes: Partial<AuthRequest> = {}): AuthRequest => ({
	client: world.state.clients[0] ?? testClient(world),
	redirectUri: callback,
	scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'],
	isOffline: true,
	asksEveryTime: true,
	state: 'a state',
	challenge: undefined,
	soid: undefined,
	...changes,
});
