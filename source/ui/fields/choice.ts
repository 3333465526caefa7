import type {Field, Option} from '../../wizard/field.js';
import {displayOf, rawValueOf} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {listOf} from '../lines/bands.js';
import {cleanPaste} from '../lines/editor.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../lines/keys.js';
import {graphemesOf, type Line, line, type Span, span, widthOf} from '../lines/line.js';
import {rowMark} from '../lines/rows.js';
import {type Drawn, type FieldViewOf, moved, narrow, type Pressed, typed, type ViewInput} from './view.js';

/** From so many options on typing filters them, so that help is Ctrl+G alone; of a few that are always the same no word is said of it. */
const filterFrom = 4;

/** A list as it is now: all of it, what of it has every typed word in the label, the hint or the value, and what is highlighted. */
type Seen = {
	readonly all: readonly Option[];
	readonly options: readonly Option[];
	readonly highlight: number;
};

/** @param isFirst what is highlighted before a person moves; where nothing is it, the first option */
const seenOf = (field: Field, {state, local}: ViewInput, isFirst: (option: Option) => boolean): Seen => {
	const all = field.options(answersOf(state), state.context);
	const words = local.filter.toLowerCase().split(/\s+/).filter(Boolean);
	const isFound = ({label, hint = '', facts = [], value}: Option): boolean => {
		const text = `${label} ${hint} ${facts.join(' ')} ${value}`.toLowerCase();
		return words.every(word => text.includes(word));
	};
	const options = words.length === 0 ? all : all.filter(isFound);
	const at = local.highlight ?? options.findIndex(isFirst);
	return {all, options, highlight: Math.max(0, Math.min(at, options.length - 1))};
};

/** Enter, and how to get about in a list; where there is nothing to choose, nothing is said. */
const listHints = ({options}: Seen, ...own: readonly Hint[]): readonly Hint[] => [
	hint('accept', options.length === 0 ? 'show all' : 'accept'),
	...own,
	...hintIf(options.length > 1, 'move', 'choose'),
];

const drawRow = (
	option: Option,
	look: {readonly isHighlighted: boolean; readonly mark: string; readonly widths: readonly number[]},
	{glyphs, columns: room}: ViewInput,
): Line => {
	const {isHighlighted, mark, widths} = look;
	const [width = 0, ...columns] = widths;
	const isNew = option.label.startsWith('+ ');
	const label = span(option.label, isHighlighted ? 'match' : isNew ? 'title' : 'plain');
	const facts = option.facts?.map((fact, index) => fact.padEnd(columns[index] ?? 0)).join('');
	// A narrow window has room for one of them.
	const beside = (option.hint ?? (room < narrow ? option.facts?.at(-1) : facts) ?? '').trimEnd();
	const hint: readonly Span[] =
		beside === ''
			? []
			: [
					span(' '.repeat(Math.max(2, width - widthOf(option.label)))),
					span(`${option.isShared ? `${glyphs.shared} ` : ''}${beside}`),
				];
	return line(rowMark(isHighlighted ? 'here' : undefined, glyphs), span(mark), label, ...hint);
};

/**
 * The options that the filter leaves, in columns as wide as all of them need; with the filter in the row of the field, or what the
 * field stands at.
 *
 * @param markOf the sign before a row
 */
const drawn = (
	{all, options, highlight}: Seen,
	value: string,
	input: ViewInput,
	markOf: (option: Option) => string = () => '',
): Drawn => {
	const {filter} = input.local;
	const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf)) + 3;
	const count = Math.max(0, ...all.map(({facts = []}) => facts.length));
	const columns = Array.from({length: count}, (_none, index) =>
		widest(all.map(({facts}) => facts?.[index] ?? '')),
	);
	const widths = [widest(all.map(({label}) => label)), ...columns];
	return {
		...(filter === '' ? {value: [span(value)]} : {input: {text: filter, cursor: undefined}}),
		pane: {
			list: listOf(options, highlight, (option, isHighlighted) =>
				drawRow(option, {isHighlighted, mark: markOf(option), widths}, input),
			),
			top: options.length === 0 ? [line(span('    nothing matches; Backspace widens', 'muted'))] : [],
		},
	};
};

const editFilter = (press: Press, filter: string, acceptsSpace: boolean): string | undefined => {
	if (press.name === 'text') return filter + press.text;
	if (press.name === 'space' && acceptsSpace && filter !== '') return `${filter} `;
	if (press.name === 'paste') return filter + cleanPaste(press.text);
	if (filter === '') return undefined;
	if (isCommand(press, 'deleteBefore')) return graphemesOf(filter).slice(0, -1).join('');
	if (isCommand(press, 'deleteToStart') || isCommand(press, 'deleteWord')) return '';
	return undefined;
};

/** Edits the filter of a list; undefined when the key is not a filter's. */
export const pressFilter = (press: Press, {local}: ViewInput, acceptsSpace: boolean): Pressed => {
	const filter = editFilter(press, local.filter, acceptsSpace);
	return filter === undefined ? undefined : {local: {filter, cursor: undefined, highlight: 0}};
};

/** Keys of every list: those that move, and Enter where the filter leaves nothing. */
const pressList = (press: Press, {options, highlight}: Seen, {rows}: ViewInput): Pressed => {
	const next = moved(press, highlight, options.length, rows);
	if (next !== undefined) return {local: {highlight: next}};
	return isCommand(press, 'accept') && options.length === 0
		? {local: {filter: '', highlight: undefined}}
		: undefined;
};

/** One of a list: Enter takes the highlighted one, and so does going on to another field; typing filters. */
export const choiceView: FieldViewOf = field => {
	const look = (input: ViewInput): Seen => {
		const {state} = input;
		// The answer, or what is suggested where there is none.
		const value = state.given[field.key] ?? field.suggested?.(answersOf(state), state.context);
		const start = value ?? rawValueOf(state, field.key);
		return seenOf(field, input, option => option.value === start);
	};
	return {
		takesText: input => look(input).all.length >= filterFrom,
		draw: input => {
			const isSuggested = field.suggested && input.state.given[field.key] === undefined;
			return drawn(look(input), isSuggested ? '' : displayOf(input.state, field), input);
		},
		press: (press, input) => {
			const {local, state, now} = input;
			const seen = look(input);
			// What another answer would change waits for Enter: the form holds still.
			const own = pressList(press, seen, input);
			if (own) return own;
			const by = isCommand(press, 'nextField') ? 1 : isCommand(press, 'previousField') ? -1 : undefined;
			const chosen = local.filter === '' ? seen.options[local.highlight ?? -1] : undefined;
			if (by !== undefined && chosen)
				return {
					local: {highlight: undefined},
					events: [typed(field.key, chosen.value), {type: 'moved-focus', by, at: now}],
				};
			const option = seen.options[seen.highlight];
			if (isCommand(press, 'accept') && option) {
				const isDefault =
					state.given[field.key] === undefined && rawValueOf(state, field.key) === option.value;
				return {
					local: {filter: '', highlight: undefined},
					events: [...(isDefault ? [] : [typed(field.key, option.value)]), {type: 'accepted', at: now}],
				};
			}
			return seen.all.length < 2 ? undefined : pressFilter(press, input, true);
		},
		hints: input => {
			const seen = look(input);
			const count = seen.all.length + Number(field.suggested !== undefined);
			return [...listHints(seen), ...hintIf(count > filterFrom, 'type', 'to filter')];
		},
	};
};

/** Any number of a list: Space marks, typing filters, marks outlive the filter. */
export const manyView: FieldViewOf = field => {
	// It begins at the first row that can be changed.
	const look = (input: ViewInput): Seen => seenOf(field, input, ({isFixed}) => !isFixed);
	/** What is marked, as it will count: an answer that always belongs to the list cannot be taken off it. */
	const chosenOf = ({state}: ViewInput): readonly string[] => {
		const value = answersOf(state)[field.key];
		return typeof value === 'object' ? value : [];
	};
	return {
		draw: input => {
			const chosen = chosenOf(input);
			const {marked, unmarked} = input.glyphs;
			const markOf = ({value}: Option) => (chosen.includes(value) ? `${marked} ` : `${unmarked} `);
			return drawn(look(input), displayOf(input.state, field), input, markOf);
		},
		press: (press, input) => {
			const seen = look(input);
			const {options, highlight} = seen;
			const own = pressList(press, seen, input);
			if (own || !isCommand(press, 'mark')) return own ?? pressFilter(press, input, false);
			const value = options[highlight]?.value;
			if (value === undefined) return {};
			const chosen = chosenOf(input);
			const list = chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value];
			return {local: {highlight}, events: [typed(field.key, list)]};
		},
		hints: input => {
			const seen = look(input);
			return listHints(seen, ...hintIf(seen.options.length > 0, 'mark', 'mark'));
		},
	};
};

/** Yes or no: arrows, y and n; Space turns it over. */
export const confirmView: FieldViewOf = field => {
	const isYes = ({state}: ViewInput): boolean => rawValueOf(state, field.key) === true;
	const options: readonly Option[] = [
		{value: 'yes', label: 'Yes', hint: field.meaning?.yes ?? ''},
		{value: 'no', label: 'No', hint: field.meaning?.no ?? ''},
	];
	return {
		draw: input => {
			const seen = {all: options, options, highlight: isYes(input) ? 0 : 1};
			return drawn(seen, displayOf(input.state, field), {...input, local: {...input.local, filter: ''}});
		},
		press: (press, input) => {
			if (isCommand(press, 'yes') || isCommand(press, 'up')) return {events: [typed(field.key, true)]};
			if (isCommand(press, 'no') || isCommand(press, 'down')) return {events: [typed(field.key, false)]};
			return isCommand(press, 'mark') ? {events: [typed(field.key, !isYes(input))]} : undefined;
		},
		hints: () => [hint('accept', 'accept'), hint('yes', 'yes'), hint('no', 'no')],
	};
};
