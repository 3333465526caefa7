import type {AnswerKey} from '../../wizard/answers.js';
import {consentClient} from '../../wizard/build.js';
import {type Change, consequenceTexts, priceTexts} from '../../wizard/edit/difference.js';
import {type Flow, flowOf} from '../../wizard/flows/of-client.js';
import {adviceAbout} from '../../wizard/scopes/advice.js';
import {
	type AcceptLabel,
	acceptLabel,
	inFull,
	type ReviewLine,
	reusedLines,
	reviewLines,
	warningOf,
} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {clientTypeNames} from '../../zoho/flows/client-type.js';
import {urlKeys} from '../../zoho/service-urls.js';
import {counted} from '../../zoho/text.js';
import {listOf} from '../lines/bands.js';
import {type Hint, hint, isCommand} from '../lines/keys.js';
import {cut, type Line, line, type Span, span, widthOf} from '../lines/line.js';
import {buttonRow, formRow, gap, markSpan, textLines, toneLines, valueColumn} from '../lines/rows.js';
import {type Drawn, type FieldView, moved, type ViewInput} from './view.js';

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

const usualClientType = clientTypeNames['server-based'];

/** What stands in the row of something else, as long as it does not change; Tab leads there from it. */
const isFolded = ({key, value, change}: ReviewLine): boolean =>
	key === 'linkName' ||
	(change === undefined &&
		(key === 'enabledDataCenters' || (key === 'clientType' && value === usualClientType)));

/** The data center with those that its client is enabled for. */
const withEnabled = (row: ReviewLine, all: readonly ReviewLine[]): ReviewLine => {
	const enabled = all.find(({key, change}) => key === 'enabledDataCenters' && change === undefined);
	return row.key === 'dataCenter' && enabled && enabled.value !== row.value
		? {...row, value: `${row.value} (enabled: ${enabled.value})`}
		: row;
};

/** The service with the other connections that use it, as long as it stays theirs. */
const withOthers = (row: ReviewLine, {context: {target}, sharing}: WizardState): ReviewLine =>
	row.key === 'serviceName' && row.change === undefined && target?.sharedBy.length && sharing !== 'own'
		? {...row, value: `${row.value} (also used by ${target.sharedBy.join(', ')})`}
		: row;

/** All answers in Sigma's order; what an edit changes stands first. */
const rowsOf = (input: ViewInput): readonly Row[] => {
	const lines = reviewLines(input.state);
	const rows: readonly Row[] = [
		...lines
			.filter(row => !isFolded(row))
			.map(row => ({
				...withOthers(withEnabled(row, lines), input.state),
				key: row.isOpenable ? row.key : undefined,
				warnings: warningsAbout(row.key, input),
			})),
		...reusedLines(input.state).map(row => ({...row, key: undefined, warnings: []})),
	];
	return rows.toSorted((one, other) => Number(other.change !== undefined) - Number(one.change !== undefined));
};

/** The highlighted row; the button is behind the last one. */
const highlightOf = (rows: readonly Row[], input: ViewInput): number =>
	Math.min(input.local.highlight ?? rows.length, rows.length);

const isUrl = ({key}: Row): boolean => urlKeys.some(url => url === key);

/** Whether a line changes, or is one of the three addresses, of which a change of one concerns all. */
const isChanged = (row: Row, rows: readonly Row[]): boolean =>
	row.change !== undefined || (isUrl(row) && rows.some(other => isUrl(other) && other.change !== undefined));

const isLow = ({size}: ViewInput): boolean => size.rows < 20;

/** The last look before a consent: one misspelt scope, and Zoho refuses them all without naming it. */
const warningNote = (rows: readonly Row[], input: ViewInput): readonly Line[] => {
	// What is saved was accepted once; what changes of it was not.
	const isEdit = input.state.context.target !== undefined;
	const [first, ...others] = rows
		.filter(row => !isEdit || isChanged(row, rows))
		.flatMap(({warnings}) => warnings);
	if (first === undefined) return [];
	const more = others.length > 0 ? ` And ${others.length} more, marked above.` : '';
	const lines = toneLines(`${first}${more}`, 'warn', input);
	return isLow(input) ? lines.slice(0, 1) : lines;
};

/** "before → after"; of scopes what is added and removed. */
const changeSpans = ({before, after, delta}: Change, {glyphs}: Pick<ViewInput, 'glyphs'>): readonly Span[] =>
	delta === undefined
		? [span(`${before || 'none'} ${glyphs.becomes} `), span(after || 'none', 'title')]
		: [span(delta, 'title')];

const valueSpans = (row: Row, isDim: boolean, input: ViewInput): readonly Span[] => {
	const {state, glyphs} = input;
	const odd = row.warnings.length > 0 ? [markSpan('warn', glyphs)] : [];
	if (row.change) return [...odd, ...changeSpans(row.change, input)];
	const link = row.key === 'connectionName' && !state.context.target;
	return [
		...odd,
		span(row.value, isDim ? 'muted' : 'plain'),
		...(link ? [span('  '), span(answersOf(state).linkName, 'accent')] : []),
	];
};

/** What a change costs, below it. */
const priceLine = ({consequence, key}: Change, {state, glyphs, columns}: ViewInput): Line => {
	const mark = markSpan(consequence === 'nothing' ? 'good' : 'warn', glyphs);
	const linkName = state.context.target?.connection.linkName ?? '';
	const isNarrow = columns < 60;
	const kept = key === 'connectionName' && !isNarrow ? ` ${glyphs.dot} link name stays ${linkName}` : '';
	const room = isNarrow ? 2 : valueColumn(columns);
	const price = isNarrow ? consequenceTexts[consequence] : priceTexts[consequence];
	return line(span(' '.repeat(room)), mark, span(`${price}${kept}`));
};

/** The lines of the review, each with the row that it belongs to. */
const linesOf = (
	rows: readonly Row[],
	highlight: number,
	input: ViewInput,
): readonly {readonly row: number; readonly line: Line}[] => {
	const hasChanges = rows.some(({change}) => change !== undefined);
	return rows.flatMap((row, index) => {
		const isFocused = index === highlight;
		const isDim = hasChanges && row.change === undefined;
		const look = {isFocused, isAhead: isDim};
		const own = {row: index, line: formRow(row.label, valueSpans(row, isDim, input), look, input)};
		if (!row.change) return [own];
		const isLastChange = rows[index + 1]?.change === undefined && index < rows.length - 1;
		return [
			own,
			{row: index, line: priceLine(row.change, input)},
			...(isLastChange ? [{row: index, line: line('')}] : []),
		];
	});
};

/** What the highlighted line has no room for: the whole value, and what is odd about it. */
const detailOf = (row: Row | undefined, input: ViewInput): readonly Line[] => {
	if (row === undefined) return [];
	const {columns, state} = input;
	if (row.warnings.length > 0) return toneLines(row.warnings.join(' '), 'warn', input);
	const own = row.key ? inFull(state, row.key) : row.value;
	// What is said behind the value, too.
	const full = row.value.startsWith(own) ? row.value : own;
	const isCut = full !== row.value || valueColumn(columns) + widthOf(full) > columns;
	return isCut ? textLines(cut(full, columns * 3, input.glyphs.more), columns, 'muted') : [];
};

/** What follows the button, by the flow that leads to the grant. */
const besideFlows: Readonly<Record<Flow, string>> = {
	browser: "opens Zoho's consent page in your browser",
	device: 'shows a code to enter on another device',
	'generated-code': 'asks for a code from the API Console',
	'client-credentials': 'asks Zoho for a token',
	'refresh-token': 'asks for the refresh token',
};

const besideButton = (label: string, {state}: ViewInput): string =>
	label === 'Save' || label === 'Close'
		? ''
		: consentClient(state).isZoho
			? besideFlows[flowOf(state)]
			: 'opens the consent page in your browser';

/** True in each case: answers are only called saved when they are. */
const buttonNote = (label: string, {state, columns}: ViewInput): readonly Line[] => {
	if (label === 'Close') return textLines('Nothing changed, nothing is written.', columns, 'muted');
	if (label === 'Save') return [];
	const isSaved = state.kept?.ok === true;
	const text = `${isSaved ? 'Your answers are saved as a draft. ' : ''}${consentClient(state).isZoho ? 'Zoho' : 'The server'} is not asked before this.`;
	return textLines(columns < 60 && isSaved ? 'Your answers are saved as a draft.' : text, columns, 'muted');
};

const instructionOf = (rows: readonly Row[], input: ViewInput): string => {
	const {target} = input.state.context;
	if (!target || isLow(input)) return '';
	return rows.some(({change}) => change && change.consequence !== 'nothing')
		? 'The connection keeps working until the new consent is proven.'
		: 'Enter on a line changes it.';
};

const draw = (input: ViewInput): Drawn => {
	const rows = rowsOf(input);
	const highlight = highlightOf(rows, input);
	const lines = linesOf(rows, highlight, input);
	const label = acceptLabel(input.state);
	const isOnButton = highlight === rows.length;
	const at = lines.findIndex(({row}) => row === highlight);
	const warnings = warningNote(rows, input);
	const {target} = input.state.context;
	const changes = rows.filter(({change}) => change).length;
	const button = buttonRow(label, {hasFocus: isOnButton, beside: besideButton(label, input)}, input);
	return {
		isAlone: true,
		hasNoRow: true,
		page: 'Review',
		instruction: instructionOf(rows, input),
		...(target && changes > 0 ? {counter: [span(counted(changes, 'change'), 'muted')]} : {}),
		pane: {
			list: {
				...listOf(lines, at < 0 ? (target ? 0 : lines.length - 1) : at, one => one.line),
				most: lines.length,
				least: Math.min(lines.length, target ? 9 : 15),
				// One of them is the note's.
				leastInLow: Math.min(lines.length, target ? 5 : 7),
			},
			rows: [gap, button, gap],
		},
		note: isOnButton
			? warnings.length > 0
				? warnings
				: buttonNote(label, input)
			: detailOf(rows[highlight], input),
	};
};

const acceptHint = (label: AcceptLabel): Hint => ({
	command: 'accept',
	label: label.toLowerCase(),
	short: label.startsWith('Save') ? 'save' : label.replace(/^Create and /, '').toLowerCase(),
});

/** Everything in one place: Enter on a line opens it again, Enter on the button connects. */
export const reviewView: FieldView = {
	draw,
	press: (press, input) => {
		const rows = rowsOf(input);
		const highlight = highlightOf(rows, input);
		const next = moved(press, highlight, rows.length + 1, input.rows);
		if (next !== undefined) return {local: {highlight: next}};
		if (!isCommand(press, 'accept')) return undefined;
		if (highlight === rows.length) return {events: [{type: 'accepted', at: input.now}]};
		const key = rows[highlight]?.key;
		// After a change the button is wanted next.
		return key ? {local: {highlight: undefined}, events: [{type: 'opened-field', key, at: input.now}]} : {};
	},
	hints: input => {
		const rows = rowsOf(input);
		const isLast = highlightOf(rows, input) === rows.length;
		return [isLast ? acceptHint(acceptLabel(input.state)) : hint('accept', 'change'), hint('move', 'choose')];
	},
};
