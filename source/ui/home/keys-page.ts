import {undoText, whyNot} from '../../home/reasons.js';
import {shownConnections, subjectOf} from '../../home/rows.js';
import type {Place} from '../../home/state.js';
import type {Bands} from '../lines/bands.js';
import {type Command, hintParts} from '../lines/keys.js';
import {type Line, line, rowWidth, type Span, span} from '../lines/line.js';
import {gap} from '../lines/rows.js';
import {homeHead, homeNote, scrolled} from './common.js';
import type {HomeInput} from './input.js';
import {homeLetters} from './letters.js';

/** What a key does, in the order of what one wants. */
const ofOne: readonly (readonly [Command, string])[] = [
	['reconnect', 'reconnect'],
	['test', 'test'],
	['refresh', 'refresh'],
	['edit', 'edit'],
	['sheet', 'copy to Sigma'],
	['share', 'share (shared store)'],
	['rename', 'rename'],
	['undo', 'undo'],
	['endReplaced', 'end replaced grants'],
	['revoke', 'revoke at Zoho'],
	['remove', 'remove'],
];

const keyRow = (command: Command, words: readonly Span[], input: HomeInput): Line =>
	line(span('  '), span(hintParts({command, label: ''}, input.glyphs).key.padEnd(9), 'title'), ...words);

/** The place below the page of keys decides what they are about. */
const below = ({state}: HomeInput): HomeInput['state'] => ({...state, places: state.places.slice(0, -1)});

const actionOf = new Map(homeLetters);

const ofConnection = (input: HomeInput): readonly Line[] => {
	const state = below(input);
	const subject = subjectOf(state);
	const rows = ofOne.map(([command, label]) => {
		const action = actionOf.get(command);
		const reason = subject && action ? whyNot(state, action, subject) : undefined;
		if (reason) {
			const short = label.replace(/ \(.*\)$/, '');
			return keyRow(command, [span(`${short}: ${reason.short}`, 'muted')], input);
		}
		if (!subject) return keyRow(command, [span(label, 'muted')], input);
		const last = command === 'undo' ? undoText(state.file, subject.linkName) : undefined;
		return keyRow(command, [span(last ? `${label}: ${last}` : label)], input);
	});
	return [
		line(span('This connection', 'title')),
		keyRow('accept', [span('open')], input),
		...rows,
		...(subject ? [] : [line(span('  No connection is highlighted.', 'muted'))]),
	];
};

const ofAll = (input: HomeInput): readonly Line[] => {
	const {state} = input;
	const plain = (command: Command, text: string): Line => keyRow(command, [span(text)], input);
	const drafts = Object.keys(state.file.drafts).length;
	return [
		line(span(`All that the filter leaves (${shownConnections(state).length})`, 'title')),
		plain('testAll', 'test'),
		plain('refreshAll', 'refresh'),
		gap,
		line(span(`Drafts (${drafts})`, 'title')),
		plain('remove', 'discard this draft'),
		keyRow('discardAll', [drafts === 0 ? span('discard all: none', 'muted') : span('discard all')], input),
		gap,
		line(span('Anywhere', 'title')),
		plain('newConnection', 'new connection'),
		plain('services', 'services'),
		plain('filter', 'filter'),
		plain('allKeys', 'this page'),
		line(span('  '), span('Ctrl+L   ', 'title'), span('redraw')),
		line(span('  '), span('Ctrl+Z   ', 'title'), span('suspend')),
		plain('quit', 'leave'),
	];
};

const columnWidth = 43;

const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
	Array.from({length: Math.max(left.length, right.length)}, (_none, index) => {
		const row = left[index] ?? line();
		const other = right[index];
		if (!other) return row;
		return line(...row.spans, span(' '.repeat(Math.max(1, columnWidth - rowWidth(row)))), ...other.spans);
	});

export const keysBody = (input: HomeInput): readonly Line[] => {
	const left = ofConnection(input);
	const right = ofAll(input);
	const fits = input.columns >= 78 && left.every(row => rowWidth(row) < columnWidth);
	const last = line(span('  A key that works for one row works on its page as well.', 'muted'));
	return [...(fits ? beside(left, right) : [...left, gap, ...right]), gap, last];
};

const headRight = (input: HomeInput): string => subjectOf(below(input))?.name ?? '';

/** Every key of Home, by what one wants; one that cannot work now says why. */
export const keysBands = (input: HomeInput, place: Extract<Place, {at: 'keys'}>): Bands => ({
	head: homeHead(input, 'Keys', headRight(input)),
	pane: {list: scrolled(keysBody(input), place.scroll)},
	note: homeNote(input),
	keys: [
		{command: 'back', label: 'back'},
		{command: 'quit', label: 'leave'},
	],
});
