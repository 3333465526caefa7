import fs from 'node:fs';
import type {Streams} from './invocation.js';

const stdoutNumber = 1;

/** Whether stdout is a pipe or a file, not a terminal, which has a say in what is written. */
const isPiped = (): boolean => !fs.fstatSync(stdoutNumber).isCharacterDevice();

/**
 * Writes to a pipe or a file without making `process.stdout`, which costs a tenth of the start. What the pipe does not
 * take at once (it is full, nobody reads it any more) is left to the stream, which knows what to do.
 */
const writeData = (text: string): void => {
	const bytes = Buffer.from(text);
	let written = 0;
	try {
		while (written < bytes.length) written += fs.writeSync(stdoutNumber, bytes, written);
	} catch {
		// The stream tries again, and tells of what is wrong.
	}
	if (written < bytes.length) process.stdout.write(bytes.subarray(written));
};

/** The streams of the process, each made when it is first touched. */
export const processStreams: Streams = {
	get stdin() {
		return process.stdin;
	},
	get stdout() {
		return process.stdout;
	},
	get stderr() {
		return process.stderr;
	},
	get writeData() {
		return isPiped() ? writeData : undefined;
	},
};
