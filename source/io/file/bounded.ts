import fs from 'node:fs';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {silentWait, writerWait} from '../bounds.js';
import type {Environment} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {namedFile} from '../system/user-folders.js';
import {openFlags, whyNotTrusted} from './kept.js';
import {explainUnreadableFile} from './refusals.js';

/** Errors of ours, beside those of the system: what is there is too long, or never comes. */
type Code = 'TOO_LONG' | 'NO_WRITER' | 'TOO_SLOW';

const failure = (code: Code): Error => Object.assign(new Error(code), {code});

const sleep = (milliseconds: number): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** One read: how many bytes came; undefined while the writer of a pipe says nothing. */
const readSome = (descriptor: number, buffer: Buffer): number | undefined => {
	try {
		return fs.readSync(descriptor, buffer);
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EAGAIN') return undefined;
		// Windows' word for the end of a pipe.
		if (code === 'EOF') return 0;
		throw error;
	}
};

const pauseLength = 10;
const chunkLength = 65_536;

/** Reads to the end, or to the bound. @param waits milliseconds for a writer (stdin has had one), and for a word of it */
const readToEnd = (
	descriptor: number,
	most: number,
	waits: {readonly writer: number; readonly silent: number} | undefined,
): Buffer => {
	const parts: Buffer[] = [];
	let length = 0;
	let hasWriter = waits === undefined || !fs.fstatSync(descriptor).isFIFO();
	let waited = 0;
	for (;;) {
		const buffer = Buffer.allocUnsafe(chunkLength);
		const count = readSome(descriptor, buffer);
		hasWriter ||= count !== 0;
		if (count === 0 && hasWriter) return Buffer.concat(parts);
		if (count) {
			length += count;
			if (length > most) throw failure('TOO_LONG');
			parts.push(buffer.subarray(0, count));
			waited = 0;
			continue;
		}
		if (waits && waited >= (hasWriter ? waits.silent : waits.writer))
			throw failure(hasWriter ? 'TOO_SLOW' : 'NO_WRITER');
		sleep(pauseLength);
		waited += pauseLength;
	}
};

const waits = {writer: writerWait, silent: silentWait};

const whileOpen = <T>(file: string, use: (descriptor: number) => T): T => {
	const descriptor = fs.openSync(file, openFlags);
	try {
		return use(descriptor);
	} finally {
		fs.closeSync(descriptor);
	}
};

/**
 * All of a file that a person named: a pipe or a device too, as `<(…)` gives them, but no more than `most` bytes, and only as
 * long as something may come. `-` is stdin, which may take its time.
 *
 * @throws what the system throws, and errors with a code of this module
 */
export const readGivenFile = (file: string, most: number, environment: Environment = {}): Buffer =>
	file === '-'
		? readToEnd(0, most, undefined)
		: whileOpen(file && namedFile(file, environment), open => readToEnd(open, most, waits));

/**
 * The same of a file that a variable names and on which secrets depend: a key, the address of a store, whom to trust. Refuses
 * `open-to-others` and `file-of-another-owner` (exit 6), where another user could have written it, and `file-not-readable` (exit 6).
 *
 * @param missing what to say where there is none
 */
export const readTrustedFile = (
	file: string,
	most: number,
	environment: Environment,
	missing?: Refusal,
): Result<Buffer> => {
	const place = namedFile(file, environment);
	try {
		return whileOpen(place, open => {
			const why = whyNotTrusted(place, fs.fstatSync(open));
			return why ? refused(why) : ok(readToEnd(open, most, waits));
		});
	} catch (error) {
		return refused((codeOf(error) === 'ENOENT' && missing) || explainUnreadableFile(file, error));
	}
};
