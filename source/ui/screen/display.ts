import {createListeners} from '../../wizard/run-machine.js';
import type {Press} from '../input/press.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import {cutLine, type Frame, type Line, line} from '../lines/line.js';
import type {LineScreen, Size} from './line-screen.js';
import {refit} from './refit.js';
import {isTooSmall, smallWindow} from './small-window.js';

/** Milliseconds without another size after which a window is taken to be as wide as it is to be: tmux says one every 250. */
const settledAfter = 400;
/** Columns of a row that stays whole until then, in every window that is not too small. */
const unbroken = 38;

/** Keys in the order in which they came; they wait while it is not known who is to hear them. */
const createKeys = (take: (press: Press) => void) => {
	const waiting: Press[] = [];
	let isHeld = false;
	const drain = (): void => {
		while (!isHeld) {
			const [next] = waiting.splice(0, 1);
			if (!next) return;
			take(next);
		}
	};
	return {
		hear: (press: Press): void => {
			waiting.push(press);
			drain();
		},
		hold: (): void => {
			isHeld = true;
		},
		letIn: (): void => {
			isHeld = false;
			drain();
		},
	};
};

/**
 * Whether the edge of a window is being dragged, as far as its sizes tell. Of a whole frame each further step would break rows again, and
 * push its first ones out of the window.
 */
const createSettling = (first: Size, breaksRows: boolean, onSettled: () => void) => {
	let timer: NodeJS.Timeout | undefined;
	let fitted = first;
	return {
		/** What is drawn of a frame now. */
		shown: ({lines, cursor}: Frame): Frame =>
			timer
				? {lines: lines.slice(0, 1).map(row => cutLine(row, unbroken, '')), cursor: undefined}
				: {lines, cursor},
		/** A new size. @returns what has to be written before anything is drawn in it */
		resized: (size: Size, frame: (size: Size) => Frame): string => {
			const before = fitted;
			fitted = size;
			const isNarrower = size.columns < before.columns;
			const text = breaksRows && isNarrower ? refit(frame(before), size.columns) : '';
			// Whether or not it broke rows, a further one counts.
			if (text === '' && !timer) return text;
			clearTimeout(timer);
			timer = setTimeout(() => {
				timer = undefined;
				onSettled();
			}, settledAfter);
			return text;
		},
	};
};

/**
 * What is on the screen, and who hears the keys. There is one for as long as the program runs: two that take turns would let go
 * of the terminal in between, which hangs on some systems.
 *
 * @param breaksRows whether the terminal breaks rows that are too long for a narrower window
 */
export const createDisplay = (first: LineScreen, size: () => Size, glyphs: Glyphs, breaksRows = false) => {
	const {subscribe, notify} = createListeners();
	const remains: Line[] = [];
	let current = first;
	let version = 0;
	const changed = (): void => {
		version++;
		notify();
	};
	const settling = createSettling(size(), breaksRows, changed);
	let forget = current.subscribe(changed);
	const frame = (window: Size): Frame =>
		settling.shown(isTooSmall(window) ? smallWindow(window, glyphs) : current.frame(window));
	const keys = createKeys(press => {
		if (!isTooSmall(size()) || isCommand(press, 'leave')) current.press(press, size());
	});
	return {
		current: (): LineScreen => current,
		/** What is drawn of it in a window of this size. */
		frame,
		/** Calls back whenever what is on the screen may be something else. @returns what ends it */
		subscribe,
		/** Another number after each such moment. */
		version: (): number => version,
		/** Shows something else, which hears the keys from now on, first those that have waited. */
		show: (next: LineScreen): void => {
			forget();
			if (next !== current) remains.push(...(current.remains?.(size().columns) ?? []));
			forget = next.subscribe(changed);
			current = next;
			changed();
			keys.letIn();
		},
		/** Keys wait from now on, for what is shown next. */
		hold: keys.hold,
		hear: keys.hear,
		/** Rows that stand above the frame from now on: what left it, and what remains of screens that others took the place of. */
		above: {
			isWaiting: (): boolean => remains.length > 0 || (current.above?.isWaiting() ?? false),
			/** Each row once. */
			take: (columns: number): readonly Line[] => {
				const left = current.above?.take(columns) ?? [];
				return [...remains.splice(0), ...left.map(text => line(text))];
			},
		},
		/** The program is about to be stopped: what only this look showed is hidden. @returns the line that stands there until it goes on */
		suspend: (): string => {
			const kept = current.suspend?.();
			return `zconn is suspended${kept ? `. ${kept}` : ''}; fg goes on.`;
		},
		/** What has to be written before anything is drawn in a window that has become narrower; see `refit.ts`. */
		refit: (): string => settling.resized(size(), frame),
	};
};

export type Display = ReturnType<typeof createDisplay>;
