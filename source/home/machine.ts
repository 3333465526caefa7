import {planRename} from '../connection/changes/rename.js';
import {serviceNameProblem} from '../connection/changes/service.js';
import {answerBy, byType, type Cases, type Machine} from '../wizard/run-machine.js';
import {whatAndWhy} from '../zoho/refusal.js';
import {onAction} from './actions.js';
import {conflictChoices, isOvertaken, newestOf} from './conflict.js';
import {wizardFor} from './effects.js';
import type {HomeEvent, HomeEventOf} from './events.js';
import {firstLost} from './reports.js';
import {results} from './results.js';
import {
	highlightedRow,
	highlightedService,
	highlightIndex,
	isEmptyHome,
	rowsOf,
	serviceIndex,
	serviceRows,
} from './rows.js';
import {type HomeState, type Outcome, type Place, type PlaceAt, placeOf} from './state.js';
import {
	begin,
	conflict,
	enter,
	type HomeTransition,
	inPlace,
	leavePlace,
	unchanged,
	want,
} from './transition.js';

const leave = (state: HomeState): HomeTransition => [leavePlace(state), []];

const highlight = (state: HomeState, index: number): HomeTransition => {
	const place = placeOf(state);
	const {at} = place;
	if (at === 'question') {
		const isYes = place.isYesFirst ? index === 0 : index > 0;
		return [inPlace(state, {...place, isYes}), []];
	}
	if (at === 'conflict') return [inPlace(state, {...place, option: index}), []];
	if (at === 'services') {
		const row = serviceRows(state)[index];
		return row ? [{...state, service: row.service.linkName, notice: undefined}, []] : unchanged(state);
	}
	if (at === 'list' && isEmptyHome(state)) return [{...state, way: index, notice: undefined}, []];
	const row = at === 'list' ? rowsOf(state)[index] : undefined;
	return row ? [{...state, highlight: row.key, notice: undefined}, []] : unchanged(state);
};

const scroll = (state: HomeState, to: number): HomeTransition => {
	const place = placeOf(state);
	return 'scroll' in place ? [inPlace(state, {...place, scroll: Math.max(0, to)}), []] : unchanged(state);
};

const openRow = (state: HomeState): HomeTransition => {
	const row = highlightedRow(state);
	if (!row) return onAction(state, 'new');
	if (row.kind === 'connection') {
		return [enter(state, {at: 'details', linkName: row.connection.linkName, scroll: 0}), []];
	}
	return want(state, wizardFor({kind: 'draft', id: row.draft.id}));
};

const rename = (state: HomeState, place: PlaceAt<'rename'>): HomeTransition => {
	const {of, linkName, text, seen} = place;
	if (isOvertaken(state, seen)) return conflict(state, place);
	const complain = (problem: string): HomeTransition => [inPlace(state, {...place, problem}), []];
	if (of === 'service') {
		const problem = serviceNameProblem(text);
		if (problem !== undefined) return complain(problem);
	} else {
		const plan = planRename(state.file, linkName, text);
		if (!plan.ok) return complain(whatAndWhy(plan.refusal));
	}
	const name = text.trim();
	return begin(leavePlace(state), {
		effect:
			of === 'service'
				? {type: 'rename-service', linkName, name, seen: seen.name}
				: {type: 'rename', linkName, name},
		what: 'Renaming',
		from: place,
	});
};

const remove = (state: HomeState, place: PlaceAt<'remove'>): HomeTransition => {
	const {seen} = place;
	const typed = place.text.trim();
	const isMeant = [seen.linkName, seen.name].includes(typed);
	if (isMeant && isOvertaken(state, seen)) return conflict(state, place);
	const connection = state.file.connections[place.linkName];
	if (!connection) return leave(state);
	const {linkName, name} = connection;
	if (typed === '') return leave(state);
	if (typed !== linkName && typed !== name) {
		return [inPlace(state, {...place, problem: `That is another name; this one is called ${linkName}.`}), []];
	}
	return begin(leavePlace(state), {
		effect: {type: 'remove', linkName},
		what: `Removing ${name}`,
		from: place,
	});
};

/** With the row that is highlighted now highlighted by its name, whatever the list becomes. */
const pinned = (state: HomeState): HomeState => ({
	...state,
	highlight: highlightedRow(state)?.key ?? state.highlight,
});

/** The one thing that the result of many asks for: the first connection that needs a consent gets it. */
const acceptMany = (state: HomeState, place: PlaceAt<'many'>): HomeTransition => {
	if (!place.isOver) return unchanged(state);
	const lost = firstLost(place);
	return lost === undefined
		? leave(state)
		: [leavePlace(state), [wizardFor({kind: 'reconnect', linkName: lost})]];
};

/** What Enter means in each place. */
const accepting: Cases<'at', HomeState, Place, HomeTransition> = {
	list: state => openRow(state),
	services: state => (highlightedService(state) ? onAction(state, 'new') : unchanged(state)),
	rename: (state, place) => rename(state, place),
	remove: (state, place) => remove(state, place),
	report: leave,
	keys: leave,
	details: leave,
	question: (state, place) => (place.isYes ? answerYes(state) : leave(state)),
	many: (state, place) => acceptMany(state, place),
	conflict: (state, place) => answerConflict(state, place),
};

/** Enter. */
const accept = (state: HomeState): HomeTransition => {
	const place = placeOf(state);
	return state.isFiltering
		? [{...pinned(state), isFiltering: false}, []]
		: answerBy('at', accepting, state, place);
};

type Conflict = PlaceAt<'conflict'>;

/** The same once more, for the connection as it is now. */
const applyMine = (state: HomeState, {from}: Conflict): HomeTransition => {
	const seen = newestOf(state, from.seen);
	if (!seen) return leave(state);
	const {linkName} = seen;
	if (from.at !== 'question') {
		const again = from.at === 'remove' ? {...from, text: linkName} : from;
		return accept(inPlace(state, {...again, seen, linkName}));
	}
	const {effect} = from.task;
	const task = {...from.task, effect: 'linkName' in effect ? {...effect, linkName} : effect};
	return answerYes(inPlace(state, {...from, seen, task}));
};

const answerConflict = (state: HomeState, place: Conflict): HomeTransition => {
	switch (conflictChoices(state, place)[place.option]) {
		case 'show':
			return [inPlace(state, {...place, isShown: true, option: 0}), []];
		case 'apply':
			return applyMine(state, place);
		default:
			return leave(state);
	}
};

/** Esc: what is under way is stopped first, then the filter is dropped, then one place back, then out. */
const goBack = (state: HomeState): HomeTransition => {
	const {running} = state;
	const {at} = placeOf(state);
	const isHere = at === 'list' || at === 'many';
	if (isHere && running && running.of > 1 && !running.isStopping) {
		return [{...state, running: {...running, isStopping: true}}, [{type: 'stop'}]];
	}
	if (at !== 'list') return leave(state);
	if (state.isFiltering || state.filter !== '') {
		return [{...pinned(state), isFiltering: false, filter: '', notice: undefined}, []];
	}
	return [state, [{type: 'leave'}]];
};

const type = (state: HomeState, text: string): HomeTransition => {
	const place = placeOf(state);
	if (place.at === 'list' && state.isFiltering) {
		return [{...state, filter: text, notice: undefined}, []];
	}
	return place.at === 'rename' || place.at === 'remove'
		? [inPlace(state, {...place, text, problem: undefined}), []]
		: unchanged(state);
};

const answerYes = (state: HomeState): HomeTransition => {
	const place = placeOf(state);
	if (place.at === 'conflict') return applyMine(state, place);
	if (place.at !== 'question') return unchanged(state);
	const {seen, task} = place;
	if (seen && isOvertaken(state, seen)) return conflict(state, {...place, seen});
	return begin(leavePlace(state), seen ? {...task, from: place} : task);
};

/** The row that was highlighted, or what is now where it was. */
const stillOn = (key: string | undefined, index: number, keys: readonly string[]): string | undefined =>
	key === undefined || keys.includes(key) ? key : keys[Math.min(index, keys.length - 1)];

/** Places about what is gone are left; the highlight stays on its row, or where that was. */
const follow = (
	state: HomeState,
	{file, refreshedBy = state.refreshedBy}: HomeEventOf<'file-read'>,
): HomeState => {
	const isThere = (place: Place): boolean =>
		!('linkName' in place) ||
		place.linkName === undefined ||
		file.connections[place.linkName] !== undefined ||
		(place.at === 'rename' && place.of === 'service' && file.services[place.linkName] !== undefined);
	// A page that remembers what it was about says itself what became of that.
	const here = placeOf(state);
	const isAsked = 'seen' in here || here.at === 'conflict';
	const places = isAsked ? state.places.filter(place => place === here || isThere(place)) : state.places;
	const gone = isAsked ? -1 : places.findIndex(place => !isThere(place));
	const next: HomeState = {
		...state,
		file,
		refreshedBy,
		total: Object.keys(file.connections).length,
		trouble: undefined,
		places: gone === -1 ? places : places.slice(0, gone),
		notice:
			gone === -1 ? state.notice : {text: 'It was removed, or renamed, by another program.', tone: 'warn'},
	};
	const rows = rowsOf(next).map(({key}) => key);
	const services = serviceRows(next).map(({service}) => service.linkName);
	return {
		...next,
		highlight: stillOn(state.highlight, highlightIndex(state), rows),
		service: stillOn(state.service, serviceIndex(state), services),
	};
};

const progress = (state: HomeState, outcome: Outcome): HomeTransition => {
	const {running} = state;
	if (!running) return unchanged(state);
	const places = state.places.map(place =>
		place.at === 'many' && !place.isOver ? {...place, outcomes: [...place.outcomes, outcome]} : place,
	);
	return [{...state, places, running: {...running, done: running.done + 1}}, []];
};

/** A running Home; the screen and the plain mode drive the same one. */
export type HomeSession = Machine<HomeState, HomeEvent>;

/**
 * Home: (state, event) → [state, effects]. Pure and total: any event in any state is answered, one that makes no sense there
 * changes nothing. Nothing is written by looking around.
 */
export const reduceHome = byType<HomeState, HomeEvent, HomeTransition>({
	...results,
	highlighted: (state, {index}) => highlight(state, index),
	scrolled: (state, {to}) => scroll(state, to),
	accepted: accept,
	'went-back': goBack,
	typed: (state, {text}) => type(state, text),
	'answered-yes': answerYes,
	'copied-command': (state, {text}) => [{...state, notice: undefined}, [{type: 'copy', text}]],
	wanted: (state, {action}) => onAction(state, action),
	left: state => [state, [{type: 'leave'}]],
	'file-read': (state, event) => [follow(state, event), []],
	'file-failed': (state, {refusal}) => [{...state, trouble: refusal}, []],
	progressed: (state, {outcome}) => progress(state, outcome),
});
