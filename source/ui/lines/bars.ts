import {withProgramName} from '../../connection/program-name.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {Glyphs} from './glyphs.js';
import {type Hint, hintText} from './keys.js';
import {type Line, line, paragraph, span, widthOf} from './line.js';

/** In a wide window the right end stays here: a row as long as the window is broken as soon as that becomes narrower. */
const rightEnd = 78;

/** First line: the program and what is being done, at the right the data center. */
export const productLine = (title: string, right: string, {program}: Glyphs, columns: number): Line => {
	// In practice mode every screen must show that it is not the real Zoho.
	const practice = program === undefined ? [] : [span(' practice', 'warn')];
	const left = [span('zconn', 'title'), ...practice, span(` · ${title}`, 'muted')];
	const used = left.reduce((sum, part) => sum + widthOf(part.text), 0);
	const room = Math.min(columns, rightEnd + 1) - used - widthOf(right);
	return room < 2 ? line(...left) : line(...left, span(' '.repeat(room - 1)), span(right, 'accent'));
};

/** What is left out last when the line is too short: how to leave, to go on, to go back, and where all keys are told. */
const rankOf = ({command}: Hint): number => {
	const ranks: readonly Hint['command'][] = ['leave', 'quit', 'accept', 'back', 'allKeys'];
	const rank = ranks.indexOf(command);
	return rank === -1 ? ranks.length : rank;
};

/** The help line, computed from the key map: as many hints as fit, the most needed ones first, in the given order. */
export const keyLine = (hints: readonly Hint[], glyphs: Glyphs, columns: number): Line =>
	fitKeys(hints, glyphs, columns).line;

/** The help line as above, and the hints that it has no room for. */
export const fitKeys = (
	hints: readonly Hint[],
	glyphs: Glyphs,
	columns: number,
): {readonly line: Line; readonly left: readonly Hint[]} => {
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
	return {line: line(span(textOf(kept), 'muted')), left: hints.filter(hint => !kept.includes(hint))};
};

/** A refusal in full: what happened, why, what to do now. */
export const refusalLines = (refusal: Refusal, glyphs: Glyphs, columns: number): readonly Line[] => [
	...paragraph(refusal.what, columns, 'bad', glyphs.error),
	...paragraph(refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why, columns, 'plain', '  '),
	...paragraph(withProgramName(refusal.next, glyphs.program), columns, 'title', '  '),
];
