import {whyNotKept} from '../../wizard/draft/saved.js';
import type {Help, Item} from '../../wizard/field.js';
import {currentStep, displayOf, focusedItem, helpOf, introOf, warningOf} from '../../wizard/select.js';
import {itemsOf, type WizardState} from '../../wizard/state.js';
import {isField} from '../../wizard/steps/index.js';
import {fieldViewOf} from '../fields/index.js';
import type {ViewInput} from '../fields/view.js';
import {fitKeys, keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import {headLines} from '../lines/head.js';
import type {Hint} from '../lines/keys.js';
import {cut, type Line, line, paragraph, span} from '../lines/line.js';

/** An item without the focus: its label and what it stands at; an answer that looks odd bears a warning. */
const restingLine = (input: ViewInput, item: Item, isBehind: boolean): Line => {
	const {state, columns, glyphs} = input;
	if (!isField(item)) return line(span(`  ${item.label}`, 'muted'));
	const isOdd = warningOf(state, item) !== undefined;
	const value = displayOf(state, item);
	const room = Math.max(4, columns - item.label.length - 4);
	return line(
		isOdd ? span(glyphs.warning, 'warn') : span('  '),
		span(`${item.label}: `, 'muted'),
		span(cut(value, room, glyphs.more), isBehind ? 'plain' : 'muted'),
	);
};

const detailLines = (detail: string | undefined, columns: number): readonly Line[] =>
	detail === undefined ? [] : paragraph(detail, columns - 2, 'plain', '  ');

const keyLines = (
	hints: readonly Hint[],
	more: readonly Hint[],
	{glyphs, columns}: ViewInput,
): Pick<FrameParts, 'keys' | 'moreKeys'> => {
	const keys = fitKeys(hints, glyphs, columns);
	const others = [...more, ...keys.left];
	return {keys: keys.line, moreKeys: others.length === 0 ? [] : [keyLine(others, glyphs, columns)]};
};

const helpLines = ({why, where, example}: Help, columns: number): readonly Line[] => {
	return [
		...paragraph(why, columns - 2, 'muted', '  '),
		...(where ? paragraph(where, columns - 2, 'muted', '  ') : []),
		...(example ? paragraph(`Example: ${example}`, columns - 2, 'muted', '  ') : []),
	];
};

const ownStatus = (input: ViewInput, item: Item, own: readonly Line[] | undefined): readonly Line[] => {
	const {state, columns, glyphs} = input;
	const {problem, notice} = state;
	if (problem && problem.key === item.key) return paragraph(problem.text, columns, 'bad', glyphs.error);
	if (own && own.length > 0) return own;
	const warning = isField(item) ? warningOf(state, item) : undefined;
	if (warning) return paragraph(warning, columns, 'warn', glyphs.warning);
	return notice ? paragraph(notice, columns, 'good', '  ') : [];
};

/** That nothing is saved stays in sight, whatever else is said of a field. */
const statusLines = (input: ViewInput, item: Item, own: readonly Line[] | undefined): readonly Line[] => {
	const {state, columns, glyphs} = input;
	const lost = whyNotKept(state);
	const lines = ownStatus(input, item, own);
	return lost ? [...lines, ...paragraph(lost, columns, 'warn', glyphs.warning)] : lines;
};

const fieldHints = (hasNext: boolean): readonly Hint[] =>
	hasNext ? [{command: 'nextField', label: 'next field'}] : [];

/** A step of questions: fields behind and ahead on one line each, the focused one in full. */
export const formView = (input: ViewInput, title: string): FrameParts => {
	const {state, columns, glyphs} = input;
	const step = currentStep(state);
	const items = itemsOf(state);
	const item = focusedItem(state) ?? items[0];
	if (!item) throw new Error(`The step ${step.id} asks nothing.`);
	const position = items.indexOf(item);
	const fieldView = fieldViewOf(item);
	const drawn = fieldView.draw(input);
	const before = items.slice(0, position).map(other => restingLine(input, other, true));
	const after = items.slice(position + 1).map(other => restingLine(input, other, false));
	return {
		head: headLines(state, glyphs, columns, title),
		title: [line(span(step.title, 'title'))],
		intro: paragraph(introOf(state), columns, 'muted'),
		body: [...before, ...drawn.lines, ...after],
		focus: before.length + drawn.focus,
		...(drawn.cursor ? {cursor: {...drawn.cursor, line: before.length + drawn.cursor.line}} : {}),
		help: [...detailLines(drawn.detail, columns), ...helpLines(helpOf(state, item), columns)],
		status: statusLines(input, item, drawn.status),
		...keyLines(
			[
				...fieldView.hints(input),
				{command: 'back', label: 'back'},
				...fieldHints(after.length > 0),
				{command: 'leave', label: 'leave'},
			],
			drawn.more ?? [],
			input,
		),
	};
};

/** How many rows a list may take: the window less everything around it. */
export const listRows = (state: WizardState, rows: number): number => {
	const others = itemsOf(state).length - 1;
	// Head, title, keys, one line of status; the comforts (gaps, intro, help) give way to a list.
	const comfortable = rows - 1 - 5 - others - 6;
	return Math.max(4, Math.min(14, comfortable < 6 ? rows - 1 - 5 : comfortable));
};
