import {asciiLine} from '../lines/ascii.js';
import {keyLine} from '../lines/bars.js';
import type {Glyphs} from '../lines/glyphs.js';
import {hint} from '../lines/keys.js';
import {cutLine, type Frame, line, span, wrap} from '../lines/line.js';
import type {Size} from './line-screen.js';

/** The smallest window that screens are made for. */
const least: Size = {columns: 40, rows: 12};

const told = (size: Size): string => `${size.columns} × ${size.rows}`;

/** Whether a window has no room for a screen; keys would do what no one sees. */
export const isTooSmall = ({rows, columns}: Size): boolean => rows < least.rows || columns < least.columns;

/** What stands in such a window instead of a screen, as far as it has room: never taller than its rows less one. */
export const smallWindow = (size: Size, glyphs: Glyphs): Frame => {
	const texts = [
		`zconn needs ${told(least)}; this is ${told(size)}.`,
		'Make the window larger: nothing is lost.',
	];
	const rows = [
		...texts.flatMap(text => wrap(text, size.columns)).map(text => line(text)),
		line('Or: ', span(`${glyphs.program ?? 'zconn'} --plain`, 'accent')),
		keyLine([hint('leave', 'leave')], glyphs, size.columns),
	];
	const own = rows.slice(0, Math.max(1, size.rows - 1));
	return {
		lines: own.map(row => cutLine(glyphs.isAscii ? asciiLine(row) : row, size.columns, glyphs.more)),
		cursor: undefined,
	};
};
