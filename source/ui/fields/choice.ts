import type {Field, Option} from '../../wizard/field.js';
import {rawValueOf} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {cleanPaste} from '../lines/editor.js';
import {type Hint, isCommand} from '../lines/keys.js';
import {graphemesOf, type Line, line, span} from '../lines/line.js';
import {
	type Drawn,
	type FieldViewOf,
	focusLabel,
	moved,
	moveOf,
	typed,
	type ViewInput,
	windowOf,
} from './view.js';

const optionsOf = (field: Field, {state}: ViewInput): readonly Option[] =>
	field.options(answersOf(state), state.context);

/** Options that contain every typed word, in the label, the hint or the value. */
const matching = (field: Field, input: ViewInput): readonly Option[] => {
	const words = input.local.filter.toLowerCase().split(/\s+/).filter(Boolean);
	return optionsOf(field, input).filter(({label, hint = '', value}) => {
		const text = `${label} ${hint} ${value}`.toLowerCase();
		return words.every(word => text.includes(word));
	});
};

const highlightOf = (field: Field, options: readonly Option[], input: ViewInput): number => {
	const current = options.findIndex(({value}) => value === rawValueOf(input.state, field.key));
	return Math.min(input.local.highlight ?? Math.max(0, current), Math.max(0, options.length - 1));
};

/** How to get about in a list; where there is nothing to choose, nothing is said. */
const listHints = (count: number): readonly Hint[] => [
	...(count > 1 ? [{command: 'move', label: 'choose'} as const] : []),
	...(count > 4 ? [{command: 'type', label: 'to filter'} as const] : []),
];

/** The label line of a list, with the filter where one was typed. */
export const listLabel = (label: string, input: ViewInput, extra = ''): Line => {
	const {filter} = input.local;
	const base = focusLabel(label, input.glyphs);
	const spans = [...base.spans, span(extra, 'muted')];
	return filter === '' ? {spans} : {spans: [...spans, span(`  filter: ${filter}`, 'accent')]};
};

const drawRow = (option: Option, isHighlighted: boolean, mark: string, input: ViewInput): Line =>
	line(
		span(isHighlighted ? `  ${input.glyphs.highlight}` : '    ', 'accent'),
		span(mark),
		span(option.label, isHighlighted ? 'accent' : 'plain'),
		span(option.hint ? `  ${option.hint}` : '', 'muted'),
	);

type List = {
	readonly options: readonly Option[];
	readonly highlight: number;
	/** The sign before a row. */
	readonly mark?: (option: Option) => string;
};

/** Draws a windowed list below its label. */
export const drawList = (
	label: Line,
	{options, highlight, mark = () => ''}: List,
	input: ViewInput,
): Drawn => {
	const {from, to} = windowOf(options.length, highlight, input.rows - 1);
	const rows = options
		.slice(from, to)
		.map((option, index) => drawRow(option, from + index === highlight, mark(option), input));
	const place =
		to - from < options.length ? span(`  ${highlight + 1} of ${options.length}`, 'muted') : span('');
	const none = options.length === 0 ? [line(span('    nothing matches; Backspace widens', 'muted'))] : [];
	return {
		lines: [{spans: [...label.spans, place]}, ...rows, ...none],
		focus: options.length === 0 ? 0 : 1 + highlight - from,
	};
};

/** Edits the filter of a list; undefined when the key is not a filter's. */
export const pressFilter = (
	press: {readonly name: string; readonly text: string},
	filter: string,
	acceptsSpace: boolean,
): string | undefined => {
	if (press.name === 'text') return filter + press.text;
	if (press.name === 'space' && acceptsSpace && filter !== '') return `${filter} `;
	if (press.name === 'paste') return filter + cleanPaste(press.text);
	if (filter === '') return undefined;
	if (isCommand(press, 'deleteBefore')) return graphemesOf(filter).slice(0, -1).join('');
	if (isCommand(press, 'deleteToStart') || isCommand(press, 'deleteWord')) return '';
	return undefined;
};

/** One of a list: moving chooses, typing filters. */
export const choiceView: FieldViewOf = field => ({
	draw: input => {
		const options = matching(field, input);
		const highlight = highlightOf(field, options, input);
		return drawList(listLabel(field.label, input), {options, highlight}, input);
	},
	press: (press, input) => {
		const options = matching(field, input);
		const highlight = highlightOf(field, options, input);
		const next = moved(highlight, options.length, input.rows, moveOf(press, isCommand));
		if (next !== undefined) {
			const option = options[next];
			return option ? {local: {highlight: next}, events: [typed(field.key, option.value)]} : {};
		}
		if (isCommand(press, 'accept')) {
			const option = options[highlight];
			if (!option) return {};
			const isDefault =
				input.state.given[field.key] === undefined && rawValueOf(input.state, field.key) === option.value;
			const choose = isDefault ? [] : [typed(field.key, option.value)];
			return {
				local: {filter: '', highlight: undefined},
				events: [...choose, {type: 'accepted', at: input.now}],
			};
		}
		if (optionsOf(field, input).length < 2) return undefined;
		const filter = pressFilter(press, input.local.filter, true);
		return filter === undefined ? undefined : {local: {filter, highlight: 0}};
	},
	hints: input => [{command: 'accept', label: 'accept'}, ...listHints(optionsOf(field, input).length)],
});

/** What is marked, as it will count: an answer that always belongs to the list cannot be taken off it. */
const listValue = (field: Field, input: ViewInput): readonly string[] => {
	const value = answersOf(input.state)[field.key];
	return typeof value === 'object' ? value : [];
};

/** Any number of a list: Space marks, typing filters, marks outlive the filter. */
export const manyView: FieldViewOf = field => ({
	draw: input => {
		const options = matching(field, input);
		const chosen = listValue(field, input);
		const highlight = Math.min(input.local.highlight ?? 0, Math.max(0, options.length - 1));
		const {marked, unmarked} = input.glyphs;
		const mark = (option: Option) => (chosen.includes(option.value) ? `${marked} ` : `${unmarked} `);
		const label = listLabel(field.label, input, `  ${chosen.length} chosen`);
		return drawList(label, {options, highlight, mark}, input);
	},
	press: (press, input) => {
		const options = matching(field, input);
		const highlight = Math.min(input.local.highlight ?? 0, Math.max(0, options.length - 1));
		const next = moved(highlight, options.length, input.rows, moveOf(press, isCommand));
		if (next !== undefined) return {local: {highlight: next}};
		if (isCommand(press, 'mark')) {
			const option = options[highlight];
			if (!option) return {};
			const chosen = listValue(field, input);
			const isChosen = chosen.includes(option.value);
			const list = isChosen ? chosen.filter(value => value !== option.value) : [...chosen, option.value];
			return {local: {highlight}, events: [typed(field.key, list)]};
		}
		const filter = pressFilter(press, input.local.filter, false);
		return filter === undefined ? undefined : {local: {filter, highlight: 0}};
	},
	hints: input => [
		{command: 'accept', label: 'accept'},
		{command: 'mark', label: 'mark'},
		...listHints(optionsOf(field, input).length),
	],
});

const yesNo: readonly Option[] = [
	{value: 'yes', label: 'Yes'},
	{value: 'no', label: 'No'},
];

/** Yes or no: arrows, y and n; Space turns it over. */
export const confirmView: FieldViewOf = field => ({
	draw: input => {
		const highlight = rawValueOf(input.state, field.key) === true ? 0 : 1;
		return drawList(focusLabel(field.label, input.glyphs), {options: yesNo, highlight}, input);
	},
	press: (press, input) => {
		const isYes = rawValueOf(input.state, field.key) === true;
		if (isCommand(press, 'yes') || isCommand(press, 'up')) return {events: [typed(field.key, true)]};
		if (isCommand(press, 'no') || isCommand(press, 'down')) return {events: [typed(field.key, false)]};
		return isCommand(press, 'mark') ? {events: [typed(field.key, !isYes)]} : undefined;
	},
	hints: () => [
		{command: 'accept', label: 'accept'},
		{command: 'yes', label: 'yes'},
		{command: 'no', label: 'no'},
	],
});
