import type {Frame} from '../lines/frame.js';
import type {Press} from '../lines/keys.js';
import type {Services} from './services.js';

export type Size = {readonly rows: number; readonly columns: number};

/** A screen that is nothing but rows and keys: Home. */
export type LineScreen = {
	readonly subscribe: (listener: () => void) => () => void;
	/** Another value whenever the rows may be others. */
	readonly version: () => unknown;
	readonly frame: (size: Size) => Frame;
	readonly press: (press: Press, size: Size) => void;
};

export type Shown =
	| {readonly kind: 'lines'; readonly screen: LineScreen}
	| {readonly kind: 'wizard'; readonly services: Services};

/**
 * What is on the screen, and who hears the keys. There is one render and one place that listens to the terminal for as long as
 * the program runs: two that take turns would let go of the raw mode in between, which hangs on some systems.
 */
export type Display = {
	readonly current: () => Shown;
	readonly subscribe: (listener: () => void) => () => void;
	/** Shows something else. Keys that come before it is drawn wait for it. */
	readonly show: (next: Shown) => void;
	/** Keys wait from now on, for what will be shown next. */
	readonly hold: () => void;
	readonly hear: (press: Press) => void;
	/** What is drawn takes the keys, those first that have waited. Nothing, when it is not what shall be shown any more. */
	readonly listen: (shown: Shown, hear: (press: Press) => void) => void;
};

export const createDisplay = (first: Shown): Display => {
	const listeners = new Set<() => void>();
	const waiting: Press[] = [];
	let current = first;
	let isHeld = false;
	let hearing: ((press: Press) => void) | undefined;
	const drain = (): void => {
		while (hearing && waiting.length > 0) {
			const [next] = waiting.splice(0, 1);
			if (next) hearing(next);
		}
	};
	const hold = (): void => {
		isHeld = true;
		hearing = undefined;
	};
	return {
		current: () => current,
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		show: next => {
			hold();
			isHeld = false;
			current = next;
			for (const listener of listeners) listener();
		},
		hold,
		hear: press => {
			waiting.push(press);
			drain();
		},
		listen: (shown, hear) => {
			if (isHeld || shown !== current) return;
			hearing = hear;
			drain();
		},
	};
};
