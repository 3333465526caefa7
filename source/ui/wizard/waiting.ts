import type {ConsentOf} from '../../wizard/consent/state.js';
import {isLow, narrow, type ViewInput} from '../fields/view.js';
import {type Bands, endingForm} from '../lines/bands.js';
import {inputRow} from '../lines/input-line.js';
import {type Hint, hint, hintIf, lastHints} from '../lines/keys.js';
import {hanging, type Line, line, span, widthOf, wrap} from '../lines/line.js';
import {firstRows, formColumns, gap, textLines, toneLines} from '../lines/rows.js';
import {failureLines, noteOf} from './failed.js';
import {chosenRow, hasHiddenPages, pagesNow, pagesPane} from './seen-pages.js';
import {consentStages} from './stages.js';

type Waiting = ConsentOf<'waiting'>;
type Case = 'opened' | 'by-hand' | 'elsewhere' | 'no-port';

/** How this person gets to the consent page, and back. */
const caseOf = ({attempt}: Waiting, {state}: ViewInput): Case => {
	if (!attempt.isListening) return 'no-port';
	const isOpen = state.browser === 'opened' || (state.browser === undefined && state.context.openBrowser);
	if (isOpen) return 'opened';
	return attempt.elsewhere ? 'elsewhere' : 'by-hand';
};

const instructions: Readonly<Record<Case, {readonly usual: string; readonly short: string}>> = {
	opened: {
		usual: 'Approve the request in your browser; this screen continues by itself.',
		short: 'Approve the request in your browser.',
	},
	'by-hand': {
		usual: 'Open this link in a browser on this machine:',
		short: 'Open the link below on this machine.',
	},
	elsewhere: {
		usual:
			"1 Open the address above on your own computer and approve. 2 Its last page does not load: copy that page's address and paste it here.",
		short: 'Approve there; paste the last address.',
	},
	'no-port': {
		usual: 'Approve the request in your browser, then paste the address of its last page.',
		short: 'Approve; paste the last address here.',
	},
};

/** Whether the browser comes back by itself as a rule, so that nothing needs to be pasted. */
const isSelfReturning = (waiting: Waiting, input: ViewInput): boolean =>
	['opened', 'by-hand'].includes(caseOf(waiting, input));

/** The link alone, whole: in a narrow window it goes on in a second row. */
const linkRows = (shortLink: string, columns: number): readonly Line[] =>
	wrap(shortLink, formColumns(columns)).map(row => line(span(row, 'accent')));

/** Whether the link is a part of what is to be done: a low window has it below the stages, and so has one that breaks it. */
const isLinkAbove = (waiting: Waiting, input: ViewInput): boolean =>
	caseOf(waiting, input) === 'by-hand' &&
	!isLow(input) &&
	widthOf(waiting.attempt.shortLink ?? '') <= formColumns(input.columns);

const instructionOf = (waiting: Waiting, input: ViewInput): Pick<Bands, 'instruction' | 'short'> => {
	const {columns} = input;
	const {shortLink} = waiting.attempt;
	const kind = caseOf(waiting, input);
	const {usual, short} = instructions[kind];
	if (kind === 'by-hand' && !shortLink)
		return {
			instruction: textLines('Open the address above in a browser on this machine.', columns),
			short: 'Open the address above on this machine.',
		};
	if (shortLink && isLinkAbove(waiting, input)) {
		const text = columns < narrow ? usual.replace(' in a browser', '') : usual;
		return {instruction: [...textLines(text, columns), ...linkRows(shortLink, columns)]};
	}
	const isShort = columns < narrow || kind === 'by-hand';
	return {instruction: textLines(isShort ? short : usual, columns), short};
};

const dim = (text: string, columns: number): readonly Line[] =>
	hanging([span('  ')], text, columns - 2, 'muted');

/** What is known of the callback, below the stages. */
const factRows = (waiting: Waiting, input: ViewInput): readonly Line[] => {
	const {columns} = input;
	const {attempt} = waiting;
	const {shortLink, redirectUri, notices} = attempt;
	const kind = caseOf(waiting, input);
	const isShort = isLow(input) || pagesNow(input).length > 0;
	const link =
		shortLink === undefined
			? []
			: columns < narrow
				? linkRows(shortLink, columns)
				: [line(span('  Short link  ', 'muted'), span(shortLink, 'accent'))];
	if (kind === 'no-port') {
		const rows = [
			...dim('After you approve, the page does not load: copy its address, paste it here.', columns),
			...dim('Or free a port and press Esc, then Enter.', columns),
		];
		return isShort ? [] : rows;
	}
	const told = notices.flatMap(notice => dim(notice, columns));
	if (kind === 'elsewhere') return isLow(input) ? link : [...told, ...link];
	if (isShort) return link;
	const callback = line(span('  Callback    ', 'muted'), span(redirectUri));
	return [callback, ...(isLinkAbove(waiting, input) ? [] : link), ...told];
};

const pasteRow = (waiting: Waiting, input: ViewInput) => {
	const edited = {text: waiting.pasted, cursor: input.local.cursor};
	if (input.columns < narrow) return inputRow('Paste the address or code', edited, input);
	const placeholder = isSelfReturning(waiting, input) ? 'only if the browser cannot come back itself' : '';
	return inputRow('Paste the address or the code', {...edited, placeholder}, input);
};

/** The newest of what came; what was known from the beginning stands with the stages. */
const newest = ({notices, attempt}: Waiting): readonly string[] =>
	notices.filter(notice => !attempt.notices.includes(notice));

const waitingNote = (waiting: Waiting, input: ViewInput): readonly Line[] => {
	if (waiting.problem) return failureLines(waiting.problem, input);
	const lines = newsOf(waiting, input);
	// A low window has one row for it; the stages are worth more.
	return isLow(input) ? firstRows(lines, 1, input) : lines;
};

const newsOf = (waiting: Waiting, input: ViewInput): readonly Line[] => {
	const done = noteOf(input);
	if (done.length > 0) return done;
	const last = newest(waiting).at(-1);
	if (last) return toneLines(last, 'warn', input);
	return hasHiddenPages(input) ? textLines('Not working? Ctrl+G: what do you see?', input.columns) : [];
};

const enterHint = (waiting: Waiting, input: ViewInput): readonly Hint[] => {
	const {state} = input;
	const page = pagesNow(input)[chosenRow(input) ?? -1];
	if (page) return [hint('accept', page.verb)];
	if (waiting.problem) return [hint('accept', 'try again'), hint('deleteToStart', 'clear')];
	if (waiting.pasted !== '') return [hint('accept', 'use it')];
	if (!canReopen(waiting, input)) return [];
	const label = state.browser === 'failed' ? 'try the browser again' : 'open the browser again';
	return [hint('accept', input.columns < narrow ? 'open again' : label)];
};

/** Whether Enter opens the browser once more. */
export const canReopen = ({attempt}: Waiting, {state}: ViewInput): boolean =>
	state.context.openBrowser &&
	attempt.shortLink !== undefined &&
	(state.browser === 'opened' || (state.browser === 'failed' && !attempt.elsewhere));

/** While the browser is awaited: the stages, how to get there and back, the paste field. */
export const waitingBands = (waiting: Waiting, input: ViewInput): Omit<Bands, 'head' | 'title'> => {
	const field = pasteRow(waiting, input);
	const facts = factRows(waiting, input);
	const pane = pagesPane(input);
	// What is wrong with a paste needs the rows of a low window.
	const isChoosing = isLow(input) && chosenRow(input) !== undefined;
	const isOnlyField = isChoosing || (isLow(input) && waitingNote(waiting, input).length > 1);
	const form = isOnlyField
		? [field.line]
		: [
				// The last stage has time; a link in two rows has to be typed now.
				...consentStages(input).slice(0, isLow(input) && facts.length > 1 ? -1 : undefined),
				...(facts.length > 0 ? [gap, ...facts] : []),
				...(pane.list ? [] : [gap]),
				field.line,
			];
	const older = newest(waiting).slice(0, -1);
	return {
		...(isChoosing ? {} : instructionOf(waiting, input)),
		...endingForm(form, field.column),
		pane: {...pane, why: older.flatMap(notice => dim(notice, input.columns))},
		note: waitingNote(waiting, input),
		keys: [
			...enterHint(waiting, input),
			...hintIf(pane.list, 'move', 'choose'),
			...lastHints('help', hasHiddenPages(input) ? 'pages' : 'help'),
		],
	};
};

/** A consent is as tall as its tallest frame, so that the keys hold still. */
export const tallest = (bands: Bands, input: ViewInput): Bands => ({
	...bands,
	form: [...consentStages(input), gap, gap, gap, gap, gap],
	isWhole: true,
	instruction: [gap, gap],
	pane: {why: [gap, gap, gap, gap, gap, gap, gap]},
	note: [],
});
