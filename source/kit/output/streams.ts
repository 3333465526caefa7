import fs from 'node:fs';
import {codeOf} from '../../io/system/error-code.js';
import type {Streams} from '../invocation.js';

const stdoutNumber = 1;
const notWritten = 6;

/** Whether stdout is a pipe or a file, not a terminal, which has a say in what is written. */
const isPiped = (): boolean => !fs.fstatSync(stdoutNumber).isCharacterDevice();

/** The first failure of stdout; Node's own stream forgets it. */
let failure: Error | undefined;

/** The result of output that could not be written: nothing when the reader is gone, otherwise a failure to report. */
const onFailedOutput = (error: Error): void => {
	const isFirst = failure === undefined;
	failure ??= error;
	// The reader has seen enough (`| head`), or has closed the window; work in progress continues to its end.
	const isUnread = codeOf(error) === 'EPIPE' || (codeOf(error) === 'EIO' && process.stdout.isTTY);
	if (!isFirst || isUnread) return;
	process.once('exit', () => {
		process.exitCode = notWritten;
	});
	void import('./print.js').then(({sayNotWritten}) => sayNotWritten(processStreams, codeOf(error)));
};

const heard = new WeakSet<NodeJS.WriteStream>();

/** A stream whose failure ends nothing: Node would end the program in the middle of its work, with a trace. */
const guarded = (stream: NodeJS.WriteStream, onFailure: (error: Error) => void): NodeJS.WriteStream => {
	if (!heard.has(stream)) {
		heard.add(stream);
		stream.on('error', onFailure);
	}
	return stream;
};

const stdout = (): NodeJS.WriteStream => guarded(process.stdout, onFailedOutput);

/**
 * Writes to a pipe or a file without making `process.stdout`, which costs a tenth of the start. What the pipe does not
 * take at once (it is full, its reader is gone) is left to the stream, which knows what to do.
 */
const writeData = (text: string): void => {
	const bytes = Buffer.from(text);
	let written = 0;
	try {
		while (written < bytes.length) written += fs.writeSync(stdoutNumber, bytes, written);
	} catch {
		// The stream tries again, and tells of what is wrong.
	}
	if (written < bytes.length) stdout().write(bytes.subarray(written));
};

/**
 * The streams of the process, each made when it is first touched.
 *
 * @param program what a person types for `zconn`, where it is more than that
 * @param isPractice whether the Zoho of this run is the practice one
 */
export const createStreams = (program?: string, isPractice = false): Streams => ({
	program,
	isPractice,
	get stdin() {
		return process.stdin;
	},
	get stdout() {
		return stdout();
	},
	get stderr() {
		// Where talk cannot be heard the work is done all the same.
		return guarded(process.stderr, () => undefined);
	},
	get outputError() {
		return failure;
	},
	get writeData() {
		return isPiped() ? writeData : undefined;
	},
});

export const processStreams = createStreams();
