import type {Press} from './press.js';
import {heedStops} from './stops.js';
import {hearTerminal} from './terminal-keys.js';

const pasteOn = '\u001B[?2004h';
const pasteOff = '\u001B[?2004l';
export const cursorOn = '\u001B[?25h';
export const cursorOff = '\u001B[?25l';
/** What was echoed before: behind it the first line would wrap. */
const clearRow = '\r\u001B[K';
const clearWindow = '\u001B[H\u001B[2J';
/** What is written in between appears at once. */
export const together = {begin: '\u001B[?2026h', end: '\u001B[?2026l'} as const;

/** Raw mode of a terminal. Node's library sets no mode that it believes to be set, whatever a shell has done since. */
export const setRawAgain = (input: Pick<NodeJS.ReadStream, 'setRawMode'>): void => {
	input.setRawMode(false);
	input.setRawMode(true);
};

/**
 * Takes a terminal for a screen: nothing typed is echoed any more, a paste comes between marks, keys are heard. Until `close`,
 * and but for the time in which the program is stopped, when the shell has the terminal as it was.
 *
 * Ctrl+L and Ctrl+Z mean the same on every screen and end here: the first draws everything again, whatever else has written
 * on the window, the second stops the program. It needs nothing of what draws; that may come later.
 */
export const takeTerminal = ({
	input,
	output,
	isRemote,
	hear,
	erase,
	draw,
}: {
	readonly input: NodeJS.ReadStream;
	readonly output: NodeJS.WriteStream;
	/** Whether a network may lie between the terminal and the program. */
	readonly isRemote: boolean;
	readonly hear: (press: Press) => void;
	/** Takes what is drawn off the window, and leaves a word there for the time in which the program is stopped. */
	readonly erase: () => void;
	/** Draws all of it from the cursor on, whatever stands there. */
	readonly draw: () => void;
}): {readonly close: () => void} => {
	input.setRawMode(true);
	output.write(clearRow + pasteOn);
	const redraw = (): void => {
		output.write(together.begin + clearWindow);
		draw();
		output.write(together.end);
	};
	const stops = heedStops({
		release: () => {
			erase();
			output.write(pasteOff + cursorOn);
			input.setRawMode(false);
		},
		reclaim: wasReleased => {
			setRawAgain(input);
			output.write(cursorOff + pasteOn);
			if (wasReleased) draw();
			else redraw();
		},
	});
	const keys = hearTerminal(input, isRemote, press => {
		if (press.name === 'ctrl-z') stops.suspend();
		else if (press.name === 'ctrl-l') redraw();
		else hear(press);
	});
	const giveBack = (): void => {
		output.write(pasteOff);
		input.setRawMode(false);
	};
	process.once('exit', giveBack);
	return {
		close: () => {
			process.off('exit', giveBack);
			stops.close();
			keys.close();
			giveBack();
		},
	};
};
