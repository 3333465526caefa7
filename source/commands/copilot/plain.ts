import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import {printRefusal} from '../../kit/output/print.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainCopilot} from '../../ui/plain/copilot.js';
import type {Product} from '../../zoho/products/product.js';
import type {ExitCode} from '../../zoho/refusal.js';
import type {Host} from '../wizard/run-mode.js';
import {beginCopilot, type Copilot, endedCode, progressText} from './begin.js';
import type {CopilotEnd} from './screen.js';

const run = async ({invocation, runtime, terminalEvents}: Host, copilot: Copilot) => {
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

/** Runs it in plain lines in the place of Home, or of Ready. @param again what is typed there to go on with it */
export const copilotFromPlain = async (host: Host, linkName: string, again: string): Promise<CopilotEnd> => {
	const begun = await beginCopilot(host.runtime, linkName, undefined);
	if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
	const how = await run(host, begun.value);
	if (how === 'interrupted') return {kind: 'left'};
	return {
		kind: 'over',
		notice: {text: progressText(begun.value.session.state(), again), tone: 'plain'},
		linkName,
	};
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
	return endedCode({invocation, runtime, terminalEvents}, {...begun.value, linkName: asked.linkName}, how);
};
