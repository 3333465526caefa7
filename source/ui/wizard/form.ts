import {withProgramName} from '../../connection/program-name.js';
import {consoleLabel} from '../../wizard/console.js';
import {whyNotKept} from '../../wizard/draft/saved.js';
import type {Field, Item} from '../../wizard/field.js';
import {currentStep, displayOf, focusedItem, helpOf, rawValueOf, warningOf} from '../../wizard/select.js';
import {answersOf, itemsOf} from '../../wizard/state.js';
import {linkNameBeside} from '../../wizard/steps/connection.js';
import {fieldOf, isField} from '../../wizard/steps/index.js';
import {isStop} from '../../wizard/stops.js';
import {consoleCount} from '../fields/console-form.js';
import {lengthText} from '../fields/text.js';
import {type Drawn, type FieldView, freshLocal, narrow, type ViewInput} from '../fields/view.js';
import type {Bands, BandsSize, Pane} from '../lines/bands.js';
import {fitBands} from '../lines/fit-bands.js';
import {headLines} from '../lines/head.js';
import {inputRow} from '../lines/input-line.js';
import {type Hint, lastHints} from '../lines/keys.js';
import {type Frame, type Line, line, type Span, span, widthOf} from '../lines/line.js';
import {
	besideLabel,
	buttonRow,
	formColumns,
	formRow,
	gap,
	markSpan,
	textLines,
	toneLines,
	valueColumn,
	withRight,
} from '../lines/rows.js';

/** The form of a step, and what its instruction is while one line is fixed: no first frame needs that. */
type FormInput = ViewInput & {
	readonly fixing?: (item: Item, input: ViewInput) => readonly Line[] | undefined;
};

/** What is wrong with an answer stays beside it when the focus has gone on. */
const trouble = (field: Field, isBehind: boolean, input: ViewInput): readonly Span[] => {
	const {state, glyphs} = input;
	const answers = answersOf(state);
	const mark = markSpan('warn', glyphs);
	const accepted = isBehind ? field.accept(answers[field.key], answers, state.context) : undefined;
	const isMissing = displayOf(state, field) === '';
	if (accepted?.ok === false) return [mark, span(isMissing ? 'missing' : accepted.problem)];
	const warning = warningOf(state, field);
	return warning === undefined
		? []
		: [mark, span(field.kind === 'secret' ? briefly(warning, field, input) : warning)];
};

/** What is odd about a secret, of which nothing else is shown: "35 characters, looks like a Client ID". */
const briefly = (warning: string, {key}: Field, {state}: ViewInput): string => {
	const [first = ''] = warning.split(/[.:]/);
	const what = first.replace(/^(?:This )?(.)/, (_start, letter: string) => letter.toLowerCase());
	return `${lengthText(String(rawValueOf(state, key)))}, ${what}`;
};

/** What stands behind a value: why it cannot be changed, where it comes from. */
const besideValue = (item: Field, {state}: ViewInput): string => {
	switch (item.key) {
		case 'authenticationType':
			return 'the only one';
		case 'grantType':
			return 'from the Client Type';
		case 'linkName':
			return state.given.linkName === undefined && state.field === 'connectionName'
				? linkNameBeside(answersOf(state), state.context)
				: '';
		default:
			return '';
	}
};

/** Behind a value, one below the other where there is room. */
const besideText = (value: string, beside: string, {columns}: ViewInput): string => {
	const gapWidth = columns < narrow ? 2 : Math.max(2, 24 - widthOf(value));
	const room = formColumns(columns) - valueColumn(columns) - widthOf(value) - gapWidth;
	// The first words of it, or nothing, where the rest would be cut.
	const [shown] = [beside, beside.replace(/ · .*/, '')].filter(text => widthOf(text) <= room);
	return shown ? ' '.repeat(gapWidth) + shown : '';
};

/** A row without the focus: the label and what it stands at. */
const restingRow = (item: Item, isBehind: boolean, input: ViewInput): Line => {
	const {state} = input;
	const look = {isAhead: !isBehind};
	if (!isField(item))
		return formRow(
			item.key === 'consoleForm' ? consoleLabel(state) : item.label,
			isBehind ? [span(consoleCount(input))] : [],
			look,
			input,
		);
	const value = displayOf(state, item);
	const odd = trouble(item, isBehind, input);
	const style = item.key === 'linkName' ? 'accent' : isBehind ? 'plain' : 'muted';
	const beside = besideValue(item, input);
	const before = value === '' || item.kind === 'secret' ? [] : [span(value, style), span('  ')];
	if (odd.length > 0) return formRow(item.label, [...before, ...odd], look, input);
	return formRow(
		item.label,
		value === '' ? [] : [span(value, style), span(besideText(value, beside, input), 'muted')],
		look,
		input,
	);
};

/** What all frames of a step have in common, made once for them: the head, and the rows that have no focus. */
const commonOf = (input: ViewInput) => {
	const rows = new Map<string, Line>();
	return {
		head: headLines(input),
		restingRow: (item: Item, isBehind: boolean): Line => {
			const key = `${item.key} ${isBehind}`;
			const row = rows.get(key) ?? restingRow(item, isBehind, input);
			rows.set(key, row);
			return row;
		},
	};
};
type Common = ReturnType<typeof commonOf>;

/** Credentials of the step before, for the form to be Sigma's row for row. */
const credentialRows = (input: ViewInput): readonly Line[] =>
	(['clientId', 'clientSecret'] as const).map(key =>
		formRow(fieldOf(key).label, [span(displayOf(input.state, fieldOf(key)), 'muted')], {}, input),
	);

/** Its rows, and the column of the cursor in the last one. */
type Focused = {readonly rows: readonly Line[]; readonly column?: number};

/** The row with the focus; in a narrow window its text stands below it. */
const focusedRow = (label: string, drawn: Drawn, input: ViewInput): Focused => {
	const {columns} = input;
	const {input: edited, value = []} = drawn;
	if (!edited) return {rows: [formRow(label, value, {isFocused: true}, input)]};
	const isBelow = columns < narrow && !edited.isSearch;
	const shown = isBelow ? {...edited, right: [], isBelow} : edited;
	const {line: row, column} = inputRow(label, shown, input);
	if (!isBelow) return {rows: [row], column};
	const above = withRight(formRow(label, [], {isFocused: true}, input), edited.right ?? [], columns);
	return {rows: [above, row], column};
};

/** All rows of the form, the focused one among them. */
const formRows = (
	item: Item,
	focused: readonly Line[],
	input: ViewInput,
	common: Common,
): {readonly rows: readonly Line[]; readonly focus: number} => {
	const items = itemsOf(input.state);
	const position = items.findIndex(({key}) => key === item.key);
	const hasButton = items.some(({key}) => key === 'useValues');
	const rows = items.flatMap((other, index): readonly Line[] => {
		if (other.key === 'review') return [];
		const own =
			index === position
				? focused
				: other.key === 'useValues'
					? [buttonRow(other.label, {hasFocus: false}, input)]
					: [common.restingRow(other, hasButton || index < position)];
		if (other.key === 'useValues') return [gap, ...own];
		return other.key === 'grantType' ? [...own, ...credentialRows(input)] : own;
	});
	const [first] = focused;
	return {rows, focus: first ? rows.indexOf(first) : 0};
};

/** What the pane says beside options and values: where to look, an example, why. */
const withHelp = (pane: Pane, item: Item, input: ViewInput): Pane => {
	const {why, where, example, instruction} = helpOf(input.state, item);
	const {columns, glyphs} = input;
	const hasWhere = where !== undefined && instruction !== undefined;
	return {
		...pane,
		rows: [...(pane.rows ?? []), ...(hasWhere ? besideLabel('Where', where, columns) : [])],
		example:
			example && !pane.list ? besideLabel('Example', withProgramName(example, glyphs.program), columns) : [],
		why: besideLabel('Why', why, columns),
	};
};

/** What to do now; a narrow window has one row for it. */
const instructionOf = (item: Item, input: FormInput): readonly Line[] => {
	const {columns, glyphs, fixing} = input;
	const {where, instruction, short, practice} = helpOf(input.state, item);
	const usual = practice && glyphs.isPractice ? practice : (instruction ?? where ?? '');
	return fixing?.(item, input) ?? textLines(columns < narrow ? (short ?? usual) : usual, columns);
};

const isWarning = (rows: readonly Line[] = []): boolean => rows[0]?.spans[0]?.style === 'warn';

const ownNote = (item: Item, drawn: Drawn, input: ViewInput): readonly Line[] => {
	const {problem, notice, done} = input.state;
	if (problem?.key === item.key)
		return toneLines([problem.text, drawn.remedy].filter(Boolean).join(' '), 'bad', input);
	if (done) return toneLines(done, 'good', input);
	if (notice)
		return [...textLines(notice, input.columns), ...(isWarning(drawn.note) ? (drawn.note ?? []) : [])];
	if (drawn.note && drawn.note.length > 0) return drawn.note;
	const warning = isField(item) ? warningOf(input.state, item) : undefined;
	return warning ? toneLines(warning, 'warn', input) : [];
};

/** That nothing is saved stays in sight, whatever else is said of a field. */
const noteOf = (item: Item, drawn: Drawn, input: ViewInput): readonly Line[] => {
	const lost = whyNotKept(input.state);
	const lines = ownNote(item, drawn, input);
	return lost ? [...lines, ...toneLines(lost, 'warn', input)] : lines;
};

/** The keys that work at an item, by its view. */
export const hintsOf = (view: FieldView, input: ViewInput): readonly Hint[] => [
	...view.hints(input),
	...lastHints(view.takesText?.(input) ? 'help' : 'allKeys'),
];

/** A step of questions with the focus at one of them. */
const bandsOf = (item: Item, view: FieldView, input: FormInput, common: Common): Bands => {
	const {state, columns} = input;
	const drawn = view.draw(input);
	const focused: Focused =
		item.key === 'useValues'
			? {rows: [buttonRow(item.label, {hasFocus: true}, input)]}
			: focusedRow(drawn.label ?? item.label, drawn, input);
	const isPage = drawn.page !== undefined;
	const {rows, focus} = drawn.isAlone
		? {rows: drawn.hasNoRow ? [] : focused.rows, focus: 0}
		: formRows(item, focused.rows, input, common);
	const pane = drawn.isAlone ? drawn.pane : withHelp(drawn.pane, item, input);
	const {column} = focused;
	return {
		head: common.head,
		title: line(span(drawn.page ?? currentStep(state).title, 'title')),
		...(drawn.counter ? {counter: drawn.counter} : {}),
		...(drawn.instruction === undefined && !isPage
			? {instruction: instructionOf(item, input), short: helpOf(state, item).short}
			: {instruction: textLines(drawn.instruction ?? '', columns)}),
		form: rows,
		focus,
		focusRows: focused.rows.length,
		pane,
		note: noteOf(item, drawn, input),
		keys: hintsOf(view, input),
		...(drawn.side ? {side: drawn.side} : {}),
		...(column === undefined ? {} : {cursor: {line: focus + focused.rows.length - 1, column}}),
	};
};

/**
 * The form of a step, fitted; the frames with the focus elsewhere are measured too, so that its rows hold still.
 *
 * @param viewOf the views of all its items
 */
export const formFrame = (input: FormInput, viewOf: (item: Item) => FieldView): Frame => {
	const {state, glyphs, size} = input;
	const items = itemsOf(state).filter(item => isStop(state, item));
	const item = focusedItem(state) ?? items[0];
	if (!item) throw new Error(`The step ${state.step} asks nothing.`);
	const elsewhere = {...input, local: freshLocal};
	const common = commonOf(input);
	const others = items
		.filter(({key}) => key !== item.key)
		.map(other => ({...bandsOf(other, viewOf(other), elsewhere, common), note: []}));
	return fitBands(bandsOf(item, viewOf(item), input, common), size, glyphs, others);
};

/** How many rows Page Up and Page Down go by. */
export const pageRows = ({rows}: BandsSize): number => Math.max(4, Math.min(14, rows - 16));

/** The room that a window gives to a field. */
export const roomOf = (size: BandsSize): Pick<ViewInput, 'size' | 'columns' | 'rows'> => ({
	size,
	columns: formColumns(size.columns),
	rows: pageRows(size),
});
