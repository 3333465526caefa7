import type {Press} from '../input/press.js';
import type {Frame, Line} from '../lines/line.js';

export type Size = {readonly rows: number; readonly columns: number};

/** The size of a terminal's window; where it says nothing of it, the usual one. */
export const windowSize = (terminal: object): Size => {
	const read = (name: keyof Size, otherwise: number): number => {
		const size: unknown = Reflect.get(terminal, name);
		return typeof size === 'number' && size > 0 ? size : otherwise;
	};
	return {rows: read('rows', 24), columns: read('columns', 80)};
};

/** A screen is rows and keys: Home is one, a wizard is one. It knows nothing of what draws it. */
export type LineScreen = {
	/** Calls back whenever the rows may be others. @returns what ends it */
	readonly subscribe: (listener: () => void) => () => void;
	readonly frame: (size: Size) => Frame;
	readonly press: (press: Press, size: Size) => void;
	/** Hides what was to be seen for one look, a secret; it is drawn again when the program goes on. @returns a clause about what is saved of what was typed, where there is any */
	readonly suspend?: () => string | undefined;
	/** Milliseconds after which the rows may be others though nothing has happened: what is left, how long ago. */
	readonly tick: () => number | undefined;
	/** Lines that leave the frame: from then on they stand above it, and later in what was scrolled away. */
	readonly above?: {
		readonly isWaiting: () => boolean;
		/** Each line once, as it is to be written. */
		readonly take: (columns: number) => readonly string[];
	};
	/**
	 * What stays on the terminal instead of the frame when the program ends, or something else takes the screen's place: in full length,
	 * whatever the window, and once. Undefined: the last frame stays.
	 */
	readonly remains?: (columns: number) => readonly Line[] | undefined;
};
