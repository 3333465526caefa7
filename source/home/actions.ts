import {planUndo} from '../connection/changes/undo.js';
import type {Connection} from '../connection/connection.js';
import {draftTitle} from '../wizard/draft/words.js';
import {whatAndWhy} from '../zoho/refusal.js';
import {type HomeEffect, wizardFor} from './effects.js';
import type {Action} from './events.js';
import {highlightedRow, highlightedService, shownConnections, subjectOf} from './rows.js';
import {type HomeState, placeOf, type Running} from './state.js';
import {begin, enter, type HomeTransition, say, unchanged} from './transition.js';

const running = (what: string, of = 1): Running => ({what, done: 0, of, isStopping: false});

/** Shift and a letter slip easily; so many at once are asked about. */
const manyAtOnce = 20;

const all = (state: HomeState, type: 'refresh' | 'test'): HomeTransition => {
	const linkNames = shownConnections(state);
	if (linkNames.length === 0) return say(state, 'There is no connection to ask about.');
	const what = type === 'refresh' ? 'Refreshing' : 'Testing';
	const start = {effect: {type, linkNames}, running: running(what, linkNames.length)} as const;
	if (linkNames.length <= manyAtOnce || state.running) return begin(state, start);
	const verb = type === 'refresh' ? 'Refresh' : 'Test';
	return [
		enter(state, {
			at: 'question',
			text: `${verb} all ${linkNames.length} connections? Their servers are asked once for each, or more often.`,
			yes: `${verb.toLowerCase()} them`,
			start,
		}),
		[],
	];
};

const revoke = (
	state: HomeState,
	{linkName, name, account, refusal, dataCenter, service}: Connection,
): HomeTransition => {
	if (dataCenter === null && state.file.services[service]?.revocationUrl === undefined)
		return say(
			state,
			`Where the server of ${name} revokes grants is not known: do it in the account settings there.`,
		);
	if (refusal?.id === 'revoked') return say(state, `${name} was revoked before; c consents again.`);
	const who = account?.email ? ` of ${account.email}` : '';
	return [
		enter(state, {
			at: 'question',
			text: `Revoke ${name}? This ends the grant${who} at once: its tokens stop working everywhere. The connection is kept, and c consents again.`,
			yes: 'revoke it',
			start: {effect: {type: 'revoke', linkName}, running: running(`Revoking ${name}`)},
		}),
		[],
	];
};

const undo = (state: HomeState, {linkName, name}: Connection): HomeTransition => {
	const plan = planUndo(state.file, linkName);
	if (!plan.ok) return say(state, whatAndWhy(plan.refusal));
	const grant = plan.value.undo.grant ? ' Its old grant is used again, and the new one revoked.' : '';
	return [
		enter(state, {
			at: 'question',
			text: `Undo the last change of ${name}? It becomes what it was before.${grant}`,
			yes: 'undo it',
			start: {effect: {type: 'undo', linkName}, running: running(`Undoing the last change of ${name}`)},
		}),
		[],
	];
};

const endReplaced = (state: HomeState, {linkName, name, outgoing, incoming}: Connection): HomeTransition =>
	outgoing || incoming
		? begin(state, {
				effect: {type: 'end-replaced', linkName},
				running: running(`Ending old grants of ${name}`),
			})
		: say(state, `${name} has no old grant that would have to be ended.`);

const wizard = (state: HomeState, effect: HomeEffect): HomeTransition =>
	state.running
		? say(state, `${state.running.what} is still under way.`, 'warn')
		: [{...state, notice: undefined}, [effect]];

/** An action on one connection. */
const ofConnection = (state: HomeState, action: Action, connection: Connection): HomeTransition => {
	const {linkName, name} = connection;
	switch (action) {
		case 'refresh':
			return begin(state, {
				effect: {type: 'refresh', linkNames: [linkName]},
				running: running(`Refreshing ${name}`),
			});
		case 'test':
			return begin(state, {
				effect: {type: 'test', linkNames: [linkName]},
				running: running(`Testing ${name}`),
			});
		case 'reconnect':
		case 'edit':
			return wizard(state, wizardFor({kind: action, linkName}));
		case 'rename':
			return [enter(state, {at: 'rename', of: 'connection', linkName, text: name, problem: undefined}), []];
		case 'revoke':
			return revoke(state, connection);
		case 'remove':
			return [enter(state, {at: 'remove', linkName, text: '', problem: undefined}), []];
		case 'sheet':
			return wizard(state, {type: 'open-copilot', linkName});
		case 'undo':
			return undo(state, connection);
		case 'end-replaced':
			return endReplaced(state, connection);
		default:
			return unchanged(state);
	}
};

const ofDraft = (state: HomeState, action: Action): HomeTransition => {
	const row = highlightedRow(state);
	if (row?.kind !== 'draft') return say(state, 'Nothing is highlighted that this key could be about.');
	if (action !== 'remove') return say(state, 'This is unfinished: Enter goes on with it, d discards it.');
	return [
		enter(state, {
			at: 'question',
			text: `Discard what was answered for "${draftTitle(row.draft)}"? It cannot be brought back.`,
			yes: 'discard it',
			start: {effect: {type: 'discard-draft', id: row.draft.id}, running: running('Discarding')},
		}),
		[],
	];
};

const ofService = (state: HomeState, action: Action): HomeTransition => {
	const row = highlightedService(state);
	if (!row) return say(state, 'There is no service yet; n on the list of connections makes one.');
	const {service, users} = row;
	const {linkName, name} = service;
	switch (action) {
		case 'new':
			return wizard(state, wizardFor({kind: 'new', service: linkName}));
		case 'edit': {
			const [first] = users;
			return first
				? wizard(state, wizardFor({kind: 'edit', linkName: first.linkName}))
				: say(state, `No connection uses ${name} yet; Enter makes one with it.`);
		}
		case 'rename':
			return [enter(state, {at: 'rename', of: 'service', linkName, text: name, problem: undefined}), []];
		case 'remove':
			if (users.length > 0) {
				// The world refuses, with all the names; nothing has to be confirmed for that.
				return begin(state, {
					effect: {type: 'remove-service', linkName},
					running: running(`Removing ${name}`),
				});
			}
			return [
				enter(state, {
					at: 'question',
					text: `Remove the service "${name}"? Its Client ID and Client Secret are gone here; the client stays in the API Console.`,
					yes: 'remove it',
					start: {effect: {type: 'remove-service', linkName}, running: running(`Removing ${name}`)},
				}),
				[],
			];
		default:
			return unchanged(state);
	}
};

/** What an action means on the current page. */
export const onAction = (state: HomeState, action: Action): HomeTransition => {
	const {at} = placeOf(state);
	if (at !== 'list' && at !== 'details' && at !== 'services') return unchanged(state);
	if (action === 'keys') return [enter(state, {at: 'keys', scroll: 0}), []];
	if (at === 'services') return ofService(state, action);
	const subject = subjectOf(state);
	switch (action) {
		case 'new':
			return wizard(state, wizardFor({kind: 'new', service: undefined}));
		case 'services':
			return [enter(state, {at: 'services'}), []];
		case 'refresh-all':
			return all(state, 'refresh');
		case 'test-all':
			return all(state, 'test');
		case 'filter':
			return at === 'list' ? [{...state, isFiltering: true, notice: undefined}, []] : unchanged(state);
		default:
			return subject ? ofConnection(state, action, subject) : ofDraft(state, action);
	}
};
