import {codeOf} from '../../io/system/error-code.js';
import type {Streams} from '../invocation.js';

/**
 * Hears that the window of the terminal was closed (EIO), also where no SIGHUP says so (`nohup`, `setsid`). A listener is
 * necessary: without one Node would end the program before the draft is saved. The listeners stay as long as the program
 * runs, because what gives the terminal back is written last.
 */
export const hearHangUp = (streams: Streams, onGone: () => void): void => {
	const {stdin, stdout} = streams;
	const hear = (error: Error): void => {
		if (codeOf(error) === 'EIO') onGone();
	};
	stdout.on('error', hear);
	// Making this stream takes a millisecond, which the first frame does not wait for.
	setImmediate(() => streams.stderr.on('error', hear));
	stdin.on('error', error => {
		hear(error);
		if (codeOf(error) !== 'EIO') throw error;
	});
	stdin.once('end', onGone);
};
