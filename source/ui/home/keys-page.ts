import {undoText, whyNot} from '../../home/reasons.js';
import {countShown, subjectOf} from '../../home/rows.js';
import {type HomeState, type Place, type PlaceAt, placeOf} from '../../home/state.js';
import type {Bands} from '../lines/bands.js';
import {type Command, hint, hintParts} from '../lines/keys.js';
import {type Line, line, rowWidth, type Span, span} from '../lines/line.js';
import {gap, textLines} from '../lines/rows.js';
import {homeHead, scrolled} from './common.js';
import type {HomeInput} from './input.js';
import {homeLetters} from './letters.js';
import {factLines} from './questions.js';

/** What a key does, in the order of what one wants. */
export const ofOne: readonly (readonly [Command, string])[] = [
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

const namedRow = (key: string, words: readonly Span[]): Line =>
	line(span('  '), span(key.padEnd(9), 'title'), ...words);

const keyRow = (command: Command, words: readonly Span[], input: HomeInput): Line =>
	namedRow(hintParts({command, label: ''}, input.glyphs).key, words);

/** The place below the page of keys decides what they are about. */
export const below = ({state}: HomeInput): HomeInput['state'] => ({
	...state,
	places: state.places.slice(0, -1),
});

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
		line(span(`All that the filter leaves (${countShown(state)})`, 'title')),
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

/** What a page is for, where its own rows do not say it. */
const purposes: Partial<Record<Place['at'], {readonly title: string; readonly text: string}>> = {
	list: {
		title: 'Filter',
		text: 'Connections and drafts stay that have every word in their name, link name, account, organization, service or data center. T and R are for those that stay.',
	},
	services: {
		title: 'Services',
		text: 'A service is a registered OAuth client with its scopes. One service can carry many connections.',
	},
	conflict: {
		title: 'Two at once',
		text: 'Another program, or another machine, changed this connection after the page was opened. Nothing was done yet.',
	},
	many: {
		title: 'Several at once',
		text: 'Each row is a connection, and gets its result as soon as it is known. Those under way end before it stops.',
	},
};

/** Keys of every screen, which no last row has room for. */
const everywhere: readonly (readonly [string, string])[] = [
	['Ctrl+L', 'redraw'],
	['Ctrl+Z', 'suspend; fg comes back'],
	['Ctrl+C', 'leave'],
];

/** Whether letters are keys for a connection on the page below. */
const isAboutRows = (state: HomeState): boolean => {
	const {at} = placeOf(state);
	return (at === 'list' && !state.isFiltering) || at === 'details' || at === 'report';
};

/** Help for a question, a text, or a page without letters for connections: what it is about, and the keys that work there. */
const ofPage = (input: HomeInput, page: Bands): readonly Line[] => {
	const {columns, glyphs} = input;
	const place = placeOf(below(input));
	const purpose = purposes[place.at];
	const facts = place.at === 'question' ? (place.facts ?? []) : [];
	const named = page.keys
		.filter(({command}) => command !== 'leave' && command !== 'help' && command !== 'allKeys')
		.map(hint => hintParts(hint, glyphs))
		.map(({key, label}) => [key, label] as const);
	return [
		...(purpose ? [line(span(purpose.title, 'title'))] : page.title ? [page.title] : []),
		...(purpose ? textLines(purpose.text, columns) : (page.instruction ?? [])),
		...factLines(facts, input),
		gap,
		line(span('Keys', 'muted')),
		...[...named, ...everywhere].map(([key, label]) => namedRow(key, [span(label)])),
	];
};

/** @param page the bands of the page below */
const keysBody = (input: HomeInput, page: Bands): readonly Line[] => {
	if (!isAboutRows(below(input))) return ofPage(input, page);
	const left = ofConnection(input);
	const right = ofAll(input);
	const fits = input.columns >= 78 && left.every(row => rowWidth(row) < columnWidth);
	const last = line(span('  A key that works for one row works on its page as well.', 'muted'));
	return [...(fits ? beside(left, right) : [...left, gap, ...right]), gap, last];
};

/** Every key of Home, by what one wants; one that cannot work now says why. @param page the bands of the page below */
export const keysBands = (input: HomeInput, place: PlaceAt<'keys'>, page: Bands): Bands => ({
	head: homeHead(input, isAboutRows(below(input)) ? 'Keys' : 'Help', subjectOf(below(input))?.name ?? ''),
	pane: {list: scrolled(keysBody(input, page), place.scroll)},
	keys: [hint('back', 'back'), hint('quit', 'leave')],
});
