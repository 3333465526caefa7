import {createInputDecoder} from './decode-input.js';
import {createInputFilter, patienceFor} from './filter.js';
import type {Press} from './press.js';

/** What is needed of a terminal that keys come from. */
export type KeySource = Pick<NodeJS.ReadableStream, 'on' | 'off' | 'pause' | 'resume'>;

/**
 * Reads a terminal and hears its keys, until `close`. Raw mode is not its business. It needs nothing of what draws, so it can
 * listen from the first moment on; no one else may read the same stream.
 *
 * @param isRemote whether a network may lie in between (SSH)
 */
export const hearTerminal = (
	input: KeySource,
	isRemote: boolean,
	hear: (press: Press) => void,
): {readonly close: () => void} => {
	const filter = createInputFilter(patienceFor(isRemote));
	const decode = createInputDecoder();
	let timer: NodeJS.Timeout | undefined;
	const take = (presses: readonly Press[]): void => {
		for (const press of presses) hear(press);
		clearTimeout(timer);
		timer = undefined;
		const patience = filter.patience();
		if (patience === undefined) return;
		// A timer that is due runs before input that has arrived is read: a process that was held up would take the beginning of
		// a sequence for a key though the rest lies there.
		const own = setTimeout(() => {
			setImmediate(() => {
				if (timer === own) take(filter.settle());
			});
		}, patience);
		timer = own;
	};
	const onData = (data: Uint8Array | string): void =>
		take(filter.push(typeof data === 'string' ? data : decode(data)));
	input.on('data', onData);
	// A question on a line before may have paused it; then listening alone does not make it flow.
	input.resume();
	return {
		close: () => {
			clearTimeout(timer);
			timer = undefined;
			input.off('data', onData);
			input.pause();
		},
	};
};
