import {cursorOff, cursorOn, together} from '../input/take-terminal.js';
import type {Frame} from '../lines/line.js';
import {paintLine} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';

const eraseRow = '\u001B[K';
const eraseBelow = '\u001B[J';

const up = (rows: number): string => (rows > 0 ? `\u001B[${rows}A` : '');
const down = (rows: number): string => (rows > 0 ? `\u001B[${rows}B` : '');

/**
 * Draws frames without Ink, so that the first one need not wait for it. It writes them where Ink would: from the row of the cursor
 * on, the cursor below the last row or where the text is edited.
 *
 * A frame must be lower than the window: rows that have scrolled away are out of reach.
 */
export const createPainter = (write: (text: string) => unknown, theme: Theme) => {
	let rows: readonly string[] = [];
	let cursor: Frame['cursor'];
	const toTop = (): string => `${cursorOff}${up(cursor ? cursor.y : rows.length)}\r`;
	/** Row by row: what is erased from the window's corner on at once, tmux copies into its history. */
	const erased = (): string => `${toTop()}${`${eraseRow}\n`.repeat(rows.length)}${up(rows.length)}`;
	const forget = (): void => {
		rows = [];
		cursor = undefined;
	};
	return {
		/** @param above lines that stand above the frame from now on */
		draw: (frame: Frame, above: readonly string[] = []): void => {
			let text = toTop();
			if (above.length > 0) {
				text = `${erased()}${above.join('\n')}\n`;
				forget();
			}
			const next = frame.lines.map(line => paintLine(line, theme));
			for (const [index, row] of next.entries()) {
				if (rows[index] !== row) text += (rows[index] === undefined ? '' : eraseRow) + row;
				text += '\n';
			}
			if (rows.length > next.length) text += eraseBelow;
			rows = next;
			({cursor} = frame);
			if (cursor) text += `${up(rows.length - cursor.y)}\u001B[${cursor.x + 1}G${cursorOn}`;
			write(`${together.begin}${text}${together.end}`);
		},
		/** Takes the frame off the window, and writes rows in its place that stay there. */
		replace: (instead: readonly string[]): void => {
			write(`${together.begin}${erased()}${instead.map(row => `${row}\n`).join('')}${together.end}`);
			forget();
		},
		/** Leaves the frame to what draws it next, from its first row on, and begins a block that ends with that. */
		handOver: (): void => {
			write(`${together.begin}${toTop()}`);
			forget();
		},
		/** Leaves the frame where it is, and the cursor below it. */
		end: (): void => {
			write(`${cursor ? `${down(rows.length - cursor.y)}\r` : ''}${cursorOn}`);
			forget();
		},
	};
};
