import type {Draft} from '../../source/connection/draft.js';
import {type ConnectionsFile, emptyFile} from '../../source/connection/file/format.js';
import {startHome} from '../../source/home/state.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {sampleConnection, sampleNow, sampleService} from '../connection/samples.js';

export const iso = (minutes: number): string => new Date(sampleNow + minutes * 60_000).toISOString();

export const sampleDraft = (change: Partial<Draft> = {}): Draft => ({
	id: 'draft-1',
	step: 'scopes',
	field: 'scopes',
	answers: {serviceName: 'Europe'},
	clientSecret: null,
	createdAt: iso(-60),
	updatedAt: iso(-30),
	...change,
});

/** Two drafts, three services of which one is not used, and a connection in each of the four healths. */
export const fullFile = (): ConnectionsFile => ({
	...emptyFile,
	services: {
		suite: sampleService(),
		desk: sampleService({linkName: 'desk', name: 'Desk', dataCenter: null, clientId: '1000.DESK'}),
		spare: sampleService({linkName: 'spare', name: 'Spare'}),
	},
	connections: {
		zoo: sampleConnection({linkName: 'zoo', name: 'Zoo', accessToken: null, accessTokenExpiresAt: null}),
		acme: sampleConnection(),
		dead: sampleConnection({
			linkName: 'dead',
			name: 'A name of fifty characters, which is what is allowed',
			scopesRequested: ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL'],
			refusal: {id: 'invalid-code', reason: 'Zoho no longer accepts the refresh token.', at: iso(-5000)},
			outgoing: [
				{
					refreshToken: {plain: 'old-refresh-token'},
					dataCenter: 'us',
					service: 'suite',
					clientId: '1000.SAMPLESAMPLESAMPLESAMPLESAMPLE',
					clientSecret: {plain: 'old-client-secret'},
					at: iso(-10),
					problem: {id: 'network-refused', reason: 'The server could not be reached.', at: iso(-9)},
				},
			],
		}),
		off: sampleConnection({
			linkName: 'off',
			name: '日本の接続 👩‍👩‍👧',
			service: 'desk',
			dataCenter: null,
			account: null,
			accessTokenExpiresAt: iso(-1),
			doubt: {id: 'network-dns', reason: 'The name could not be resolved.', at: iso(-3)},
		}),
	},
	drafts: {
		'draft-1': sampleDraft(),
		'draft-2': sampleDraft({id: 'draft-2', target: 'acme', updatedAt: iso(-2), step: 'connection'}),
	},
});

export const manyConnections = (count: number): ConnectionsFile => ({
	...emptyFile,
	services: {suite: sampleService()},
	connections: Object.fromEntries(
		Array.from({length: count}, (_none, index) => {
			const linkName = `c${String(index).padStart(5, '0')}`;
			return [
				linkName,
				sampleConnection({
					linkName,
					name: `Connection ${String(index).padStart(String(count - 1).length, '0')}`,
				}),
			];
		}),
	),
});

export const homeOf = (file: ConnectionsFile = fullFile()) =>
	startHome({
		file,
		total: Object.keys(file.connections).length,
		path: '/somewhere/connections.json',
		dataCenters: builtInDataCenters,
	});

/** How a test of Acme ended, and a refresh of it. */
export const tested = {
	kind: 'good',
	...{linkName: 'acme', name: 'Acme', expiresAt: iso(47), isNewToken: false},
	calls: [
		{product: 'Zoho Accounts', verdict: 'works', scope: 'AaaServer.profile.READ'},
		{product: 'Zoho Books', verdict: 'works', scope: 'ZohoBooks.settings.READ'},
		{product: 'Zoho CRM', verdict: 'scope-missing', scope: 'ZohoCRM.org.READ'},
	],
	account: {id: '1', email: 'noah@example.com', name: 'Noah Bennett'},
	organization: {id: '700', name: 'Bennett Coffee Roasters', product: 'Zoho Books'},
} as const;

export const refreshed = {
	kind: 'refreshed',
	...{linkName: 'acme', name: 'Acme', expiresAt: iso(60)},
	budget: {left: 8, until: iso(10)},
} as const;
