import {constants} from 'node:os';
import type {Environment} from '../io/ports.js';
import {type ChildEnd, endOfUnstarted, runChild} from '../io/system/run-child.js';
import type {Invocation} from './invocation.js';
import {printRefusal} from './output/print.js';

/** What ends other programs and not Node, which ignores the first two and opens its debugger at the third. */
const survived: ReadonlySet<NodeJS.Signals> = new Set(['SIGPIPE', 'SIGXFSZ', 'SIGUSR1']);

/** The end of a command is ours too, so that a shell that looks at the signal sees it. */
const endAs = async (end: ChildEnd): Promise<number> => {
	if (end.kind === 'exited') return end.code;
	if (survived.has(end.signal)) return 128 + constants.signals[end.signal];
	process.kill(process.pid, end.signal);
	// The signal arrives in a moment; nothing else may happen until then.
	return new Promise(() => setInterval(() => undefined, 60_000));
};

/** Runs another program, and ends as it does. @param onEnd what has to be done before that */
export const runOther = async (
	invocation: Invocation,
	command: readonly string[],
	environment: Environment,
	onEnd?: () => Promise<void>,
): Promise<number> => {
	const isTerminal = invocation.streams.stdin.isTTY === true;
	const end = await runChild(command, {environment, isTerminal});
	await onEnd?.();
	if (end.ok) return endAs(end.value);
	printRefusal(invocation, end.refusal);
	return endOfUnstarted(end.refusal);
};
