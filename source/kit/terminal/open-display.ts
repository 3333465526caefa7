import {isSsh} from '../../io/system/where-it-runs.js';
import {takeTerminal} from '../../ui/input/take-terminal.js';
import {chooseTheme} from '../../ui/lines/theme.js';
import {createDisplay, type Display} from '../../ui/screen/display.js';
import type {Drawing} from '../../ui/screen/draw-plainly.js';
import {type LineScreen, windowSize} from '../../ui/screen/line-screen.js';
import {breaksRows} from '../../ui/screen/refit.js';
import {showDisplay} from '../../ui/screen/show-display.js';
import type {Invocation} from '../invocation.js';
import {glyphsOf} from '../output/glyphs.js';

/**
 * Takes the terminal and shows a screen on it, and whatever is shown in its place, until `close`.
 *
 * The terminal is taken first: the echo of a key pressed in between would shift the first frame by a line.
 */
export const openDisplay = (
	invocation: Invocation,
	first: LineScreen,
	onInk: () => void,
): {readonly display: Display; readonly close: () => Promise<void>} => {
	const {streams, environment} = invocation;
	const {stdin, stdout} = streams;
	const size = () => windowSize(stdout);
	const display = createDisplay(first, size, glyphsOf(invocation), breaksRows(environment));
	let drawing: Drawing | undefined;
	const terminal = takeTerminal({
		input: stdin,
		output: stdout,
		isRemote: isSsh(environment),
		hear: display.hear,
		erase: () => {
			const word = display.suspend();
			drawing?.erase();
			stdout.write(`${word}\n`);
		},
		draw: () => drawing?.draw(),
	});
	drawing = showDisplay(display, chooseTheme(environment), stdout, onInk);
	const {close} = drawing;
	return {
		display,
		close: async () => {
			await close();
			terminal.close();
		},
	};
};
