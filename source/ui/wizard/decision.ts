import type {Decision} from '../../wizard/consent/decision.js';
import {moved, moveOf, type Pressed, type ViewInput} from '../fields/view.js';
import {type Hint, isCommand, type Press} from '../lines/keys.js';
import {type Line, line, paragraph, span} from '../lines/line.js';

const highlightOf = ({ways}: Pick<Decision, 'ways'>, {local}: ViewInput): number =>
	Math.min(local.highlight ?? 0, ways.length - 1);

/** The ways below each other, the highlighted one marked; a long one goes on in the next row. */
export const wayLines = (
	labels: readonly string[],
	highlight: number,
	{glyphs, columns}: ViewInput,
): readonly Line[] =>
	labels.flatMap((label, index) => {
		const isHighlighted = index === highlight;
		const before = isHighlighted ? `  ${glyphs.highlight}` : '    ';
		return paragraph(label, columns, isHighlighted ? 'accent' : 'plain', before);
	});

/** A question with a few ways to go on. */
export const decisionLines = (
	decision: Decision,
	input: ViewInput,
): {readonly lines: readonly Line[]; readonly focus: number; readonly hints: readonly Hint[]} => {
	const highlight = highlightOf(decision, input);
	const question = paragraph(decision.question, input.columns, 'title');
	const labels = decision.ways.map(({label}) => label);
	const before = wayLines(labels.slice(0, highlight), -1, input).length;
	return {
		lines: [...question, line(span('')), ...wayLines(labels, highlight, input)],
		focus: question.length + 1 + before,
		hints: [
			{command: 'accept', label: 'do it'},
			{command: 'move', label: 'choose'},
			...(decision.canGoBack ? [{command: 'back', label: 'back'} as const] : []),
			{command: 'leave', label: 'leave'},
		],
	};
};

export const pressDecision = (decision: Decision, press: Press, input: ViewInput): Pressed => {
	const {ways} = decision;
	const highlight = highlightOf(decision, input);
	const next = moved(highlight, ways.length, ways.length, moveOf(press, isCommand));
	if (next !== undefined) return {local: {highlight: next}};
	const way = ways[highlight];
	return isCommand(press, 'accept') && way ? {events: [way.event(input.now)]} : undefined;
};
