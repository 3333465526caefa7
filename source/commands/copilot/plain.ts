import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import {printRefusal, say} from '../../kit/output/print.js';
import {createTerminalEvents, type TerminalEvents} from '../../kit/terminal/events.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainCopilot} from '../../ui/plain/copilot.js';
import type {Product} from '../../zoho/products/product.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {beginCopilot, type Copilot, progressText} from './begin.js';
import type {CopilotEnd} from './screen.js';

type Where = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly terminalEvents: TerminalEvents;
};

const run = async ({invocation, runtime, terminalEvents}: Where, copilot: Copilot) => {
	let isOver = false;
	void copilot.left.then(() => {
		isOver = true;
	});
	const how = await runPlainCopilot({
		...plainTerminal(invocation, runtime.clock, terminalEvents),
		session: copilot.session,
		isLeft: () => isOver,
	});
	await copilot.stop();
	return how;
};

/** Runs it in plain lines in the place of Home. */
export const copilotFromPlainHome = async (where: Where, linkName: string): Promise<CopilotEnd> => {
	const begun = await beginCopilot(where.runtime, linkName, undefined);
	if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
	const how = await run(where, begun.value);
	if (how === 'interrupted') return {kind: 'left'};
	return {kind: 'over', notice: {text: progressText(begun.value.session.state(), 'g'), tone: 'plain'}};
};

/** `zconn sheet NAME --plain` on a terminal. */
export const runCopilotPlainly = async (
	invocation: Invocation,
	runtime: Runtime,
	asked: {readonly linkName: string; readonly extension: Product | undefined},
): Promise<ExitCode> => {
	const begun = await beginCopilot(runtime, asked.linkName, asked.extension);
	if (!begun.ok) return printRefusal(invocation, begun.refusal);
	const terminalEvents = createTerminalEvents(invocation.streams);
	const how = await run({invocation, runtime, terminalEvents}, begun.value);
	await runtime.close();
	terminalEvents.close();
	if (how === 'interrupted') return terminalEvents.leaveCode();
	say(invocation.streams, progressText(begun.value.session.state(), `"zconn sheet ${asked.linkName}"`));
	return 0;
};
