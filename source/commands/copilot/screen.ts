import type {Ended} from '../../home/wizard-result.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createCopilotScreen} from '../../ui/copilot/screen.js';
import type {Display} from '../../ui/screen/display.js';
import {doneCount} from '../../wizard/copilot/state.js';
import type {Host} from '../wizard/run-mode.js';
import {beginCopilot, type Copilot, progressText} from './begin.js';

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

/** How *Copy to Sigma* ended that was opened from Home. */
export type CopilotEnd =
	| Ended
	/** The whole program is left. */
	| {readonly type: 'left'; readonly parting?: undefined};

export const copilotFromHome = async (
	from: Host & {readonly display: Display},
	linkName: string,
): Promise<CopilotEnd> => {
	const begun = await beginCopilot(from.runtime, linkName, undefined);
	if (!begun.ok) return {type: 'wizard-refused', refusal: begun.refusal};
	const {screen, ended} = screenOf(from, begun.value);
	from.display.show(screen);
	const how = await ended;
	from.display.hold();
	await begun.value.stop();
	const state = begun.value.session.state();
	const isWhole = doneCount(state) === state.sheet.steps.length;
	if (how === 'interrupted') return {type: 'left'};
	const notice = {text: progressText(state, 'g'), tone: isWhole ? 'good' : 'plain'} as const;
	return {type: 'wizard-ended', notice, linkName};
};

/** Runs it on a terminal that repaints. */
export const runOnScreen = async (host: Host, copilot: Copilot) => {
	const {screen, ended} = screenOf(host, copilot);
	const {close} = openDisplay(host.invocation, screen, host.runtime.onFirstFrame);
	const how = await ended;
	await copilot.stop();
	await close();
	return how;
};
