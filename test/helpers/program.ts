import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describeExpected, isShown} from './drawing.js';
import {type Environment, testEnvironment} from './environment.js';
import {createWaiter} from './listeners.js';
import {recordPrinted} from './printed.js';
import {removeTemporaryDirectory, temporaryDirectory} from './temporary.js';

const WAIT = 20_000;

/** The built program. */
export const distCli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The folder of what is behind the door of a program, whose name is made of what is in it. */
export const behindDoor = (cli = distCli): string => {
	const folder = /\.\/([0-9a-f]+)\//.exec(readFileSync(cli, 'utf8'))?.[1];
	if (folder === undefined) throw new Error(`${cli} opens no folder.`);
	return join(dirname(cli), folder);
};

/** Throws when the program has not been built; building is for the npm scripts, once, not for each test process. */
export const ensureBuilt = (cli = distCli): void => {
	if (!existsSync(cli)) throw new Error(`There is no ${cli}. Run \`npm run build\` first.`);
};

export type ProgramOptions = {
	/** On top of the clean environment; `undefined` removes a variable. */
	readonly env?: Environment;
	readonly cwd?: string;
	/** Given on stdin, which is then closed. Without it stdin is closed from the start. */
	readonly input?: string;
	/** Leaves stdin a pipe on which nothing ever arrives. */
	readonly silentStdin?: boolean;
	/** Milliseconds after which the program is ended and the wait fails; 20,000 when left out. */
	readonly timeout?: number;
	/** The script that Node runs; the built program when left out. */
	readonly script?: string;
};

export type ProgramResult = {
	/** Null when a signal ended it. */
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
};

/** A program that runs without a terminal. */
export type RunningProgram = AsyncDisposable & {
	readonly pid: number | undefined;
	readonly stdout: () => string;
	readonly stderr: () => string;
	/** Resolves with the whole output so far, stdout before stderr, once it has what is waited for. */
	readonly waitForOutput: (
		what: string | RegExp | ((output: string) => boolean),
		options?: {readonly timeout?: number},
	) => Promise<string>;
	readonly waitForExit: (options?: {readonly timeout?: number}) => Promise<ProgramResult>;
	readonly kill: (signal?: NodeJS.Signals) => void;
};

const running = new Set<ChildProcess>();

process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the built program without a terminal and leaves it running, for servers. Use it as
 * `await using server = startProgram(['practice', '--serve'])`.
 *
 * Its environment is clean, and its home is an empty folder of its own that goes when the program has ended; what must
 * outlive it belongs in a `--config-dir` of the test's.
 */
export const startProgram = (args: readonly string[], options: ProgramOptions = {}): RunningProgram => {
	const script = options.script ?? distCli;
	ensureBuilt(script);
	const home = temporaryDirectory();
	const waiter = createWaiter();
	const output = {stdout: '', stderr: ''};
	let result: ProgramResult | undefined;
	let failure: Error | undefined;
	const hasStdin = options.input !== undefined || options.silentStdin === true;
	const child = spawn(process.execPath, [script, ...args], {
		cwd: options.cwd ?? home,
		env: testEnvironment(home, options.env),
		stdio: [hasStdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
	});
	running.add(child);

	for (const name of ['stdout', 'stderr'] as const) {
		child[name]?.setEncoding('utf8').on('data', (text: string) => {
			output[name] += text;
			waiter.notify();
		});
	}
	// A program may end without having read everything; that is its right.
	child.stdin?.on('error', () => {});
	if (options.input !== undefined) child.stdin?.end(options.input);
	child.once('error', error => {
		failure = error;
		waiter.notify();
	});
	child.once('close', (code, signal) => {
		running.delete(child);
		removeTemporaryDirectory(home);
		result = {code, signal, ...output};
		waiter.notify();
	});

	recordPrinted({args, texts: () => ({...output}), typed: () => ''});
	const soFar = () => `stdout:\n${output.stdout}\nstderr:\n${output.stderr}`;
	const ended = (): ProgramResult | undefined => {
		if (failure !== undefined) throw failure;
		return result;
	};
	const waitForExit = ({timeout = WAIT}: {readonly timeout?: number} = {}) =>
		waiter.until(ended, timeout, () => `The program did not end within ${timeout} ms.\n${soFar()}`);
	const kill = (signal: NodeJS.Signals = 'SIGTERM') => {
		child.kill(signal);
	};

	return {
		pid: child.pid,
		stdout: () => output.stdout,
		stderr: () => output.stderr,
		waitForOutput: (what, {timeout = WAIT} = {}) => {
			const look = () => {
				const end = ended();
				const text = output.stdout + output.stderr;
				if (isShown(what, text)) return text;
				if (end === undefined) return undefined;
				throw new Error(
					`The program ended (code ${end.code}, signal ${end.signal}) without ${describeExpected(what)}.\n${soFar()}`,
				);
			};
			return waiter.until(
				look,
				timeout,
				() => `Waited ${timeout} ms for ${describeExpected(what)}.\n${soFar()}`,
			);
		},
		waitForExit,
		kill,
		[Symbol.asyncDispose]: async () => {
			if (result === undefined && failure === undefined) {
				kill('SIGKILL');
				// Something that the program started may hold the pipes open for longer than it lives.
				child.stdout?.destroy();
				child.stderr?.destroy();
				await waitForExit();
			}
		},
	};
};

/**
 * Runs the built program without a terminal, to its end.
 *
 * @throws Error when it has not ended in time; it is then ended, and the message carries its output.
 */
export const runProgram = async (
	args: readonly string[],
	options: ProgramOptions = {},
): Promise<ProgramResult> => {
	await using program = startProgram(args, options);
	return await program.waitForExit({timeout: options.timeout ?? WAIT});
};
