import {readFile} from 'node:fs/promises';
import {constants} from 'node:os';
import * as pty from '@lydell/node-pty';
import {describeExpected, drawScreen, isShown} from './drawing.js';
import {type Environment, testEnvironment} from './environment.js';
import {cut, type Key, keySequence, pasteSequence} from './keys.js';
import {createWaiter} from './listeners.js';
import {recordPrinted} from './printed.js';
import {type HasAfter, removeTemporaryDirectory, temporaryDirectory} from './temporary.js';
import {createVirtualScreen, type TerminalModes, type VirtualScreen} from './virtual-screen.js';

export type {Key} from './keys.js';
export type {TerminalModes} from './virtual-screen.js';

const WAIT = 20_000;

export type TerminalOptions = {
	/** The program; Node itself when left out. */
	readonly command?: string;
	readonly args: readonly string[];
	/** Width in cells, 80 when left out. */
	readonly columns?: number;
	/** Height in lines, 24 when left out. */
	readonly rows?: number;
	/** On top of the clean environment; `undefined` removes a variable. */
	readonly env?: Environment;
	readonly cwd?: string;
	/**
	 * A line for `sh`, run in the same terminal after the program ended, such as `stty -a`. The exit code stays the
	 * program's. It is the only way to see in what state the program left the line discipline.
	 */
	readonly thenRun?: string;
};

/** How a program ended: a code, or the signal that ended it. */
export type Exit = {readonly code: number; readonly signal?: string};

export type WaitOptions = {
	/** Milliseconds, 20,000 when left out. */
	readonly timeout?: number;
};

/** A program in a pseudo-terminal, seen through the screen that a person would see. */
export type TestTerminal = AsyncDisposable & {
	readonly pid: number;
	/** The home folder of this run; it goes when the terminal is closed. */
	readonly home: string;
	/** The window's lines, right-trimmed, without the empty ones at the bottom; never a frame that is half drawn. */
	readonly screen: () => string;
	/** Everything since the start, lines above the window included. */
	readonly scrollback: () => string;
	/** Everything, with lines that the terminal wrapped made whole again, as copying would. */
	readonly copied: () => string;
	/** Every byte received, escape sequences and all. */
	readonly raw: () => string;
	readonly write: (data: string) => void;
	readonly press: (...keys: readonly Key[]) => void;
	readonly type: (text: string) => void;
	/** Pastes as a terminal does: between marks when the program asked for bracketed paste, bare otherwise. */
	readonly paste: (text: string) => void;
	/**
	 * Pastes in pieces that reach the program one by one.
	 *
	 * @param sizes Lengths of the pieces of what is sent; the opening mark of a bracketed paste is six characters of it.
	 */
	readonly pasteInChunks: (text: string, sizes: readonly number[]) => Promise<void>;
	/** Resolves with the screen on the first frame that shows it; fails at once when the program ends without it. */
	readonly waitFor: (
		what: string | RegExp | ((screen: string) => boolean),
		options?: WaitOptions,
	) => Promise<string>;
	/** Waits for a question, types what answers it, and presses Enter. */
	readonly answer: (question: Parameters<TestTerminal['waitFor']>[0], text: string) => Promise<void>;
	readonly waitForExit: (options?: WaitOptions) => Promise<Exit>;
	/** Whether the program has ended, and how. */
	readonly exit: () => Exit | undefined;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal?: NodeJS.Signals) => void;
	/** Closes the window, as a person does: the program has no terminal any more, and hears SIGHUP. */
	readonly hangUp: () => void;
	/** Ends the program the hard way if it still runs, and tidies up. May be called twice. */
	readonly close: () => Promise<void>;
	readonly cursorVisible: () => boolean;
	readonly cursor: () => {readonly column: number; readonly row: number};
	readonly modes: () => TerminalModes;
	/** The emulator, for `frameOfTerminal` of build/frame-to-svg.ts. */
	readonly emulator: VirtualScreen['terminal'];
};

const open = new Set<TestTerminal>();

process.on('exit', () => {
	for (const terminal of open) if (terminal.exit() === undefined) terminal.kill('SIGKILL');
});

/** Closes every terminal of this process that is still open. */
export const closeTerminals = async (): Promise<void> => {
	await Promise.all([...open].map(terminal => terminal.close()));
};

/** Closes what a test left open, however it ended. */
export const closeTerminalsAfter = (t: HasAfter): void => t.after(closeTerminals);

const signalName = (number: number): string => {
	const entry = Object.entries(constants.signals).find(([, value]) => value === number);
	return entry?.[0] ?? String(number);
};

const spawn = (options: TerminalOptions, home: string, columns: number, rows: number): pty.IPty => {
	const program = options.command ?? process.execPath;
	const [command, args] =
		options.thenRun === undefined
			? [program, [...options.args]]
			: ['/bin/sh', ['-c', `"$0" "$@"; code=$?; ${options.thenRun}; exit $code`, program, ...options.args]];
	const env = testEnvironment(home, options.env);
	return pty.spawn(command, args, {
		// node-pty writes this over TERM.
		name: env.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		cwd: options.cwd ?? home,
		env,
	});
};

/** Bytes the process has read so far, by the kernel's account; undefined where the kernel keeps none. */
const bytesRead = async (pid: number): Promise<number | undefined> => {
	const account = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
	const found = /^rchar: (\d+)$/m.exec(account)?.[1];
	return found === undefined ? undefined : Number(found);
};

/**
 * Sends pieces so that each is read before the next is sent: two writes in a row would melt into one in the kernel's
 * queue, and nothing tells a terminal that its program has read. So the kernel's account is watched, with a limit.
 */
const sendOneByOne = async (process_: pty.IPty, pieces: readonly string[]): Promise<void> => {
	for (const piece of pieces) {
		const before = await bytesRead(process_.pid);
		process_.write(piece);
		const deadline = performance.now() + WAIT;
		for (;;) {
			const now = await bytesRead(process_.pid);
			if (before === undefined || now === undefined || now >= before + Buffer.byteLength(piece)) break;
			if (performance.now() > deadline) break;
		}
	}
};

const endedMessage = (expected: string, exit: Exit, screen: string, columns: number): string =>
	`The program ended (code ${exit.code}${exit.signal === undefined ? '' : `, ${exit.signal}`}) and never showed ${expected}.\n${drawScreen(screen, columns)}`;

/** Everything a terminal knows while its program runs. */
const attach = (program: pty.IPty, view: VirtualScreen) => {
	const waiter = createWaiter();
	let raw = '';
	let exit: Exit | undefined;
	program.onData(data => {
		raw += data;
		view.write(data, waiter.notify);
	});
	view.onReply(data => {
		if (exit === undefined) program.write(data);
	});
	program.onExit(({exitCode, signal}) => {
		// The empty write is answered after everything before it has reached the screen.
		view.write('', () => {
			exit = {code: exitCode, ...(signal ? {signal: signalName(signal)} : {})};
			waiter.notify();
		});
	});
	return {waiter, raw: () => raw, exit: () => exit};
};

/**
 * Starts a program in a real pseudo-terminal. Use it as `await using terminal = openTerminal({args: [distCli]})`.
 *
 * Its environment is clean: only PATH, HOME (an empty folder of its own), TERM and LANG, so no CI and no NODE_OPTIONS.
 */
export const openTerminal = (options: TerminalOptions): TestTerminal => {
	let {columns = 80, rows = 24} = options;
	const home = temporaryDirectory();
	const view = createVirtualScreen(columns, rows);
	const program = spawn(options, home, columns, rows);
	const {waiter, raw, exit} = attach(program, view);
	let typed = '';
	const write = (data: string) => {
		typed += data;
		program.write(data);
	};
	recordPrinted({args: options.args.slice(1), texts: () => ({screen: raw()}), typed: () => typed});
	const send = (text: string) => pasteSequence(text, view.modes().bracketedPaste);

	const waitForExit = ({timeout = WAIT}: WaitOptions = {}): Promise<Exit> =>
		waiter.until(
			exit,
			timeout,
			() => `The program did not end within ${timeout} ms.\n${drawScreen(view.screen(), columns)}`,
		);

	const kill = (signal: NodeJS.Signals = 'SIGHUP') => {
		if (exit() === undefined) program.kill(signal);
	};

	const close = async () => {
		if (!open.delete(terminal)) return;
		kill('SIGKILL');
		await waitForExit();
		view.dispose();
		removeTemporaryDirectory(home);
	};

	const terminal: TestTerminal = {
		pid: program.pid,
		home,
		// A program that has ended finishes no frame.
		screen: () => (exit() === undefined ? view.seen() : view.screen()),
		scrollback: view.scrollback,
		copied: view.copied,
		raw,
		write,
		press: (...keys) => {
			for (const key of keys) write(keySequence(key, view.modes().applicationCursorKeys));
		},
		type: write,
		paste: text => write(send(text)),
		pasteInChunks: (text, sizes) => {
			typed += text;
			return sendOneByOne(program, cut(send(text), sizes));
		},
		waitFor: (what, {timeout = WAIT} = {}) => {
			const look = () => {
				const ended = exit();
				// In the middle of a frame the screen is not what anybody would see.
				if (ended === undefined && view.modes().synchronizedOutput) return undefined;
				const screen = view.screen();
				if (isShown(what, screen)) return screen;
				if (ended !== undefined)
					throw new Error(endedMessage(describeExpected(what), ended, screen, columns));
				return undefined;
			};
			const complaint = () =>
				`Waited ${timeout} ms for ${describeExpected(what)}; the screen is\n${drawScreen(view.screen(), columns)}`;
			return waiter.until(look, timeout, complaint);
		},
		answer: async (question, text) => {
			await terminal.waitFor(question);
			terminal.type(text);
			terminal.press('enter');
		},
		waitForExit,
		exit,
		resize: (newColumns, newRows) => {
			columns = newColumns;
			rows = newRows;
			view.resize(columns, rows);
			if (exit() === undefined) program.resize(columns, rows);
		},
		kill,
		hangUp: () => {
			if ('destroy' in program && typeof program.destroy === 'function') program.destroy();
			else throw new Error('This pseudo-terminal cannot be closed.');
		},
		close,
		cursorVisible: () => view.modes().cursorVisible,
		cursor: view.cursor,
		modes: view.modes,
		emulator: view.terminal,
		[Symbol.asyncDispose]: close,
	};
	open.add(terminal);
	return terminal;
};
