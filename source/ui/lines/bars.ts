import type {Glyphs} from './glyphs.js';
import {type Hint, hintParts, hintText} from './keys.js';
import {type Line, line, span, widthOf, widthOfSpans} from './line.js';

/** In a wide window the right end stays here: a row as long as the window is broken as soon as that becomes narrower. */
const rightEnd = 78;

/** Below so many columns the keys say what they do in fewer words. */
const narrow = 60;

/** First line: the program and what is being done, at the right the data center. */
export const productLine = (title: string, right: string, {isPractice}: Glyphs, columns: number): Line => {
	// In practice mode every screen must show that it is not the real Zoho.
	const practice = isPractice ? [span(' practice', 'warn')] : [];
	const left = [span('zconn', 'title'), ...practice, span(` · ${title}`, 'muted')];
	const used = widthOfSpans(left);
	const room = Math.min(columns, rightEnd + 1) - used - widthOf(right);
	return room < 2 ? line(...left) : line(...left, span(' '.repeat(room - 1)), span(right, 'accent'));
};

const isHelp = ({command}: Hint): boolean => command === 'help' || command === 'allKeys';

/**
 * The last row: keys bold, what they do dim, in the given order. What does not fit goes from the right; help, which tells all keys,
 * never does.
 */
export const keyLine = (hints: readonly Hint[], glyphs: Glyphs, columns: number): Line => {
	const separator = ` ${glyphs.dot} `;
	const widthOfHints = (some: readonly Hint[]): number =>
		widthOf(some.map(hint => hintText(hint, glyphs)).join(separator));
	let kept =
		columns < narrow ? hints.map(({short, ...hint}) => ({...hint, label: short ?? hint.label})) : hints;
	while (kept.length > 1 && widthOfHints(kept) > columns) {
		const leaving = kept.findLastIndex(hint => !isHelp(hint));
		kept = kept.filter((_hint, index) => index !== leaving);
	}
	const spans = kept.flatMap((hint, index) => {
		const {key, label} = hintParts(hint, glyphs);
		return [span(index === 0 ? '' : separator, 'muted'), span(key, 'title'), span(` ${label}`, 'muted')];
	});
	return line(...spans);
};
