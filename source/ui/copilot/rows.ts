import {type CopilotState, currentPart, isDone, stepsIn} from '../../wizard/copilot/state.js';
import type {SheetStep} from '../../wizard/sheet/steps.js';
import {type Line, line, type Span, span} from '../lines/line.js';
import {formColumns, type Look, markSpan, taskRow} from '../lines/rows.js';

const verbs: Readonly<Record<SheetStep['kind'], string>> = {
	copy: 'copy',
	secret: 'copy',
	choose: 'choose',
	click: 'click',
	snippet: 'copy',
};

/** What Zoho says of a redirect URL that was not copied yet. */
const checkSpans = (state: CopilotState, {id, value}: SheetStep, {glyphs}: Look): readonly Span[] => {
	const mark = state.marks[id];
	if (mark !== undefined && state.checks[value] !== 'registered') return [span(mark, 'muted')];
	switch (state.checks[value]) {
		case 'registered':
			return [span('registered', 'muted')];
		case 'missing':
			return [markSpan('bad', glyphs), span('missing')];
		case 'unclear':
			return [span('? ', 'warn'), span('could not tell')];
		default:
			return [span('asking', 'muted')];
	}
};

const stateSpans = (state: CopilotState, step: SheetStep, look: Look): readonly Span[] => {
	if (step.part === 'redirects') return checkSpans(state, step, look);
	if (step.part === 'clicks') return [];
	const mark = state.marks[step.id];
	return [mark === undefined ? span(verbs[step.kind]) : span(mark, 'muted')];
};

/** A list of scopes is counted in its row, and stands whole below. */
const shortValue = (state: CopilotState, {id, kind, value}: SheetStep, {glyphs}: Look): string => {
	if (kind === 'secret')
		return state.shownSecret !== undefined && state.sheet.steps[state.at]?.id === id
			? state.shownSecret
			: glyphs.mask.repeat(12);
	const count = value.split(',').length;
	return id === 'field:scopes' && count > 1 ? `${count} scopes, separated by commas` : value;
};

/** Where the values of a part begin: behind its longest label. */
const valueAt = (state: CopilotState): number => {
	const labels = stepsIn(state, currentPart(state))
		.filter(({step}) => step.kind !== 'click')
		.map(({step}) => step.label.length);
	return Math.min(26, Math.max(16, 4 + Math.max(0, ...labels) + 2));
};

const isSentence = ({part}: SheetStep): boolean => part === 'clicks';

/** One step as a row: its mark, its label, its value, what is to be done or was done with it. */
export const stepRow = (state: CopilotState, index: number, look: Look): Line => {
	const step = state.sheet.steps[index];
	if (!step) return line('');
	const isButton = step.kind === 'click' && !isSentence(step);
	const isNarrow = look.columns < 60;
	return taskRow(
		{
			label: step.label,
			style: isButton ? 'title' : undefined,
			value: isNarrow ? '' : shortValue(state, step, look),
			state: stateSpans(state, step, look),
			at: isNarrow ? 4 : valueAt(state),
		},
		{isHere: index === state.at, isDone: isDone(state, step)},
		look,
	);
};

/** In a narrow window the value of the highlighted row stands below its label. */
export const narrowValue = (state: CopilotState, look: Look): readonly Line[] => {
	const step = state.sheet.steps[state.at];
	const text = step ? shortValue(state, step, look) : '';
	return look.columns < 60 && text !== '' && step?.kind !== 'click'
		? [line(span('    '), span(text, 'match'))]
		: [];
};

/** The whole of a value that its row cuts, in rows that can be selected; `[]` where the row has all of it. */
export const wholeValue = (state: CopilotState, look: Look): readonly Line[] => {
	const step = state.sheet.steps[state.at];
	if (step?.kind !== 'copy' || look.columns < 60) return [];
	const room = formColumns(look.columns) - 2;
	const isWhole =
		valueAt(state) + step.value.length + 16 <= formColumns(look.columns) && step.id !== 'field:scopes';
	if (isWhole) return [];
	const pieces = step.value.match(new RegExp(`.{1,${room}}`, 'gu')) ?? [];
	return pieces.map(piece => line(span('  '), span(piece)));
};
