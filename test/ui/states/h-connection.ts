import {fullFile, homeOf, iso, refreshed, tested} from '../../home/samples.js';
import {HomeScreen, home} from './shown.js';

const refusal = {
	id: 'invalid-code',
	what: 'Zoho no longer accepts the refresh token of this connection.',
	why: 'It was revoked at Zoho.',
	next: 'Consent again: zconn reconnect dead',
	exitCode: 3,
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
