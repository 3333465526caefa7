import type {Line} from './line.js';

/** A screen as it is drawn: rows that fit the window. */
export type Frame = {
	readonly lines: readonly Line[];
	/** Where the terminal's cursor belongs; undefined hides it. */
	readonly cursor: {readonly x: number; readonly y: number} | undefined;
};
