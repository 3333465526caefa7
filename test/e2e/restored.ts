import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:net';
import type {TestTerminal} from '../helpers/terminal.js';

/** Rejects when anybody still holds the port, on either address that `localhost` may mean. */
export const assertFree = async (port: number): Promise<void> => {
	for (const host of ['127.0.0.1', '::1']) {
		await new Promise<void>((resolve, reject) => {
			const server = createServer().once('error', reject);
			server.listen({port, host}, () => server.close(() => resolve()));
		});
	}
};

/**
 * A shell gets the terminal as it was: cursor, paste, line discipline. The terminal must have been opened with
 * `thenRun: 'stty -a'`, and its program must have ended.
 */
export const assertRestored = (terminal: TestTerminal): void => {
	const {bracketedPaste, alternateScreen, synchronizedOutput} = terminal.modes();
	assert.ok(terminal.cursorVisible(), 'the cursor is hidden');
	assert.deepEqual([bracketedPaste, alternateScreen, synchronizedOutput], [false, false, false]);
	// Raw mode switches all of these off.
	for (const flag of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
		assert.match(terminal.scrollback(), new RegExp(`(^|\\s)${flag}(\\s|;|$)`, 'm'), `${flag} is off`);
	}
};

/** The program itself where `thenRun` put a shell between: what a signal from outside would be sent to. */
export const signalProgram = (terminal: TestTerminal, signal: NodeJS.Signals): void => {
	const children = readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim();
	assert.match(children, /^\d+$/, 'the shell runs one program');
	process.kill(Number(children), signal);
};
