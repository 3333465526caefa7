import {type Frame, type Line, rowWidth} from '../lines/line.js';

/** Rows that a row is broken into, besides the one that it was. */
const brokenInto = (row: Line, columns: number): number =>
	Math.max(0, Math.ceil(rowWidth(row) / columns) - 1);

/** Up (A) or down (B) by so many rows. */
const moved = (by: number, direction: 'A' | 'B'): string => (by > 0 ? `\u001B[${by}${direction}` : '');

/** The cursor is kept, and comes back; DECSC and DECRC. */
const keepPlace = '\u001B7';
const backToPlace = '\u001B8';

/**
 * Takes a frame off a window that has become narrower, and leaves the cursor where it would be had no row been broken.
 *
 * Most terminals break rows that are longer than the window now, so that the frame's first row is further above the cursor than
 * what draws it believes, and would stay there as an old picture. Row by row: what is erased from the window's corner on at once, tmux
 * copies into its history.
 */
export const refit = ({lines, cursor}: Frame, columns: number): string => {
	const below = cursor?.y ?? lines.length;
	const rows = lines.map(row => 1 + brokenInto(row, columns));
	const sum = (some: readonly number[]): number => some.reduce((all, one) => all + one, 0);
	const above = sum(rows.slice(0, below));
	if (sum(rows) === lines.length) return '';
	const erased = Array.from({length: sum(rows) + 1}, () => '\u001B[K').join('\u001B[B');
	return `${moved(above, 'A')}\r${keepPlace}${erased}${backToPlace}${moved(below, 'B')}`;
};

/**
 * Whether the terminal breaks its rows again when its window changes, as far as that can be known: xterm, st, the Linux console
 * and GNU screen cut them.
 */
export const breaksRows = (environment: Readonly<Record<string, string | undefined>>): boolean =>
	environment.TMUX !== undefined ||
	!(
		environment.XTERM_VERSION ||
		environment.STY ||
		/^(?:linux|st|screen)(?:-|$)/.test(environment.TERM ?? '')
	);
