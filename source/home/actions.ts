import {revocable} from '../connection/changes/revoked.js';
import {planUndo} from '../connection/changes/undo.js';
import type {Connection} from '../connection/connection.js';
import type {Draft} from '../connection/draft.js';
import {whatAndWhy} from '../zoho/refusal.js';
import {draftWords} from './draft-words.js';
import {wizardFor} from './effects.js';
import type {Action} from './events.js';
import {whyNot} from './reasons.js';
import {highlightedRow, highlightedService, type ServiceRow, shownConnections, subjectOf} from './rows.js';
import {type HomeState, type Place, type PlaceAt, placeOf} from './state.js';
import {ask, begin, enter, type HomeTransition, leavePlace, say, unchanged, want} from './transition.js';

/** Shift and a letter slip easily; so many at once are asked about. */
const manyAtOnce = 20;

const doing = {refresh: 'Refreshing', test: 'Testing'} as const;

const all = (state: HomeState, type: 'refresh' | 'test'): HomeTransition => {
	const linkNames = shownConnections(state);
	if (linkNames.length === 0) return say(state, 'There is no connection to ask about.');
	const place = {at: 'many', what: type, linkNames, outcomes: [], isOver: false, scroll: 0} as const;
	const task = {
		effect: {type, linkNames},
		what: doing[type],
		...(linkNames.length > 1 ? {place} : {}),
	} as const;
	if (linkNames.length <= manyAtOnce || state.running) return begin(state, task);
	const verb = type === 'refresh' ? 'Refresh' : 'Test';
	return ask(state, {
		head: `${verb} ${linkNames.length} connections`,
		text: `${verb} all ${linkNames.length} connections?`,
		meaning: 'Their servers are asked once for each, or more often. Esc stops it.',
		stays: 'Not now',
		yes: `${verb} them`,
		task,
	});
};

const revoke = (state: HomeState, connection: Connection): HomeTransition => {
	const {linkName, name, account, dataCenter} = connection;
	const who = account?.email ? ` of ${account.email}` : '';
	return ask(state, {
		seen: connection,
		head: `Revoke ${name}`,
		text: `Revoke the ${revocable(connection)} of ${name}${dataCenter === null ? '' : ' at Zoho'}?`,
		meaning: `The tokens${who} stop working everywhere, at once. The connection stays here; c ${connection.clientCredentials ? 'connects it' : 'consents'} again.`,
		stays: 'Keep it',
		yes: 'Revoke it',
		task: {effect: {type: 'revoke', linkName}, what: `Revoking ${name}`},
	});
};

const undo = (state: HomeState, connection: Connection): HomeTransition => {
	const {linkName, name} = connection;
	const plan = planUndo(state.file, linkName);
	if (!plan.ok) return say(state, whatAndWhy(plan.refusal));
	const {undo: last, names} = plan.value;
	const grant = last.grant ? ' Its old grant is used again, and the new one is revoked.' : '';
	const isRenamed = names.name !== name || names.linkName !== linkName;
	const called = isRenamed ? ` It is called ${names.name} (${names.linkName}) again.` : '';
	return ask(state, {
		seen: connection,
		head: `Undo in ${name}`,
		text: `Undo the last change of ${name}?`,
		meaning: `It becomes what it was before.${called}${grant}`,
		stays: 'Leave it as it is',
		yes: 'Undo it',
		task: {effect: {type: 'undo', linkName}, what: `Undoing the last change of ${name}`},
	});
};

const askName = (state: HomeState, about: Pick<PlaceAt<'rename'>, 'of' | 'seen'>): HomeTransition => {
	const {linkName, name} = about.seen;
	return [enter(state, {at: 'rename', ...about, linkName, text: name, problem: undefined}), []];
};

type OfConnection = (state: HomeState, connection: Connection) => HomeTransition;

const askAgain =
	(type: 'refresh' | 'test'): OfConnection =>
	(state, {linkName, name}) =>
		begin(state, {effect: {type, linkNames: [linkName]}, what: `${doing[type]} ${name}`});

const openWizard =
	(kind: 'reconnect' | 'edit'): OfConnection =>
	(state, {linkName}) =>
		want(state, wizardFor({kind, linkName}));

const ofConnection: Readonly<Partial<Record<Action, OfConnection>>> = {
	refresh: askAgain('refresh'),
	test: askAgain('test'),
	reconnect: openWizard('reconnect'),
	edit: openWizard('edit'),
	rename: (state, seen) => askName(state, {of: 'connection', seen}),
	revoke,
	remove: (state, seen) => [
		enter(state, {at: 'remove', seen, linkName: seen.linkName, text: '', problem: undefined}),
		[],
	],
	sheet: (state, {linkName}) => want(state, {type: 'open-copilot', linkName}),
	undo,
	'end-replaced': (state, {linkName, name}) =>
		begin(state, {effect: {type: 'end-replaced', linkName}, what: `Ending old grants of ${name}`}),
	share: (state, {linkName}) =>
		begin(state, {effect: {type: 'look-at-store', linkName}, what: 'Looking at the shared store'}),
};

const discard = (state: HomeState, drafts: readonly Draft[]): HomeTransition => {
	const [first] = drafts;
	if (!first) return say(state, 'There is no draft to discard.', 'warn');
	const {length} = drafts;
	const isOne = length === 1;
	return ask(state, {
		head: isOne ? 'Discard a draft' : `Discard ${length} drafts`,
		text: isOne ? `Discard "${draftWords(first, state.file, 0).title}"?` : `Discard all ${length} drafts?`,
		meaning:
			'What was answered is forgotten and cannot be brought back. Connections and the client in the API Console stay.',
		stays: isOne ? 'Keep it' : 'Keep them',
		yes: isOne ? 'Discard it' : 'Discard all',
		task: {effect: {type: 'discard-drafts', ids: drafts.map(({id}) => id)}, what: 'Discarding'},
	});
};

const ofDraft = (state: HomeState, action: Action): HomeTransition => {
	const row = highlightedRow(state);
	if (row?.kind !== 'draft') return say(state, 'Nothing is highlighted that this key works for.', 'warn');
	return action === 'remove'
		? discard(state, [row.draft])
		: say(state, 'This is a draft: Enter goes on with it, d discards it.', 'warn');
};

const ofService: Readonly<Partial<Record<Action, (state: HomeState, row: ServiceRow) => HomeTransition>>> = {
	new: (state, {service}) => want(state, wizardFor({kind: 'new', service: service.linkName})),
	edit: (state, {service, users: [first]}) =>
		first
			? want(state, wizardFor({kind: 'edit', linkName: first.linkName}))
			: say(state, `No connection uses ${service.name} yet; Enter makes one with it.`),
	rename: (state, {service}) => askName(state, {of: 'service', seen: service}),
	remove: (state, {service, users}) => {
		const {linkName, name} = service;
		const task = {effect: {type: 'remove-service', linkName}, what: `Removing ${name}`} as const;
		// The world refuses, with all the names; nothing has to be confirmed for that.
		if (users.length > 0) return begin(state, task);
		return ask(state, {
			seen: service,
			head: `Remove ${name}`,
			text: `Remove the service ${name}?`,
			meaning: 'Its Client ID and Client Secret are deleted here. The client stays in the API Console.',
			stays: 'Keep it',
			yes: 'Remove it',
			task,
		});
	},
};

/** The pages on which letters are keys. */
const lettered: ReadonlySet<Place['at']> = new Set([
	'list',
	'details',
	'services',
	'report',
	'many',
] as const);

/** What an action means on the list of services. */
const onServices = (state: HomeState, action: Action): HomeTransition => {
	const row = highlightedService(state);
	if (!row) return say(state, 'There is no service yet; n on the list of connections makes one.');
	return ofService[action]?.(state, row) ?? unchanged(state);
};

/** Actions that are about no connection in particular. */
const ofAny: Readonly<Partial<Record<Action, (state: HomeState, isOnList: boolean) => HomeTransition>>> = {
	new: state => want(state, wizardFor({kind: 'new', service: undefined})),
	services: state => [enter(state, {at: 'services'}), []],
	'refresh-all': state => all(state, 'refresh'),
	'test-all': state => all(state, 'test'),
	'discard-drafts': (state, isOnList) =>
		isOnList ? discard(state, Object.values(state.file.drafts)) : unchanged(state),
	filter: (state, isOnList) =>
		isOnList ? [{...state, isFiltering: true, notice: undefined}, []] : unchanged(state),
};

/** What an action means on the current page. */
export const onAction = (state: HomeState, action: Action): HomeTransition => {
	const {at} = placeOf(state);
	if (action === 'keys')
		return [at === 'keys' ? leavePlace(state) : enter(state, {at: 'keys', scroll: 0}), []];
	if (!lettered.has(at)) return unchanged(state);
	if (at === 'services') return onServices(state, action);
	const subject = subjectOf(state);
	// The page with the result of many, or with what Sigma wants, is about nothing that a letter could change.
	if (at === 'many' || (at === 'report' && !subject)) return unchanged(state);
	const own = ofAny[action];
	if (own) return own(state, at === 'list');
	if (!subject) return ofDraft(state, action);
	const reason = whyNot(state, action, subject);
	return reason
		? say(state, reason.sentence, 'warn')
		: (ofConnection[action]?.(state, subject) ?? unchanged(state));
};
