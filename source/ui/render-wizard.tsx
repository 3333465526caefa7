import {render} from 'ink';
import {App} from './app.js';
import type {Services} from './services.js';

/**
 * Draws the wizard until it is done or left; resolves after the terminal is as it was.
 *
 * `interactive` is passed because the caller has looked at both streams; Ink would guess from `CI` and draw nothing.
 * Ctrl+C is ours, so that the draft is kept and the port freed before the program ends.
 */
export const renderWizard = (
	services: Omit<Services, 'onEnd'>,
	onFirstFrame: () => void,
): {readonly ended: Promise<'done' | 'left'>; readonly end: (how: 'done' | 'left') => void} => {
	let finish: (how: 'done' | 'left') => void = () => undefined;
	const decided = new Promise<'done' | 'left'>(resolve => {
		finish = resolve;
	});
	let isFirst = true;
	const instance = render(<App services={{...services, onEnd: how => finish(how)}} />, {
		interactive: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		maxFps: 120,
		onRender: () => {
			if (isFirst) onFirstFrame();
			isFirst = false;
		},
	});
	const ended = decided.then(async how => {
		instance.unmount();
		await instance.waitUntilExit();
		return how;
	});
	return {ended, end: how => finish(how)};
};
