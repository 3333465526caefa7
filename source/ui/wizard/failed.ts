import {withProgramName} from '../../connection/program-name.js';
import {consentClient} from '../../wizard/build.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import type {Consent} from '../../wizard/consent/state.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ViewInput} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {type Line, paragraph, span} from '../lines/line.js';
import {errorLines, gap, goodLines, marked, optionRows, textLines, warningLines} from '../lines/rows.js';
import {isLow} from './low.js';
import {culprits} from './seen-pages.js';
import {consentStages, narrow} from './stages.js';

type Failed = Extract<Consent, {phase: 'failed'}>;

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

/** What is asked after a failure: what happened, or which page the browser showed. */
const askedLines = ({refusal, asksPage}: Failed, input: ViewInput): readonly Line[] =>
	asksPage
		? textLines('What did you see in the browser?', input.columns, 'title')
		: failureLines(refusal, input);

/** Below the options: what the one that is chosen does, or what the other side said. */
const belowOptions = ({refusal, notices, asksPage}: Failed, hint: string | undefined, input: ViewInput) => {
	const {columns, glyphs, state} = input;
	if (hint) return marked(span('  '), withProgramName(hint, glyphs.program), columns);
	if (asksPage) return [];
	const whose = consentClient(state).isZoho ? "Zoho's" : "The server's";
	return [
		...(refusal.detail ? [`${whose} answer: ${refusal.detail}`] : []),
		...notices.map(notice => withProgramName(notice, glyphs.program)),
	].flatMap(text => paragraph(text, columns - 2, 'muted', '  '));
};

/** The stage that failed, what happened, and the options. @param highlight the option that Enter goes */
export const failedBands = (
	failed: Failed,
	highlight: number,
	input: ViewInput,
): Omit<Bands, 'head' | 'title'> => {
	const {state, columns} = input;
	const options = failureOptions(state);
	const rows = optionRows(
		options.map(({label, short}) => (columns < narrow ? (short ?? label) : label)),
		highlight,
		input,
	);
	const asked = askedLines(failed, input);
	const form = withOptions(consentStages(input), asked, rows, input);
	const kept = state.kept?.ok ? 'Your answers are kept. ' : '';
	return {
		instruction: isLow(input) ? [] : textLines(`${kept}The first button is the likeliest fix.`, columns),
		form,
		focus: form.length - 1,
		isWhole: true,
		pane: {why: belowOptions(failed, options[highlight]?.hint, input)},
		note: noteOf(input),
		keys: [
			{command: 'accept', label: options[highlight]?.verb ?? 'do it'},
			{command: 'move', label: 'choose'},
			{command: 'back', label: 'back'},
			{command: 'allKeys', label: 'help'},
			{command: 'leave', label: 'leave'},
		],
	};
};
