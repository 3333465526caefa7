import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainCopilot} from '../../ui/plain/copilot.js';
import type {Host} from '../wizard/run-mode.js';
import {type Copilot, runInPlace} from './begin.js';

/** Runs it in plain lines. */
export const runPlainly = ({invocation, runtime, terminalEvents}: Host, {session, left}: Copilot) => {
	let isOver = false;
	void left.then(() => {
		isOver = true;
	});
	const terminal = plainTerminal(invocation, runtime.clock, terminalEvents);
	return runPlainCopilot({...terminal, session, isLeft: () => isOver});
};

/** Runs it in plain lines in the place of Home, or of Ready. @param again what is typed there to go on with it */
export const copilotFromPlain = (host: Host, linkName: string, again: string) =>
	runInPlace(host, linkName, again, copilot => runPlainly(host, copilot));
