import type {Notice} from '../../home/state.js';
import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {printRefusal, say} from '../../kit/output/print.js';
import {createTerminalEvents, type TerminalEvents} from '../../kit/terminal/events.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createCopilotScreen} from '../../ui/copilot/screen.js';
import type {Display} from '../../ui/screen/display.js';
import {doneCount} from '../../wizard/copilot/state.js';
import type {Product} from '../../zoho/products/product.js';
import type {ExitCode, Refusal} from '../../zoho/refusal.js';
import {beginCopilot, type Copilot, progressText} from './begin.js';

type Where = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly terminalEvents: TerminalEvents;
};

const screenOf = ({invocation, terminalEvents}: Where, {session, left}: Copilot) => {
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
	| {readonly kind: 'refused'; readonly refusal: Refusal}
	/** The whole program is left. */
	| {readonly kind: 'left'}
	| {readonly kind: 'over'; readonly notice: Notice};

/** Runs it in the place of Home. */
export const copilotFromHome = async (
	from: Where & {readonly display: Display},
	linkName: string,
): Promise<CopilotEnd> => {
	const begun = await beginCopilot(from.runtime, linkName, undefined);
	if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
	const {screen, ended} = screenOf(from, begun.value);
	from.display.show(screen);
	const how = await ended;
	from.display.hold();
	await begun.value.stop();
	const state = begun.value.session.state();
	const isWhole = doneCount(state) === state.sheet.steps.length;
	return how === 'interrupted'
		? {kind: 'left'}
		: {kind: 'over', notice: {text: progressText(state, 'g'), tone: isWhole ? 'good' : 'plain'}};
};

/** `zconn sheet NAME` on a terminal that repaints. */
export const runCopilotScreen = async (
	invocation: Invocation,
	runtime: Runtime,
	asked: {readonly linkName: string; readonly extension: Product | undefined},
): Promise<ExitCode> => {
	const begun = await beginCopilot(runtime, asked.linkName, asked.extension);
	if (!begun.ok) return printRefusal(invocation, begun.refusal);
	const terminalEvents = createTerminalEvents(invocation.streams);
	const {screen, ended} = screenOf({invocation, runtime, terminalEvents}, begun.value);
	const {close} = openDisplay(invocation, screen, runtime.onFirstFrame);
	const how = await ended;
	await begun.value.stop();
	await close();
	await runtime.close();
	terminalEvents.close();
	if (how === 'interrupted') return terminalEvents.leaveCode();
	say(invocation.streams, progressText(begun.value.session.state(), `"zconn sheet ${asked.linkName}"`));
	return 0;
};
