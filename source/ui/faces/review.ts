import type {AnswerKey} from '../../wizard/answers.js';
import {linkNamePreview, reusedLines, reviewLines} from '../../wizard/select.js';
import {isCommand} from '../keymap.js';
import {cut, type Line, line, span} from '../view/line.js';
import {type Drawn, type Face, type FaceInput, focusLabel, moved, moveOf, windowOf} from './face.js';

type Row = {readonly key: AnswerKey | undefined; readonly label: string; readonly value: string};

const rowsOf = ({state}: FaceInput): readonly Row[] => [
	...reviewLines(state),
	...reusedLines(state).map(row => ({...row, key: undefined})),
	{key: undefined, label: 'Create and Connect', value: ''},
];

const highlightOf = (rows: readonly Row[], input: FaceInput): number =>
	Math.min(input.local.highlight ?? rows.length - 1, rows.length - 1);

const drawRow = (row: Row, isHighlighted: boolean, isLast: boolean, input: FaceInput): Line => {
	const style = isHighlighted ? 'accent' : isLast ? 'title' : 'plain';
	const mark = span(isHighlighted ? `  ${input.glyphs.highlight}` : '    ', 'accent');
	if (isLast) return line(mark, span(row.label, style));
	const room = Math.max(8, input.columns - row.label.length - 7);
	return line(
		mark,
		span(`${row.label}: `, isHighlighted ? 'accent' : 'muted'),
		span(cut(row.value, room), style),
	);
};

const draw = (label: string, input: FaceInput): Drawn => {
	const rows = rowsOf(input);
	const highlight = highlightOf(rows, input);
	const {from, to} = windowOf(rows.length, highlight, input.rows - 1);
	const drawn = rows
		.slice(from, to)
		.map((row, index) => drawRow(row, from + index === highlight, from + index === rows.length - 1, input));
	const title = focusLabel(label, input.glyphs);
	const linkName = span(`  link name ${linkNamePreview(input.state)}`, 'muted');
	return {lines: [{spans: [...title.spans, linkName]}, ...drawn], focus: 1 + highlight - from};
};

/** Everything in one place: Enter on a line opens it again, Enter on the last one connects. */
export const reviewFace = (label: string): Face => ({
	draw: input => draw(label, input),
	press: (press, input) => {
		const rows = rowsOf(input);
		const highlight = highlightOf(rows, input);
		const next = moved(highlight, rows.length, input.rows, moveOf(press, isCommand));
		if (next !== undefined) return {local: {highlight: next}};
		if (!isCommand(press, 'accept')) return undefined;
		if (highlight === rows.length - 1) return {events: [{type: 'accepted', at: input.now}]};
		const key = rows[highlight]?.key;
		return key ? {events: [{type: 'opened-field', key, at: input.now}]} : {};
	},
	hints: input => {
		const rows = rowsOf(input);
		const isLast = highlightOf(rows, input) === rows.length - 1;
		return [
			{command: 'accept', label: isLast ? 'create and connect' : 'change this'},
			{command: 'move', label: 'choose'},
		];
	},
});
