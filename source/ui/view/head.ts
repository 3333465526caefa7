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

/** The help line, computed from the key map: as many hints as fit, the last one always. */
export const keyLine = (hints: readonly Hint[], glyphs: Glyphs, columns: number): Line => {
	const separator = ` ${glyphs.dot} `;
	const last = hints.at(-1);
	const texts = hints.map(hint => hintText(hint, glyphs));
	const end = last ? hintText(last, glyphs) : '';
	let joined = '';
	for (const text of texts.slice(0, -1)) {
		const next = joined === '' ? text : joined + separator + text;
		if (widthOf(next + separator + end) > columns) break;
		joined = next;
	}
	return line(span(joined === '' ? end : joined + separator + end, 'muted'));
};

/** A refusal in full: what happened, why, what to do now. */
export const refusalLines = (refusal: Refusal, glyphs: Glyphs, columns: number): readonly Line[] => [
	...paragraph(refusal.what, columns, 'bad', glyphs.error),
	...paragraph(refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why, columns, 'plain', '  '),
	...paragraph(refusal.next, columns, 'title', '  '),
];
