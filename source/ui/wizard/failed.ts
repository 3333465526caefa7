import {withProgramName} from '../../connection/program-name.js';
import type {Option} from '../../wizard/consent/decision.js';
import {detailLabel, failureOptions, hasOwnOptions} from '../../wizard/consent/failure.js';
import {seenBefore} from '../../wizard/consent/seen-page.js';
import type {ConsentOf} from '../../wizard/consent/state.js';
import type {Refusal} from '../../zoho/refusal.js';
import {isLow, type ViewInput} from '../fields/view.js';
import {type Bands, endingForm} from '../lines/bands.js';
import {choiceHints, lastHints} from '../lines/keys.js';
import {hanging, type Line, span} from '../lines/line.js';
import {firstRows, formRow, gap, marked, textLines, toneLines} from '../lines/rows.js';
import {rowsOfOptions} from './decision.js';
import {culprits, pageList} from './seen-pages.js';
import {consentStages} from './stages.js';

type Failed = ConsentOf<'failed'>;

/** How Zoho's page and its token endpoint are called where they refuse the scopes without naming one. */
const scopeRefusal = 'invalid-scope';

/**
 * A refusal of the consent: what happened, why, what to do; the likeliest culprits where it is about scopes.
 *
 * @param isToDo whether what to do is said here; where options do it, it stands below them
 */
export const failureLines = (refusal: Refusal, input: ViewInput, isToDo = true): readonly Line[] => {
	const {columns, glyphs} = input;
	const below = span('  ');
	return [
		...toneLines(refusal.what, 'bad', input),
		...marked(below, refusal.why, columns),
		...(isToDo ? marked(below, withProgramName(refusal.next, glyphs.program), columns) : []),
		...(refusal.id === scopeRefusal ? culprits(input).flatMap(text => toneLines(text, 'warn', input)) : []),
	];
};

/** What was done or is to be known, while the options stand there. */
export const noteOf = (input: ViewInput): readonly Line[] => {
	const {state, columns, glyphs} = input;
	if (state.done) return toneLines(state.done, 'good', input);
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
	return [...firstRows(refusal, room, input), ...options];
};

/** Below the options: what the other side said, what is to be done, and what else is to be known, as far as there is room. */
const belowOptions = ({refusal, notices, conflict}: Failed, form: readonly Line[], input: ViewInput) => {
	const {columns, glyphs, state, size} = input;
	// Head, title, instruction, note, keys, and the row that a window keeps.
	const room = size.rows - (isLow(input) ? 5 : 7) - form.filter(({isGap}) => !isGap).length;
	const drawn = (text: string): readonly Line[] =>
		hanging([span('  ')], withProgramName(text, glyphs.program), columns - 2, 'muted');
	const rows = [
		...(refusal.detail ? [`${detailLabel(state, refusal)}: ${refusal.detail}`] : []),
		...(conflict?.isShown ? conflict.changes : []),
	]
		.flatMap(drawn)
		.slice(0, Math.max(0, room));
	// What to do is what the options do, and help says it too: for the rest no blank row gives way.
	const left = size.rows - (isLow(input) ? 5 : 10) - form.length - rows.length;
	const isToDo = hasOwnOptions(refusal) && notices.length === 0;
	const others = (isToDo ? [refusal.next] : notices).flatMap(drawn);
	return others.length <= left ? [...rows, ...others] : rows;
};

/** Which page the browser showed, with what helps against each. */
const pageBands = (
	highlight: number,
	input: ViewInput,
): Pick<Bands, 'form' | 'focus' | 'isWhole' | 'pane'> => {
	const asked = formRow('What did you see in the browser?', [], {isFocused: true}, input);
	const form = [...(isLow(input) ? [] : [...consentStages(input), gap]), asked];
	return {...endingForm(form), pane: pageList(seenBefore, highlight, input)};
};

/** What happened; in a low window, once that was asked for, what changed instead of why. */
const toldLines = ({refusal, conflict}: Failed, input: ViewInput): readonly Line[] =>
	conflict?.isShown && isLow(input)
		? [
				...toneLines(refusal.what, 'bad', input),
				...conflict.changes.flatMap(change => marked(span('  '), change, input.columns)),
			]
		: failureLines(refusal, input, !hasOwnOptions(refusal));

const failureBands = (
	failed: Failed,
	options: readonly Option[],
	highlight: number,
	input: ViewInput,
): Pick<Bands, 'form' | 'focus' | 'isWhole' | 'pane'> => {
	const rows = rowsOfOptions(options, highlight, input);
	const form = withOptions(consentStages(input), toldLines(failed, input), rows, input);
	return {...endingForm(form), form: [...form, ...belowOptions(failed, form, input)]};
};

/** The stage that failed, what happened, and the options. @param highlight the option that Enter goes */
export const failedBands = (
	failed: Failed,
	highlight: number,
	input: ViewInput,
): Omit<Bands, 'head' | 'title'> => {
	const {state, columns} = input;
	const options = failureOptions(state);
	const kept = state.kept?.ok ? 'Your answers are kept. ' : '';
	const instruction = failed.asksPage ? kept : `${kept}The first button is the likeliest fix.`;
	return {
		instruction: isLow(input) || instruction === '' ? [] : textLines(instruction.trim(), columns),
		...(failed.asksPage ? pageBands(highlight, input) : failureBands(failed, options, highlight, input)),
		note: noteOf(input),
		keys: choiceHints(options[highlight]?.verb ?? 'do it', lastHints('allKeys')),
	};
};
