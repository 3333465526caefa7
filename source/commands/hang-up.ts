import type {Streams} from './invocation.js';

/** What the system says of a terminal whose window was closed. */
const isGone = (error: Error): boolean => 'code' in error && error.code === 'EIO';

/**
 * Hears that the terminal is gone, also where no SIGHUP says so (`nohup`, `setsid`). What is still written to it then, the
 * cursor that is shown again or a last word, is no fault: it would end the program before the draft is kept. These listeners
 * stay as long as the program runs, because the last writes come last.
 */
export const hearHangUp = ({stdin, stdout, stderr}: Streams, onGone: () => void): void => {
	const hear = (error: Error): void => {
		if (!isGone(error)) throw error;
		onGone();
	};
	for (const stream of [stdin, stdout, stderr]) stream.on('error', hear);
	stdin.once('end', onGone);
};
