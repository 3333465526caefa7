import type {Frame} from '../lines/frame.js';
import {type Line, rowWidth} from '../lines/line.js';

/** Rows that a row is broken into, besides the one that it was. */
const brokenInto = (row: Line, columns: number): number =>
	Math.max(0, Math.ceil(rowWidth(row) / columns) - 1);

/**
 * Takes a frame off a window that has become narrower, and leaves the cursor where it would be had no row been broken.
 *
 * Most terminals break rows that are longer than the window now, so that the frame's first row is further above the cursor than
 * what draws it believes, and would stay there as an old picture.
 */
export const refit = ({lines, cursor}: Frame, columns: number): string => {
	const below = cursor?.y ?? lines.length;
	const more = lines.slice(0, below).reduce((sum, row) => sum + brokenInto(row, columns), 0);
	if (more === 0) return '';
	const top = `\u001B[${below + more}A`;
	return `${top}\r\u001B[J${below > 0 ? `\u001B[${below}B` : ''}`;
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
