import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createCopilotScreen} from '../../ui/copilot/screen.js';
import type {Display} from '../../ui/screen/display.js';
import type {Host} from '../wizard/run-mode.js';
import {type Copilot, runInPlace} from './begin.js';

const screenOf = ({invocation, terminalEvents}: Host, {session, left}: Copilot) => {
	const {promise: interrupted, resolve} = Promise.withResolvers<'interrupted'>();
	void terminalEvents.interrupted.then(resolve);
	const screen = createCopilotScreen({
		session,
		glyphs: glyphsOf(invocation),
		onLeave: () => resolve('interrupted'),
	});
	return {screen, ended: Promise.race([left, interrupted])};
};

export const copilotFromHome = (from: Host & {readonly display: Display}, linkName: string) =>
	runInPlace(from, linkName, 'g', async copilot => {
		const {screen, ended} = screenOf(from, copilot);
		from.display.show(screen);
		const how = await ended;
		from.display.hold();
		return how;
	});

/** Runs it on a terminal that repaints. */
export const runOnScreen = async (host: Host, copilot: Copilot) => {
	const {screen, ended} = screenOf(host, copilot);
	const {close} = openDisplay(host.invocation, screen, host.runtime.onFirstFrame);
	const how = await ended;
	await copilot.stop();
	await close();
	return how;
};
