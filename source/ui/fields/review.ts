import type {AnswerKey} from '../../wizard/answers.js';
import {type Change, consequenceText} from '../../wizard/edit/difference.js';
import {adviceAbout} from '../../wizard/scopes/advice.js';
import {
	acceptLabel,
	differenceText,
	inFull,
	linkNamePreview,
	reusedLines,
	reviewLines,
	warningOf,
} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {urlKeys} from '../../zoho/service-urls.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import {cut, type Line, line, paragraph, span, widthOf} from '../lines/line.js';
import {type Drawn, type FieldView, focusLabel, moved, moveOf, type ViewInput, windowOf} from './view.js';

/** Columns in which a value still says something. */
const leastValue = 8;

type Row = {
	readonly key: AnswerKey | undefined;
	readonly label: string;
	readonly value: string;
	readonly change?: Change | undefined;
	/** What is odd about the answer. */
	readonly warnings: readonly string[];
};

/** What is odd about an answer; about scopes the catalogue knows more than their field does. */
const warningsAbout = (key: AnswerKey, {state, catalogue}: ViewInput): readonly string[] => {
	const own = warningOf(state, fieldOf(key));
	const advice = key === 'scopes' && catalogue ? adviceAbout(catalogue, answersOf(state).scopes) : [];
	return [...(own === undefined ? [] : [own]), ...advice.filter(one => one.isWarning).map(one => one.text)];
};

const rowsOf = (input: ViewInput): readonly Row[] => [
	...reviewLines(input.state).map(row => ({...row, warnings: warningsAbout(row.key, input)})),
	...reusedLines(input.state).map(row => ({...row, key: undefined, warnings: []})),
	{key: undefined, label: acceptLabel(input.state), value: '', warnings: []},
];

const highlightOf = (rows: readonly Row[], input: ViewInput): number =>
	Math.min(input.local.highlight ?? rows.length - 1, rows.length - 1);

const isUrl = ({key}: Row): boolean => urlKeys.some(url => url === key);

/** Whether a line changes, or is one of the three addresses, of which a change of one concerns all. */
const isChanged = (row: Row, rows: readonly Row[]): boolean =>
	row.change !== undefined || (isUrl(row) && rows.some(other => isUrl(other) && other.change !== undefined));

/** The last look before a consent: one misspelt scope, and Zoho refuses them all without naming it. */
const statusOf = (rows: readonly Row[], input: ViewInput): readonly Line[] => {
	// What is saved was accepted once; what changes of it was not.
	const isEdit = input.state.context.target !== undefined;
	const [first, ...others] = rows
		.filter(row => !isEdit || isChanged(row, rows))
		.flatMap(({warnings}) => warnings);
	if (first === undefined) return [];
	const more = others.length > 0 ? ` And ${others.length} more, marked above.` : '';
	return paragraph(`${first}${more}`, input.columns, 'warn', input.glyphs.warning);
};

const drawRow = (row: Row, isHighlighted: boolean, isLast: boolean, input: ViewInput): Line => {
	const style = isHighlighted ? 'accent' : isLast ? 'title' : 'plain';
	const isOdd = row.warnings.length > 0;
	const mark = isHighlighted
		? span(`  ${input.glyphs.highlight}`, 'accent')
		: span(`  ${isOdd ? input.glyphs.warning : '  '}`, 'warn');
	if (isLast) return line(mark, span(row.label, style));
	const room = Math.max(8, input.columns - row.label.length - 7);
	return line(
		mark,
		span(`${row.label}: `, isHighlighted ? 'accent' : 'muted'),
		span(valueText(row, room, input.glyphs), row.change && !isHighlighted ? 'warn' : style),
	);
};

/** "before → after"; of scopes what is added and removed. */
const changeText = ({before, after, delta}: Change, glyphs: Glyphs): string =>
	delta ?? `${before || 'none'} ${glyphs.becomes} ${after || 'none'}`;

const costText = ({consequence}: Change): string => `(${consequenceText(consequence)})`;

/** A value cut to its room. What a change costs stays in sight, whatever is cut. */
const valueText = ({change, value}: Row, room: number, glyphs: Glyphs): string => {
	if (!change) return cut(value, room, glyphs.more);
	const cost = costText(change);
	const left = room - cost.length - 1;
	return left < leastValue
		? cut(cost, room, glyphs.more)
		: `${cut(changeText(change, glyphs), left, glyphs.more)} ${cost}`;
};

/** What the highlighted line has no room for: the whole value, and what is odd about it. */
const detailOf = (row: Row | undefined, input: ViewInput): string | undefined => {
	if (row?.key === undefined) return row?.value === '' ? differenceText(input.state) : undefined;
	const full = row.change
		? `${changeText({...row.change, after: inFull(input.state, row.key)}, input.glyphs)} ${costText(row.change)}`
		: inFull(input.state, row.key);
	const isCut = full !== row.value || widthOf(row.label + full) + 7 > input.columns;
	const text = [...(isCut ? [full] : []), ...row.warnings].join(' ');
	return text === '' ? undefined : text;
};

const draw = (label: string, input: ViewInput): Drawn => {
	const rows = rowsOf(input);
	const highlight = highlightOf(rows, input);
	const {from, to} = windowOf(rows.length, highlight, input.rows - 1);
	const drawn = rows
		.slice(from, to)
		.map((row, index) => drawRow(row, from + index === highlight, from + index === rows.length - 1, input));
	const title = focusLabel(label, input.glyphs);
	const linkName = span(`  link name ${linkNamePreview(input.state)}`, 'muted');
	const place = span(to - from < rows.length ? `  ${highlight + 1} of ${rows.length}` : '', 'muted');
	const detail = detailOf(rows[highlight], input);
	return {
		lines: [{spans: [...title.spans, linkName, place]}, ...drawn],
		focus: 1 + highlight - from,
		...(detail === undefined ? {} : {detail}),
		...(highlight === rows.length - 1 ? {status: statusOf(rows, input)} : {}),
	};
};

const acceptHint = (state: ViewInput['state']): string => {
	const label = acceptLabel(state);
	return label === 'Save' ? 'save' : label.endsWith('Connect') ? 'connect' : 'done';
};

/** Everything in one place: Enter on a line opens it again, Enter on the last one connects. */
export const reviewView = (label: string): FieldView => ({
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
			{command: 'accept', label: isLast ? acceptHint(input.state) : 'change'},
			{command: 'move', label: 'choose'},
		];
	},
});
