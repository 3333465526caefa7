import type {Decision, Option} from '../../wizard/consent/decision.js';
import {moved, narrow, type Pressed, type ViewInput} from '../fields/view.js';
import {type Bands, endingForm} from '../lines/bands.js';
import {editField} from '../lines/editor.js';
import {choiceHints, isCommand, lastHints, type Press} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {formRow, gap, optionRows, textLines} from '../lines/rows.js';

/** The option that Enter goes. */
export const optionIndex = (options: readonly unknown[], {local}: ViewInput): number =>
	Math.min(local.highlight ?? 0, options.length - 1);

/** Options below each other, in fewer words in a narrow window. */
export const rowsOfOptions = (
	options: readonly Option[],
	highlight: number,
	input: ViewInput,
): readonly Line[] => {
	const labels = options.map(({label, short}) => (input.columns < narrow ? (short ?? label) : label));
	return optionRows(labels, highlight, input, options[highlight]?.beside);
};

/** A question with a few options to go on. */
export const decisionBands = (decision: Decision, input: ViewInput): Omit<Bands, 'head' | 'title'> => {
	const {question, facts, options, after, canGoBack} = decision;
	const highlight = optionIndex(options, input);
	const asked = textLines(question, input.columns, 'title');
	const known = facts.map(({label, value}) => formRow(label, [span(value)], {isAhead: true}, input));
	const rows = rowsOfOptions(options, highlight, input);
	// A question is read whole; two rows are an instruction.
	const isLong = asked.length > 2;
	const form = [...(isLong ? [...asked, gap] : []), ...known, ...(known.length > 0 ? [gap] : []), ...rows];
	return {
		instruction: isLong ? [] : asked,
		...endingForm(form),
		...(after ? {pane: {why: [line(span(`  ${after}`, 'muted'))]}} : {}),
		keys: choiceHints(options[highlight]?.verb ?? 'do it', lastHints('allKeys').slice(canGoBack ? 0 : 1)),
	};
};

/** Up and down choose an option, Enter goes it; a text that belongs to it is typed. */
export const pressOptions = (options: readonly Option[], press: Press, input: ViewInput): Pressed => {
	const highlight = optionIndex(options, input);
	const next = moved(press, highlight, options.length, options.length);
	if (next !== undefined) return {local: {highlight: next}};
	const option = options[highlight];
	const {filter, cursor} = input.local;
	const text = filter.trim();
	if (isCommand(press, 'accept') && option)
		return option.typed && text === '' ? {} : {events: [option.event(input.now, text)]};
	const after = option?.typed ? editField(filter, cursor, press) : undefined;
	return after && {local: {filter: after.text, cursor: after.cursor}};
};
