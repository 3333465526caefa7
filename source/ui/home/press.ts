import {conflictChoices} from '../../home/conflict.js';
import type {HomeEvent} from '../../home/events.js';
import {
	highlightedRow,
	highlightIndex,
	isEmptyHome,
	rowsOf,
	serviceIndex,
	serviceRows,
} from '../../home/rows.js';
import {type Place, type PlaceAt, placeOf} from '../../home/state.js';
import {moved} from '../fields/view.js';
import {editField} from '../lines/editor.js';
import {isCommand, type Press} from '../lines/keys.js';
import {rowsShown} from './common.js';
import {pressEmpty} from './empty.js';
import type {HomeInput, HomePressed} from './input.js';
import {letterEvent} from './letters.js';
import {answerIndex} from './questions.js';
import {homeBands} from './view.js';

const one = (event: HomeEvent): HomePressed => ({events: [event]});

const pressEditor = (press: Press, text: string, {cursor}: HomeInput, isRefused = false): HomePressed => {
	if (isCommand(press, 'accept')) return {events: [{type: 'accepted'}], cursor: undefined};
	const after = editField(text, cursor, press, isRefused);
	if (!after) return undefined;
	const events: readonly HomeEvent[] = after.text === text ? [] : [{type: 'typed', text: after.text}];
	return {events, cursor: after.cursor};
};

const pressRows = (press: Press, input: HomeInput): HomePressed => {
	const {state} = input;
	const isServices = placeOf(state).at === 'services';
	const count = isServices ? serviceRows(state).length : rowsOf(state).length;
	const highlight = isServices ? serviceIndex(state) : highlightIndex(state);
	const next = moved(press, highlight, count, rowsShown(homeBands(input), input));
	return next === undefined ? undefined : one({type: 'highlighted', index: next});
};

const pressPage = (press: Press, place: Place, input: HomeInput): HomePressed => {
	if (!('scroll' in place)) return undefined;
	const places = [...input.state.places.slice(0, -1), {...place, scroll: 0}];
	const top = homeBands({...input, state: {...input.state, places}});
	const room = rowsShown(top, input);
	const length = top.pane?.list?.count ?? 0;
	const last = place.at === 'many' ? length - 1 : Math.max(0, length - room);
	const next = moved(press, Math.min(place.scroll, last), last + 1, room);
	return next === undefined ? undefined : one({type: 'scrolled', to: next});
};

const pressLetter = (press: Press): HomePressed => {
	const event = letterEvent(press);
	return event && one(event);
};

const pressOptions = (press: Press, option: number, count: number): HomePressed => {
	if (isCommand(press, 'accept')) return one({type: 'accepted'});
	if (isCommand(press, 'allKeys')) return one({type: 'wanted', action: 'keys'});
	const next = moved(press, option, count, count);
	return next === undefined ? undefined : one({type: 'highlighted', index: next});
};

const pressQuestion = (press: Press, place: PlaceAt<'question'>): HomePressed => {
	if (isCommand(press, 'yes')) return one({type: 'answered-yes'});
	if (isCommand(press, 'no')) return one({type: 'went-back'});
	return pressOptions(press, answerIndex(place), 2);
};

/** A slash with words behind it, in one piece: the words are for the filter that it opens. */
const pressFilter = ({name, text}: Press, {state}: HomeInput): HomePressed =>
	name === 'text' && text.startsWith('/') && text.length > 1
		? {
				events: [
					{type: 'wanted', action: 'filter'},
					{type: 'typed', text: state.filter + text.slice(1)},
				],
				cursor: undefined,
			}
		: undefined;

/** What a key means to Home now. */
export const pressHome = (press: Press, input: HomeInput): HomePressed => {
	const {state} = input;
	const place = placeOf(state);
	if (isCommand(press, 'back')) return {events: [{type: 'went-back'}], cursor: undefined};
	if (isCommand(press, 'help')) return one({type: 'wanted', action: 'keys'});
	switch (place.at) {
		case 'list':
			if (isEmptyHome(state)) {
				const pressed = pressEmpty(press, input);
				if (pressed) return pressed;
			}
			if (!state.isFiltering) break;
			// The list moves while one types; everything else is typed.
			return (
				(moveOfList(press) ? pressRows(press, input) : undefined) ?? pressEditor(press, state.filter, input)
			);
		case 'rename':
		case 'remove':
			return pressEditor(press, place.text, input, place.problem !== undefined);
		case 'question':
			return pressQuestion(press, place);
		case 'conflict':
			return pressOptions(press, place.option, conflictChoices(state, place).length);
		default:
			break;
	}
	if (isCommand(press, 'quit')) return one({type: 'left'});
	if (isCommand(press, 'accept')) return one({type: 'accepted'});
	const filtered = place.at === 'list' ? pressFilter(press, input) : undefined;
	if (filtered) return filtered;
	return (
		(place.at === 'list' || place.at === 'services'
			? pressRows(press, input)
			: pressPage(press, place, input)) ?? pressLetter(press)
	);
};

const nearCommands = ['quit', 'back', 'help', 'allKeys', 'filter'] as const;

/** Home and End belong to the text of the filter. */
const moveOfList = (press: Press): boolean =>
	(['up', 'down', 'pageUp', 'pageDown'] as const).some(command => isCommand(press, command));

/**
 * Whether a key is about nothing but rows that are there in any case, also where only the first ones have been read so far: one that
 * opens the highlighted connection, leaves, or begins to filter, or moves the highlight to a row that a window full of them still follows.
 */
export const staysNear = (press: Press, input: HomeInput): boolean => {
	const {state, rows} = input;
	const isPlainList = placeOf(state).at === 'list' && !state.isFiltering && state.filter === '';
	if (!isPlainList) return false;
	if (isCommand(press, 'accept')) return highlightedRow(state)?.kind === 'connection';
	if (nearCommands.some(command => isCommand(press, command))) return true;
	if (!moveOfList(press)) return false;
	const count = rowsOf(state).length;
	const next = moved(press, highlightIndex(state), count, rows);
	return next !== undefined && next + rows < count;
};
