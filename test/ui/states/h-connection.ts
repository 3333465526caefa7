import {fullFile, homeOf, iso} from '../../home/samples.js';
import {HomeScreen, home} from './shown.js';

const refusal = {
	id: 'invalid-code',
	what: 'Zoho no longer accepts the refresh token of this connection.',
	why: 'It was revoked at Zoho.',
	next: 'Consent again: zconn reconnect dead',
	exitCode: 3,
} as const;

const tested = {
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

const refreshed = {
	kind: 'refreshed',
	...{linkName: 'acme', name: 'Acme', expiresAt: iso(60)},
	budget: {left: 8, until: iso(10)},
} as const;

const withoutDrafts = (): HomeScreen => new HomeScreen(homeOf({...fullFile(), drafts: {}}));
const atAcme = (): HomeScreen => new HomeScreen().press('down', 'down', 'down');

/** H. A connection, and what can be done with it. */
export const states = {
	H1: home(() => atAcme().press('enter')),
	H2: home(() => new HomeScreen().press('down', 'down').type('?')),
	H3: home(() => new HomeScreen().send({type: 'tested', of: 1, at: iso(0), outcomes: [tested]})),
	H4: home(() =>
		withoutDrafts()
			.type('R')
			.send({
				type: 'refreshed',
				of: 4,
				outcomes: [refreshed, {kind: 'refused', linkName: 'dead', refusal}],
			}),
	),
	'H4, under way': home(() =>
		withoutDrafts()
			.type('T')
			.send({type: 'progressed', outcome: {kind: 'refused', linkName: 'dead', refusal}}),
	),
	'H5 revoke': home(() => atAcme().type('v'), 'screen'),
	'H5 remove': home(() => atAcme().type('d').type('ac'), 'screen'),
	'H5 rename': home(() => atAcme().type('m'), 'screen'),
};
