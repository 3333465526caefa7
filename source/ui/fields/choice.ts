import type {Field, Option} from '../../wizard/field.js';
import {displayOf, rawValueOf} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {type BandList, listOf} from '../lines/bands.js';
import {cleanPaste} from '../lines/editor.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../lines/keys.js';
import {graphemesOf, type Line, line, type Span, span, widthOf} from '../lines/line.js';
import {rowMark} from '../lines/rows.js';
import {type Drawn, type FieldViewOf, moved, narrow, type Pressed, typed, type ViewInput} from './view.js';

/** From so many options on typing filters them, so that help is Ctrl+G alone; of a few that are always the same no word is said of it. */
const filterFrom = 4;

const optionsOf = (field: Field, {state}: ViewInput): readonly Option[] =>
	field.options(answersOf(state), state.context);

/** Options that contain every typed word, in the label, the hint or the value. */
const matching = (field: Field, input: ViewInput): readonly Option[] => {
	const words = input.local.filter.toLowerCase().split(/\s+/).filter(Boolean);
	const options = optionsOf(field, input);
	if (words.length === 0) return options;
	return options.filter(({label, hint = '', facts = [], value}) => {
		const text = `${label} ${hint} ${facts.join(' ')} ${value}`.toLowerCase();
		return words.every(word => text.includes(word));
	});
};

/** What is highlighted before a person moves: the answer, or what is suggested where there is none. */
const startOf = (field: Field, {state}: ViewInput): string => {
	const value = state.given[field.key] ?? field.suggested?.(answersOf(state), state.context);
	const raw = value ?? rawValueOf(state, field.key);
	return typeof raw === 'string' ? raw : '';
};

const highlightOf = (field: Field, options: readonly Option[], input: ViewInput): number => {
	const current = options.findIndex(({value}) => value === startOf(field, input));
	return Math.min(input.local.highlight ?? Math.max(0, current), Math.max(0, options.length - 1));
};

/** How to get about in a list; where there is nothing to choose, nothing is said. @param shown how many the filter leaves */
const listHints = (shown: number, count: number): readonly Hint[] => [
	...hintIf(shown > 1, 'move', 'choose'),
	...hintIf(count > filterFrom, 'type', 'to filter'),
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

/** The options that the filter leaves, in columns as wide as all of them need. @param mark the sign before a row */
const bandList = (
	field: Field,
	highlight: number,
	input: ViewInput,
	mark: (option: Option) => string = () => '',
): BandList => {
	const all = optionsOf(field, input);
	const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf)) + 3;
	const count = Math.max(0, ...all.map(({facts = []}) => facts.length));
	const columns = Array.from({length: count}, (_none, index) =>
		widest(all.map(({facts}) => facts?.[index] ?? '')),
	);
	const widths = [widest(all.map(({label}) => label)), ...columns];
	return listOf(matching(field, input), highlight, (option, isHighlighted) =>
		drawRow(option, {isHighlighted, mark: mark(option), widths}, input),
	);
};

/** A list with its filter in the row of the field, or what the field stands at. */
const drawn = (filter: string, value: string, list: BandList): Drawn => ({
	...(filter === '' ? {value: [span(value)]} : {input: {text: filter, cursor: undefined}}),
	pane: {
		list,
		top: list.count === 0 ? [line(span('    nothing matches; Backspace widens', 'muted'))] : [],
	},
});

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

/** Enter where the filter leaves nothing. */
const showAll = {local: {filter: '', highlight: undefined}} as const;

const acceptHint = (field: Field, input: ViewInput): Hint =>
	hint('accept', matching(field, input).length === 0 ? 'show all' : 'accept');

/** One of a list: Enter takes the highlighted one, and so does going on to another field; typing filters. */
export const choiceView: FieldViewOf = field => ({
	takesText: input => optionsOf(field, input).length >= filterFrom,
	draw: input => {
		const highlight = highlightOf(field, matching(field, input), input);
		const value =
			field.suggested && input.state.given[field.key] === undefined ? '' : displayOf(input.state, field);
		return drawn(input.local.filter, value, bandList(field, highlight, input));
	},
	press: (press, input) => {
		const options = matching(field, input);
		const highlight = highlightOf(field, options, input);
		const next = moved(press, highlight, options.length, input.rows);
		// What another answer would change waits for Enter: the form holds still.
		if (next !== undefined) return {local: {highlight: next}};
		const leaves = isCommand(press, 'nextField') ? 1 : isCommand(press, 'previousField') ? -1 : undefined;
		const chosen = input.local.filter === '' ? options[input.local.highlight ?? -1] : undefined;
		if (leaves !== undefined && chosen)
			return {
				local: {highlight: undefined},
				events: [typed(field.key, chosen.value), {type: 'moved-focus', by: leaves, at: input.now}],
			};
		if (isCommand(press, 'accept')) {
			const option = options[highlight];
			if (!option) return showAll;
			const isDefault =
				input.state.given[field.key] === undefined && rawValueOf(input.state, field.key) === option.value;
			const choose = isDefault ? [] : [typed(field.key, option.value)];
			return {
				local: {filter: '', highlight: undefined},
				events: [...choose, {type: 'accepted', at: input.now}],
			};
		}
		return optionsOf(field, input).length < 2 ? undefined : pressFilter(press, input, true);
	},
	hints: input => [
		acceptHint(field, input),
		...listHints(
			matching(field, input).length,
			optionsOf(field, input).length + Number(field.suggested !== undefined),
		),
	],
});

/** What is marked, as it will count: an answer that always belongs to the list cannot be taken off it. */
const listValue = (field: Field, input: ViewInput): readonly string[] => {
	const value = answersOf(input.state)[field.key];
	return typeof value === 'object' ? value : [];
};

/** It begins at the first row that can be changed. */
const manyHighlight = (options: readonly Option[], {local}: ViewInput): number => {
	const first = options.findIndex(({isFixed}) => !isFixed);
	return Math.min(local.highlight ?? Math.max(0, first), Math.max(0, options.length - 1));
};

/** Any number of a list: Space marks, typing filters, marks outlive the filter. */
export const manyView: FieldViewOf = field => ({
	draw: input => {
		const chosen = listValue(field, input);
		const {marked, unmarked} = input.glyphs;
		const mark = ({value}: Option) => (chosen.includes(value) ? `${marked} ` : `${unmarked} `);
		const list = bandList(field, manyHighlight(matching(field, input), input), input, mark);
		return drawn(input.local.filter, displayOf(input.state, field), list);
	},
	press: (press, input) => {
		const options = matching(field, input);
		const highlight = manyHighlight(options, input);
		const next = moved(press, highlight, options.length, input.rows);
		if (next !== undefined) return {local: {highlight: next}};
		if (isCommand(press, 'accept') && options.length === 0) return showAll;
		if (isCommand(press, 'mark')) {
			const option = options[highlight];
			if (!option) return {};
			const chosen = listValue(field, input);
			const isChosen = chosen.includes(option.value);
			const list = isChosen ? chosen.filter(value => value !== option.value) : [...chosen, option.value];
			return {local: {highlight}, events: [typed(field.key, list)]};
		}
		return pressFilter(press, input, false);
	},
	hints: input => {
		const count = matching(field, input).length;
		return [acceptHint(field, input), ...hintIf(count > 0, 'mark', 'mark'), ...listHints(count, 0)];
	},
});

/** Yes or no: arrows, y and n; Space turns it over. */
export const confirmView: FieldViewOf = field => ({
	draw: input => {
		const highlight = rawValueOf(input.state, field.key) === true ? 0 : 1;
		const options = () => [
			{value: 'yes', label: 'Yes', hint: field.meaning?.yes ?? ''},
			{value: 'no', label: 'No', hint: field.meaning?.no ?? ''},
		];
		return drawn('', displayOf(input.state, field), bandList({...field, options}, highlight, input));
	},
	press: (press, input) => {
		const isYes = rawValueOf(input.state, field.key) === true;
		if (isCommand(press, 'yes') || isCommand(press, 'up')) return {events: [typed(field.key, true)]};
		if (isCommand(press, 'no') || isCommand(press, 'down')) return {events: [typed(field.key, false)]};
		return isCommand(press, 'mark') ? {events: [typed(field.key, !isYes)]} : undefined;
	},
	hints: () => [hint('accept', 'accept'), hint('yes', 'yes'), hint('no', 'no')],
});
