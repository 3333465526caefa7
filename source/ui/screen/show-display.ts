import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Theme} from '../lines/theme.js';
import type {Display} from './display.js';
import {type Drawing, drawPlainly} from './draw-plainly.js';

/**
 * Shows a display on a terminal: the first frame at once, without Ink, which takes a while to load. Ink takes the same rows
 * over as soon as it is there. Keys are answered either way.
 *
 * @param onInk called when Ink has drawn
 */
export const showDisplay = (
	display: Display,
	theme: Theme,
	output: NodeJS.WriteStream,
	onInk: () => void,
): Drawing => {
	const plain = drawPlainly(display, theme, output);
	let drawing: Drawing = plain;
	let isClosed = false;
	// What was typed before is read first, and answered.
	setImmediate(async () => {
		if (isClosed) return;
		const {renderDisplay} = await import('../ink/render-display.js');
		// Loading it has kept the signal of a new window size waiting: two turns, so that the loop has looked for it once.
		await nextTurn();
		await nextTurn();
		if (isClosed) return;
		plain.handOver();
		drawing = renderDisplay(display, theme, output, onInk);
	});
	return {
		erase: () => drawing.erase(),
		draw: () => drawing.draw(),
		close: () => {
			isClosed = true;
			return drawing.close();
		},
	};
};
