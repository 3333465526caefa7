import {withProgramName} from '../../connection/program-name.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import type {Consent} from '../../wizard/consent/state.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ViewInput} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {type Line, line, paragraph, span} from '../lines/line.js';
import {errorLines, gap, goodLines, marked, optionRows, textLines, warningLines} from '../lines/rows.js';
import {culprits} from './seen-pages.js';
import {consentStages} from './stages.js';

type Failed = Extract<Consent, {phase: 'failed'}>;

/** Below so many rows only the refusal and the options have room. */
const lowRows = 18;

export const isLow = ({size}: ViewInput): boolean => size.rows < lowRows;

/** How Zoho's page and its token endpoint are called where they refuse the scopes without naming one. */
const scopeRefusal = 'invalid-scope';

/** A refusal of the consent: what happened, why, what to do; the likeliest culprits where it is about scopes. */
export const failureLines = (refusal: Refusal, input: ViewInput): readonly Line[] => {
	const {columns, glyphs} = input;
	const below = span('  ');
	return [
		...errorLines(refusal.what, columns, glyphs),
		...marked(below, refusal.why, columns),
		...marked(below, withProgramName(refusal.next, glyphs.program), columns),
		...(refusal.id === scopeRefusal
			? culprits(input).flatMap(text => warningLines(text, columns, glyphs))
			: []),
	];
};

/** What was done or is to be known, while the options stand there. */
export const noteOf = ({state, columns, glyphs}: ViewInput): readonly Line[] => {
	if (state.done) return goodLines(state.done, columns, glyphs);
	return state.notice ? textLines(withProgramName(state.notice, glyphs.program), columns) : [];
};

/** A refusal and the options from it; in a low window the options count, and the beginning of the refusal. */
export const withOptions = (
	stages: readonly Line[],
	refusal: readonly Line[],
	options: readonly Line[],
	input: ViewInput,
): readonly Line[] => {
	if (!isLow(input)) return [...stages, gap, ...refusal, gap, ...options];
	const room = Math.max(1, input.size.rows - 1 - 2 - options.length - 1 - 1);
	return [...refusal.slice(0, room), ...options];
};

/** The stage that failed, what happened, and the options. @param highlight the option that Enter goes */
export const failedBands = (
	failed: Failed,
	highlight: number,
	input: ViewInput,
): Omit<Bands, 'head' | 'title'> => {
	const {state, columns} = input;
	const {refusal, notices} = failed;
	const options = failureOptions(state);
	const rows = optionRows(
		options.map(({label}) => label),
		highlight,
		input,
	);
	const answer = refusal.detail ? [line(span(`  The server's answer: ${refusal.detail}`, 'muted'))] : [];
	const form = withOptions(consentStages(input), failureLines(refusal, input), rows, input);
	const kept = state.kept?.ok ? 'Your answers are kept. ' : '';
	return {
		instruction: isLow(input) ? [] : textLines(`${kept}The first button is the likeliest fix.`, columns),
		form: isLow(input) ? form : [...form, ...answer],
		focus: form.length - 1,
		isWhole: true,
		pane: {why: notices.flatMap(notice => paragraph(notice, columns - 2, 'muted', '  '))},
		note: noteOf(input),
		keys: [
			{command: 'accept', label: options[highlight]?.verb ?? 'do it'},
			{command: 'move', label: 'choose'},
			{command: 'back', label: 'review'},
			{command: 'allKeys', label: 'help'},
			{command: 'leave', label: 'leave'},
		],
	};
};
