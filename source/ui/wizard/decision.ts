import type {Decision, Way} from '../../wizard/consent/decision.js';
import {moved, moveOf, type Pressed, type ViewInput} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {isCommand, type Press} from '../lines/keys.js';
import {span} from '../lines/line.js';
import {formRow, gap, textLines, wayRows} from '../lines/rows.js';

/** The way that Enter goes. */
export const wayIndex = (ways: readonly unknown[], {local}: ViewInput): number =>
	Math.min(local.highlight ?? 0, ways.length - 1);

/** A question with a few ways to go on. */
export const decisionBands = (decision: Decision, input: ViewInput): Omit<Bands, 'head' | 'title'> => {
	const {question, facts, ways, canGoBack} = decision;
	const highlight = wayIndex(ways, input);
	const asked = textLines(question, input.columns, 'title');
	const known = facts.map(({label, value}) => formRow(label, [span(value)], {isAhead: true}, input));
	const rows = wayRows(
		ways.map(({label}) => label),
		highlight,
		input,
	);
	// A question is read whole; two rows are an instruction.
	const isLong = asked.length > 2;
	const form = [...(isLong ? [...asked, gap] : []), ...known, ...(known.length > 0 ? [gap] : []), ...rows];
	return {
		instruction: isLong ? [] : asked,
		form,
		focus: form.length - 1,
		isWhole: true,
		keys: [
			{command: 'accept', label: ways[highlight]?.verb ?? 'do it'},
			{command: 'move', label: 'choose'},
			...(canGoBack ? [{command: 'back', label: 'back'} as const] : []),
			{command: 'allKeys', label: 'help'},
			{command: 'leave', label: 'leave'},
		],
	};
};

/** Up and down choose a way, Enter goes it. */
export const pressWays = (ways: readonly Way[], press: Press, input: ViewInput): Pressed => {
	const highlight = wayIndex(ways, input);
	const next = moved(highlight, ways.length, ways.length, moveOf(press, isCommand));
	if (next !== undefined) return {local: {highlight: next}};
	const way = ways[highlight];
	return isCommand(press, 'accept') && way ? {events: [way.event(input.now)]} : undefined;
};
