import {createRequire} from 'node:module';
import {join} from 'node:path';
import {PassThrough, Writable} from 'node:stream';
import type {Main, Streams} from '../../source/kit/invocation.js';
import {typedProgram} from '../../source/kit/typed-program.js';
import {testEnvironment} from './environment.js';
import {recordPrinted} from './printed.js';
import {behindDoor, ensureBuilt, type ProgramOptions, type ProgramResult} from './program.js';
import {removeTemporaryDirectory, temporaryDirectory} from './temporary.js';

/** The built program without its door. */
const loadMain = (): Main => {
	ensureBuilt();
	return createRequire(import.meta.url)(join(behindDoor(), 'program-main.js')).main;
};

const underWay = new Set<Promise<unknown>>();
const heardBefore = new Set(process.listeners('SIGTERM'));

/** Ends what a test that failed has left under way, as SIGTERM would: it may hold a port that the tests behind it need. */
export const stopCalledPrograms = async (): Promise<void> => {
	if (underWay.size === 0) return;
	for (const listener of process.listeners('SIGTERM')) if (!heardBefore.has(listener)) listener('SIGTERM');
	await Promise.allSettled(underWay);
};

/** A stream that is no terminal, with all that was written to it. */
const collector = () => {
	let text = '';
	const stream = new Writable({
		decodeStrings: false,
		write: (part: string | Buffer, _encoding, done) => {
			text += part;
			done();
		},
	});
	return {stream: stream as unknown as NodeJS.WriteStream, text: () => text};
};

/**
 * Runs the built program to its end within this process, as `zconn practice` runs another command: a process of its own takes
 * twenty times as long to start as most commands take. Use `runProgram` where the process is what is tested: that it ends, its
 * stdin, its folder, signals, several at the same moment. Each example of each command is run that way in
 * `test/e2e/examples.test.ts`.
 */
export const callProgram = async (
	args: readonly string[],
	options: Pick<ProgramOptions, 'env'> = {},
): Promise<ProgramResult> => {
	const main = loadMain();
	const home = temporaryDirectory();
	const [stdout, stderr] = [collector(), collector()];
	const streams: Streams = {
		program: typedProgram(args),
		stdin: new PassThrough().end() as unknown as NodeJS.ReadStream,
		stdout: stdout.stream,
		stderr: stderr.stream,
	};
	recordPrinted({args, texts: () => ({stdout: stdout.text(), stderr: stderr.text()}), typed: () => ''});
	const running = main(args, testEnvironment(home, options.env), streams);
	underWay.add(running);
	try {
		return {code: await running, signal: null, stdout: stdout.text(), stderr: stderr.text()};
	} finally {
		underWay.delete(running);
		removeTemporaryDirectory(home);
	}
};
