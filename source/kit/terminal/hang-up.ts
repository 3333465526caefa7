import {codeOf} from '../../io/system/error-code.js';
import type {Streams} from '../invocation.js';

/**
 * Hears that the window of the terminal was closed (EIO), also where no SIGHUP says so (`nohup`, `setsid`). A listener is
 * necessary: without one Node would end the program before the draft is saved. The listeners stay as long as the program
 * runs, because what gives the terminal back is written last.
 */
export const hearHangUp = ({stdin, stdout, stderr}: Streams, onGone: () => void): void => {
	const hear = (error: Error): void => {
		if (codeOf(error) === 'EIO') onGone();
	};
	for (const stream of [stdout, stderr]) stream.on('error', hear);
	stdin.on('error', error => {
		hear(error);
		if (codeOf(error) !== 'EIO') throw error;
	});
	stdin.once('end', onGone);
};
