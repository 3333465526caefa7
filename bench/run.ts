import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import * as pty from '@lydell/node-pty';
import type {Program} from './programs.js';

/** Milliseconds after which a run counts as failed. */
const limit = 15_000;

/** A frame comes in several writes; an answer is whole when nothing came for this many milliseconds. */
const quietAfter = 25;

/** Milliseconds between the presses of a key that is held down: thirty a second, as terminals do it. */
const repeatEvery = 33;

/** Where a synchronized frame ends. */
const frameEnd = '\u001B[?2026l';

const environmentOf = ({temporary}: Program): Record<string, string> => ({
	PATH: process.env.PATH ?? '',
	HOME: temporary,
	TMPDIR: temporary,
	TERM: 'xterm-256color',
	COLORTERM: 'truecolor',
	LANG: 'C.UTF-8',
});

const unexpected = ({name, expected}: Program, output: string): Error =>
	new Error(
		`${name} did not print ${expected}: ${output.trim().split('\n').slice(0, 6).join('\n') || '(nothing)'}`,
	);

/** Runs a program into a pipe, to its end. @returns milliseconds from the start of the process to its exit */
export const timeToExit = async (program: Program): Promise<number> => {
	const args = await program.args();
	const {promise, resolve, reject} = Promise.withResolvers<number>();
	const start = performance.now();
	const child = spawn(program.command ?? process.execPath, args, {
		env: environmentOf(program),
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: limit,
	});
	let output = '';
	let milliseconds = 0;
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	child.once('exit', () => {
		milliseconds = performance.now() - start;
	});
	child.once('close', code => {
		if (code === 0 && program.expected.test(output)) resolve(milliseconds);
		else reject(unexpected(program, output));
	});
	return promise;
};

/** What came back for a key: until its last byte, and how many bytes. */
type Answer = {readonly milliseconds: number; readonly bytes: number};

/** A program in a pseudo-terminal that has painted its first frame. */
export type Shown = {
	readonly milliseconds: number;
	readonly pid: number;
	/** Presses a key and waits until the program has answered and is quiet again. */
	readonly press: (key: string) => Promise<Answer>;
	/** Presses a key so often, at the pace of a key that is held down. @returns milliseconds from each press to its frame */
	readonly hold: (key: string, times: number) => Promise<readonly number[]>;
	/** Presses a key and waits for what it brings. @returns milliseconds */
	readonly until: (key: string, expected: RegExp) => Promise<number>;
	/** Lets it end by itself, as a person would with Ctrl+C; kills it when it does not. */
	readonly leave: () => Promise<void>;
	readonly kill: () => Promise<void>;
};

/** Starts a program in a pseudo-terminal and waits for its first frame. */
export const showFirstFrame = async (program: Program): Promise<Shown> => {
	const args = await program.args();
	const ended = Promise.withResolvers<void>();
	const shown = Promise.withResolvers<number>();
	let output = '';
	let onAnswer: ((data: string) => void) | undefined;
	const start = performance.now();
	const terminal = pty.spawn(program.command ?? process.execPath, [...args], {
		cols: 80,
		rows: 24,
		env: environmentOf(program),
	});
	terminal.onData(data => {
		output += data;
		onAnswer?.(data);
		if (program.raw?.test(output) === false) return;
		if (program.expected.test(stripVTControlCharacters(output))) shown.resolve(performance.now() - start);
	});
	terminal.onExit(() => {
		ended.resolve();
		shown.reject(unexpected(program, output));
	});
	const alarm = setTimeout(() => terminal.kill('SIGKILL'), limit);
	ended.promise.then(() => clearTimeout(alarm));
	const kill = async () => {
		terminal.kill('SIGKILL');
		await ended.promise;
	};
	const press: Shown['press'] = async key => {
		const answered = Promise.withResolvers<Answer>();
		const pressed = performance.now();
		let answer: Answer = {milliseconds: Number.NaN, bytes: 0};
		let quiet: NodeJS.Timeout | undefined;
		onAnswer = data => {
			clearTimeout(quiet);
			answer = {milliseconds: performance.now() - pressed, bytes: answer.bytes + Buffer.byteLength(data)};
			quiet = setTimeout(() => answered.resolve(answer), quietAfter);
		};
		terminal.write(key);
		ended.promise.then(() => answered.reject(unexpected(program, 'It ended at a key.')));
		return answered.promise;
	};
	const hold: Shown['hold'] = async (key, times) => {
		const waits: number[] = [];
		let pressed: number[] = [];
		onAnswer = data => {
			if (!data.includes(frameEnd)) return;
			const now = performance.now();
			waits.push(...pressed.map(start => now - start));
			pressed = [];
		};
		for (let time = 0; time < times; time++) {
			pressed.push(performance.now());
			terminal.write(key);
			await delay(repeatEvery);
		}
		for (let wait = 0; wait < 20 && waits.length < times; wait++) await delay(100);
		if (waits.length < times) throw unexpected(program, `Only ${waits.length} of ${times} keys had a frame.`);
		return waits;
	};
	const until: Shown['until'] = async (key, expected) => {
		const answered = Promise.withResolvers<number>();
		const pressed = performance.now();
		let since = '';
		onAnswer = data => {
			since += data;
			if (expected.test(stripVTControlCharacters(since))) answered.resolve(performance.now() - pressed);
		};
		terminal.write(key);
		ended.promise.then(() => answered.reject(unexpected(program, since)));
		return answered.promise;
	};
	const leave = async () => {
		terminal.write('\u0003');
		await Promise.race([ended.promise, delay(2000)]);
		await kill();
	};
	return {milliseconds: await shown.promise, pid: terminal.pid, press, hold, until, leave, kill};
};

/** @returns milliseconds from the start of the process to its first frame; the process is killed then */
export const timeToFrame = async (program: Program): Promise<number> => {
	const shown = await showFirstFrame(program);
	await shown.kill();
	return shown.milliseconds;
};

/** @returns milliseconds from the start of the process to the answer of a key that is pressed as soon as there is a frame */
export const timeToAnswer = async (program: Program, key: string, expected: RegExp): Promise<number> => {
	const shown = await showFirstFrame(program);
	const answered = await shown.until(key, expected);
	await shown.kill();
	return shown.milliseconds + answered;
};

/** @returns the most memory, in kB, that the process has held by a moment after its first frame; only Linux keeps the account */
export const memoryAtFrame = async (program: Program): Promise<number> => {
	const shown = await showFirstFrame(program);
	await delay(200);
	const status = await readFile(`/proc/${shown.pid}/status`, 'utf8');
	await shown.kill();
	return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
};

/** Moves up and down in a list. @returns milliseconds and bytes of each answer */
export const answersToKeys = async (program: Program, count: number) => {
	const shown = await showFirstFrame(program);
	await delay(300);
	const answers: Answer[] = [];
	for (let index = 0; index < count; index++) {
		answers.push(await shown.press(index % 2 === 0 ? '\u001B[B' : '\u001B[A'));
		await delay(20);
	}
	await shown.kill();
	return answers;
};

/** Runs a program once to its end, so that its compile cache is on the disk. */
export const warm = async (program: Program): Promise<void> => {
	const shown = await showFirstFrame(program);
	await delay(500);
	await shown.leave();
};
