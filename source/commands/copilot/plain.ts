import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainCopilot} from '../../ui/plain/copilot.js';
import type {Host} from '../wizard/run-mode.js';
import {beginCopilot, type Copilot, progressText} from './begin.js';
import type {CopilotEnd} from './screen.js';

/** Runs it in plain lines. */
export const runPlainly = async ({invocation, runtime, terminalEvents}: Host, copilot: Copilot) => {
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
	if (!begun.ok) return {type: 'wizard-refused', refusal: begun.refusal};
	const how = await runPlainly(host, begun.value);
	if (how === 'interrupted') return {type: 'left'};
	return {
		type: 'wizard-ended',
		notice: {text: progressText(begun.value.session.state(), again), tone: 'plain'},
		linkName,
	};
};
