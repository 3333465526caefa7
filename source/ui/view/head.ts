import {dataCenterName, rail} from '../../wizard/select.js';
import type {WizardState} from '../../wizard/state.js';
import type {Refusal} from '../../zoho/refusal.js';
import {type Hint, hintText} from '../keymap.js';
import type {Glyphs} from './glyphs.js';
import {type Line, line, lineWidth, paragraph, type Span, span, widthOf} from './line.js';

/** First line: the product and what is being done, at the right the data center. */
const productLine = (title: string, right: string, columns: number): Line => {
	const left = [span('zconn', 'title'), span(` · ${title}`, 'muted')];
	const used = left.reduce((sum, part) => sum + widthOf(part.text), 0);
	const room = columns - used - widthOf(right);
	return room < 2 ? line(...left) : line(...left, span(' '.repeat(room - 1)), span(right, 'accent'));
};

/** Second line: the rail; in a narrow window its marks and the current word. */
const railLine = (state: WizardState, glyphs: Glyphs, columns: number): Line => {
	const entries = rail(state);
	const sign = {done: glyphs.done, current: glyphs.current, ahead: glyphs.ahead};
	const full = entries.flatMap(({label, mark}, index): readonly Span[] => [
		span(index === 0 ? '' : '  '),
		span(`${sign[mark]} ${label}`, mark === 'current' ? 'accent' : mark === 'done' ? 'good' : 'muted'),
	]);
	const whole = line(...full);
	if (lineWidth(whole) <= columns) return whole;
	const position = entries.findIndex(({mark}) => mark === 'current');
	const current = entries[position];
	const signs = entries.map(({mark}) => sign[mark]).join('');
	const words = current ? ` ${current.label} (${position + 1} of ${entries.length})` : '';
	return line(span(signs, 'good'), span(words, 'accent'));
};

export const headLines = (
	state: WizardState,
	glyphs: Glyphs,
	columns: number,
	title: string,
): readonly Line[] => [productLine(title, dataCenterName(state), columns), railLine(state, glyphs, columns)];

/** What is left out last when the line is too short: how to leave, to go on and to go back. */
const rankOf = ({command}: Hint): number => {
	const rank = ['leave', 'accept', 'back'].indexOf(command);
	return rank === -1 ? 3 : rank;
};

/** The help line, computed from the key map: as many hints as fit, the most needed ones first, in the given order. */
export const keyLine = (hints: readonly Hint[], glyphs: Glyphs, columns: number): Line => {
	const separator = ` ${glyphs.dot} `;
	const textOf = (kept: readonly Hint[]): string =>
		hints
			.filter(hint => kept.includes(hint))
			.map(hint => hintText(hint, glyphs))
			.join(separator);
	let kept: readonly Hint[] = [];
	for (const hint of hints.toSorted((one, other) => rankOf(one) - rankOf(other))) {
		const more = [...kept, hint];
		if (widthOf(textOf(more)) <= columns) kept = more;
	}
	return line(span(textOf(kept), 'muted'));
};

/** A refusal in full: what happened, why, what to do now. */
export const refusalLines = (refusal: Refusal, glyphs: Glyphs, columns: number): readonly Line[] => [
	...paragraph(refusal.what, columns, 'bad', glyphs.error),
	...paragraph(refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why, columns, 'plain', '  '),
	...paragraph(refusal.next, columns, 'title', '  '),
];
