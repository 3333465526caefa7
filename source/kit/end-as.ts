import type {ChildEnd} from '../io/system/run-child.js';

/** The end of a command is ours too, so that a shell that looks at the signal sees it. */
export const endAs = async (end: ChildEnd): Promise<number> => {
	if (end.kind === 'exited') return end.code;
	process.kill(process.pid, end.signal);
	// The signal arrives in a moment; nothing else may happen until then.
	return new Promise(() => setInterval(() => undefined, 60_000));
};
