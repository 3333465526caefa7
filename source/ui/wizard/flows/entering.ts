import type {Consent} from '../../../wizard/consent/state.js';
import {type CodeRow, codeMinutes, codeRows} from '../../../wizard/flows/code-form.js';
import type {WizardState} from '../../../wizard/state.js';
import {isCodeShaped} from '../../../zoho/client.js';
import {isLow, narrow, type Pressed, type ViewInput} from '../../fields/view.js';
import {type Bands, endingForm} from '../../lines/bands.js';
import {inputRow} from '../../lines/input-line.js';
import {hint, hintIf, isCommand, lastHints, type Press} from '../../lines/keys.js';
import {cut, type Line, line, span} from '../../lines/line.js';
import {besideLabel, gap, rowMark, taskRow, textLines, toneLines, withKeptRight} from '../../lines/rows.js';
import {pressPasted} from '../pasted.js';
import {framed} from './framed.js';
import {countdown, type Stage, stageRows} from './rows.js';

type Entering = Extract<Consent, {phase: 'entering'}>;

const pasteRow = (entering: Entering, input: ViewInput) =>
	inputRow(
		entering.flow === 'generated-code' ? 'Code' : 'Refresh token',
		{
			text: entering.pasted,
			cursor: input.local.cursor,
			isSearch: entering.flow === 'generated-code',
			isMasked: entering.flow === 'refresh-token' && !input.local.isRevealed,
		},
		input,
	);

/** How long a whole refresh token is; undefined for what does not look like one. */
const tokenFine = ({flow, pasted}: Entering): string | undefined =>
	flow === 'refresh-token' && isCodeShaped(pasted)
		? `${pasted.length} characters, as a refresh token should have.`
		: undefined;

const noteOf = (entering: Entering, input: ViewInput): readonly Line[] => {
	const {state, columns} = input;
	const {problem, notices} = entering;
	if (problem) return toneLines(`${problem.what} ${problem.why} ${problem.next}`, 'bad', input);
	const fine = tokenFine(entering);
	const good = fine ?? state.done;
	if (good) return toneLines(good, 'good', input);
	const text = state.notice ?? notices.at(-1);
	return text === undefined ? [] : textLines(text, columns);
};

/** What became of a row, or what is to be done with it. */
const stateOf = ({key, does, done}: CodeRow, {consoleMarks}: WizardState): string =>
	consoleMarks[key] === undefined ? does : (done ?? consoleMarks[key]);

/** The rows of *Generate Code*; while the code is pasted they are one. */
const codeTasks = (
	{row: position}: Entering,
	rows: readonly CodeRow[],
	input: ViewInput,
): readonly Line[] => {
	const {state, columns, glyphs} = input;
	const done = rows.filter(({key}) => state.consoleMarks[key] !== undefined).length;
	if (position < rows.length)
		return rows.map((row, index) => {
			const isDone = state.consoleMarks[row.key] !== undefined;
			const word = [span(stateOf(row, state), 'muted')];
			return taskRow({...row, state: word}, {isHere: index === position, isDone}, input);
		});
	const isWhole = done === rows.length;
	const mark = rowMark(isWhole ? 'good' : 'ahead', glyphs);
	// A narrow window has no room for all of them.
	const labels = rows
		.slice(0, columns < narrow ? -1 : undefined)
		.map(({label}) => (columns < narrow ? label.replace('Scope D', 'D') : label))
		.join(', ');
	const row = line(mark, span(labels, 'muted'));
	const count = isWhole ? [] : [span(`${done} of ${rows.length} done`, 'muted')];
	return [withKeptRight(row, count, Math.min(columns, 74), glyphs.more)];
};

const codeInstruction = (isPasting: boolean, {columns}: ViewInput): Pick<Bands, 'instruction' | 'short'> => {
	const short = isPasting
		? 'Paste the code before its time is over.'
		: 'Generate Code tab → copy, Create, paste';
	const usual = isPasting
		? 'Paste the code now: Zoho forgets it when its Time Duration is over.'
		: 'In the API Console open Self Client, then the Generate Code tab. Copy each value, click Create, and paste the code it shows.';
	return {instruction: textLines(columns < narrow && !isPasting ? short : usual, columns), short};
};

/** From the code on; how long it is still good for stands at the first one. */
const codeStages = (createdAt: number | undefined, {columns, now}: ViewInput): readonly Stage[] => {
	const right =
		createdAt === undefined
			? []
			: [
					span(columns < narrow ? '' : 'at most '),
					span(countdown(createdAt + codeMinutes * 60_000 - now), 'accent'),
					span(' left'),
				];
	return [
		{label: 'Paste the code', right},
		{label: columns < narrow ? 'Exchange the code' : 'Exchange the code for tokens'},
		{label: 'Test the connection'},
	];
};

/** The console's *Generate Code*, row by row, and then the code on its clock. */
export const codeBands = (entering: Entering, input: ViewInput): Bands => {
	const {state, columns, glyphs} = input;
	const rows = codeRows(state);
	const {row: position, createdAt} = entering;
	const isPasting = position >= rows.length;
	const field = pasteRow(entering, input);
	const scopes = isPasting
		? []
		: textLines(cut(rows[0]?.copies ?? '', columns * 2, glyphs.more), columns - 2);
	const low = isLow(input) && !isPasting;
	const form = [
		...codeTasks(entering, rows, input),
		...(scopes.length > 0 && !low ? [gap, ...scopes.map(({spans}) => line(span('  '), ...spans))] : []),
		...(low
			? []
			: [
					...(isPasting ? [] : [gap]),
					...stageRows(codeStages(createdAt, input), isPasting || createdAt !== undefined ? 0 : -1, input),
				]),
		gap,
		field.line,
	];
	const isSent = entering.pasted !== '' || isPasting;
	return framed(input, {
		...codeInstruction(isPasting, input),
		...endingForm(form, field.column),
		pane: {
			example: besideLabel('Example', '1000.0123456789abcdef0123456789abcdef.0123456789abcdef…', columns),
		},
		note: noteOf(entering, input),
		keys: [
			hint(
				'accept',
				isSent ? 'exchange it' : rows[position]?.copies === undefined ? 'done, go on' : 'copy, go on',
			),
			...hintIf(!isPasting, 'nextField', 'paste the code'),
			...lastHints('help'),
		],
	});
};

/** The other shapes of the same screen: the rows, and the code alone. They are measured too, so that the keys hold still. */
export const flowOthers = (input: ViewInput): readonly Bands[] => {
	const {consent} = input.state;
	if (consent.phase !== 'entering' || consent.flow !== 'generated-code') return [];
	return [0, codeRows(input.state).length].map(row => ({
		...codeBands({...consent, row}, input),
		note: [],
	}));
};

/** A refresh token that exists, tried once before anything is saved. */
export const tokenBands = (entering: Entering, input: ViewInput): Bands => {
	const {columns} = input;
	const field = pasteRow(entering, input);
	const stages = [{label: 'Get an access token with it'}, {label: 'Test the connection'}];
	const form = [...stageRows(stages, -1, input), gap, field.line];
	return framed(input, {
		instruction: textLines('Paste the refresh token. It is tried once before it is saved.', columns),
		...endingForm(form, field.column),
		pane: {
			why: besideLabel('Why', 'Its client and scopes stay as they are; no new consent is needed.', columns),
		},
		note: noteOf(entering, input),
		keys: [
			hint('accept', 'try it'),
			hint('reveal', input.local.isRevealed ? 'hide' : 'show'),
			...lastHints('help'),
		],
	});
};
/** Where Tab and the arrows lead among the rows and the code. */
const codeRowFor = (press: Press, {row}: Entering, {state}: ViewInput): number | undefined => {
	if (isCommand(press, 'nextField')) return codeRows(state).length;
	if (isCommand(press, 'up') || isCommand(press, 'previousField')) return row - 1;
	return isCommand(press, 'down') ? row + 1 : undefined;
};

/** Keys while a code or a refresh token is to be pasted. */
export const pressEntering = (entering: Entering, press: Press, input: ViewInput): Pressed => {
	if (entering.flow === 'generated-code') {
		const to = codeRowFor(press, entering, input);
		if (to !== undefined) return {events: [{type: 'went-to-code-row', row: to}]};
	}
	if (isCommand(press, 'reveal') && entering.flow === 'refresh-token')
		return {local: {isRevealed: !input.local.isRevealed}};
	return pressPasted(press, entering, input);
};
