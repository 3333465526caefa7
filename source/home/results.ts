import type {ConnectionsFile} from '../connection/file/format.js';
import type {Renamed, Revoked} from '../connection/outcomes.js';
import {isConflict} from '../connection/refusals.js';
import type {Handlers} from '../wizard/run-machine.js';
import type {Refusal, Result} from '../zoho/refusal.js';
import type {HomeEventOf, HomeWorldEvent} from './events.js';
import {manySummary, refreshedText, refusalReport, removedText, renamedText, testReport} from './reports.js';
import {type HomeState, type Notice, type Outcome, type Place, placeOf} from './state.js';
import {ask, conflict, enter, type HomeTransition, inPlace, leavePlace, say} from './transition.js';

const over = (state: HomeState): HomeState => ({...state, running: undefined});

const told = (state: HomeState, text: string, tone: Notice['tone'] = 'good'): HomeTransition => [
	{...over(state), notice: {text, tone}},
	[],
];

/** What is said of what was done, or why it was not, on a page of its own. */
const outcome =
	<T>(whyNot: string, text: (value: T) => string) =>
	(state: HomeState, {result}: {readonly result: Result<T>}): HomeTransition =>
		result.ok ? told(state, text(result.value)) : refusedWith(state, whyNot, result.refusal);

const shown = (state: HomeState, place: Place): HomeTransition => [enter(over(state), place), []];

const refusedWith = (state: HomeState, title: string, refusal: Refusal): HomeTransition => {
	const from = state.running?.from;
	return from && 'seen' in from && from.seen && isConflict(refusal)
		? conflict(enter(over(state), from), {...from, seen: from.seen})
		: shown(state, refusalReport(title, refusal));
};

/** The list that was the progress is the result; where it was left, what became of them is said. */
const afterMany = (
	state: HomeState,
	what: 'refresh' | 'test',
	outcomes: readonly Outcome[],
): HomeTransition => {
	const isThere = state.places.some(({at}) => at === 'many');
	const places = state.places.map(place =>
		place.at === 'many' ? {...place, outcomes, isOver: true, scroll: 0} : place,
	);
	const next = {...over(state), places};
	const {text, isGood} = manySummary(what, outcomes);
	return isThere ? [{...next, notice: undefined}, []] : told(next, text, isGood ? 'good' : 'warn');
};

const afterTest = (state: HomeState, {outcomes, of, at}: HomeEventOf<'tested'>): HomeTransition => {
	const [first] = outcomes;
	return of !== 1 || !first ? afterMany(state, 'test', outcomes) : shownOnce(state, testReport(first, at));
};

/** A test that is made again takes the place of its last result. */
const shownOnce = (state: HomeState, report: Place): HomeTransition => {
	const before = placeOf(state);
	return shown(before.at === 'report' ? leavePlace(state) : state, report);
};

const afterRefresh = (state: HomeState, {outcomes, of}: HomeEventOf<'refreshed'>): HomeTransition => {
	const [first] = outcomes;
	if (of !== 1 || !first) return afterMany(state, 'refresh', outcomes);
	return first.kind === 'refreshed'
		? told(state, refreshedText(first))
		: refusedWith(state, 'Not refreshed', first.refusal);
};

type Names = Pick<Renamed, 'name' | 'linkName'>;

/** Where the file has not been read again yet, or cannot be. */
const renamedIn = (file: ConnectionsFile, from: string, {name, linkName}: Names): ConnectionsFile => {
	const connection = file.connections[from];
	if (!connection) return file;
	const {[from]: _, ...others} = file.connections;
	return {...file, connections: {...others, [linkName]: {...connection, name, linkName}}};
};

/** A place about the connection goes on being about it, under its new name. */
const withNames = (state: HomeState, from: string, names: Names): HomeState => ({
	...state,
	file: renamedIn(state.file, from, names),
	highlight: state.highlight === `connection ${from}` ? `connection ${names.linkName}` : state.highlight,
	places: state.places.map(place =>
		'linkName' in place && place.linkName === from ? {...place, linkName: names.linkName} : place,
	),
});

const afterRename = (state: HomeState, {result}: HomeEventOf<'renamed'>): HomeTransition => {
	if (!result.ok) return refusedWith(state, 'Not renamed', result.refusal);
	return told(withNames(state, result.value.previous.linkName, result.value), renamedText(result.value));
};

const revokedText = ({how, what, name}: Revoked): string =>
	`The ${what} of ${name} ${how === 'revoked' ? 'is revoked' : 'had already ended'}. Everything else is kept; c ${what === 'grant' ? 'consents again' : 'gets a new one'}.`;

const endedText = ({revoked}: {readonly revoked: number}): string =>
	`${revoked === 1 ? '1 old grant was' : `${revoked} old grants were`} ended at Zoho.`;

const afterUndo = (before: HomeState, {linkName, result}: HomeEventOf<'undone'>): HomeTransition => {
	if (!result.ok) return refusedWith(before, 'Not undone', result.refusal);
	const {name, linkName: back, isGrantBack, problem} = result.value;
	const state = withNames(before, linkName, result.value);
	const scripts = back === linkName ? '' : ` Scripts use the link name ${back} again.`;
	const what = `${name} is as it was before the last change.${scripts}`;
	if (!isGrantBack) return told(state, what);
	return problem
		? told(
				state,
				`${what} The grant that it had since is still valid at Zoho; x ends it. ${problem.what}`,
				'warn',
			)
		: told(state, `${what} Its old grant is used again; the other one was revoked.`);
};

/** What sharing does, before it is done; the answer that was asked for stands first. */
const askToShare = (state: HomeState, {linkName, result}: HomeEventOf<'store-seen'>): HomeTransition => {
	const connection = state.file.connections[linkName];
	if (!connection) return [over(state), []];
	if (!result.ok) return refusedWith(state, 'Not shared', result.refusal);
	const {name} = connection;
	const {address, canRefresh} = result.value;
	return ask(over(state), {
		head: `Share ${name}`,
		text: `Keep ${name} in the shared store?`,
		meaning:
			"Every machine with the store's key can then use it; one of them refreshes, the others read. Its secrets leave this machine's file.",
		short: "Every machine with the key can use it; its secrets leave this machine's file.",
		facts: [
			{label: 'Store', value: `${address}, reachable`},
			{
				label: 'Key',
				value: canRefresh
					? 'A and R are here; machines with key A alone read access tokens'
					: 'A alone is here: this machine reads access tokens only',
			},
			{
				label: 'On them',
				value: 'with ZCONN_STORE and ZCONN_STORE_KEY:',
				command: `zconn token ${linkName}`,
			},
		],
		stays: 'Leave it on this machine',
		yes: 'Share it',
		isYesFirst: true,
		isYes: true,
		task: {
			effect: {type: 'share', linkName},
			what: `Sharing ${name}`,
		},
	});
};

/** The row that was copied stands in sight, so it is not named again. */
const afterCopy = (state: HomeState, {how}: HomeEventOf<'copy-ended'>): HomeTransition => {
	switch (how) {
		case 'clipboard':
			return told(state, 'Copied. Leave with q and paste it into your shell.');
		case 'terminal':
			return say(state, "Sent to your terminal's clipboard. If pasting does nothing, select the text.");
		case 'failed':
			return say(state, 'Could not copy it. Select the text instead.', 'warn');
	}
};

/** What the world has done makes of Home. */
export const results: Omit<
	Handlers<HomeState, HomeWorldEvent, HomeTransition>,
	'file-read' | 'file-failed' | 'progressed'
> = {
	refreshed: afterRefresh,
	tested: afterTest,
	renamed: afterRename,
	revoked: outcome('Not revoked', revokedText),
	removed: (state, event) =>
		outcome('Not removed', removedText)(
			event.result.ok ? {...state, places: state.places.slice(0, 1)} : state,
			event,
		),
	undone: afterUndo,
	'replaced-ended': outcome('Not ended', endedText),
	'service-renamed': outcome('Not renamed', ({name}) => `Renamed the service to ${name}.`),
	'service-removed': outcome('Not removed', ({name}) => `The service ${name} is removed.`),
	'drafts-discarded': (state, event) =>
		outcome('Not discarded', () =>
			event.count === 1 ? 'Draft discarded.' : `${event.count} drafts discarded.`,
		)(state, event),
	'store-seen': askToShare,
	shared: outcome(
		'Not shared',
		({name, linkName}) => `${name} is in the shared store. On other machines: zconn token ${linkName}`,
	),
	'copy-ended': afterCopy,
	'change-found': (state, {linkName, change}) => {
		const place = placeOf(state);
		const isMeant = place.at === 'conflict' && place.from.seen.linkName === linkName;
		return [isMeant ? inPlace(state, {...place, change}) : state, []];
	},
	'wizard-ended': (state, {notice, linkName}) => {
		if (linkName === undefined) return [{...state, notice}, []];
		// After a connection was made or changed one looks at it in the list, or where it was open already.
		const back = placeOf(state).at === 'services' ? leavePlace(state) : state;
		return [{...back, highlight: `connection ${linkName}`, notice}, []];
	},
	'wizard-refused': (state, {refusal}) => refusedWith(state, 'Not possible', refusal),
};
