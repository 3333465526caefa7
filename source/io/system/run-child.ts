import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Environment} from '../ports.js';
import {codeOf} from './error-code.js';

export type ChildEnd =
	| {readonly kind: 'exited'; readonly code: number}
	| {readonly kind: 'signaled'; readonly signal: NodeJS.Signals};

/** What ends programs, and what people send to them; a stopped or continued one is the terminal's business. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;

/** Ctrl+C and Ctrl+\ of a terminal reach the whole group, so the command has them already. */
const ofTerminal: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

const reasons: ReadonlyMap<string, string> = new Map([
	['ENOENT', 'There is no such program on the PATH.'],
	['EACCES', 'It is there, but may not be run.'],
]);

/** Whether there is a file that a command may mean, in a folder of the PATH that may be searched. */
const isThere = (command: string, {PATH = ''}: Environment): boolean =>
	command.includes('/') || PATH.split(path.delimiter).some(folder => existsSync(path.join(folder, command)));

/** As shells end for a command that was not found, or may not be run (POSIX, Shell Command Language, section 2.8.2). */
export const endOfUnstarted = ({detail}: Refusal): number => (detail === 'ENOENT' ? 127 : 126);

/**
 * Runs a command to its end, with our streams and the given environment. Signals sent to us are passed on to it, and we
 * outlive them, to tell how it ended. Refuses `command-not-started`, which `endOfUnstarted` has a code for.
 *
 * @param options.isTerminal whether stdin is a terminal, which sends its signals to both
 */
export const runChild = (
	[command = '', ...args]: readonly string[],
	options: {readonly environment: Environment; readonly isTerminal: boolean},
): Promise<Result<ChildEnd>> =>
	new Promise(resolve => {
		const child = spawn(command, args, {env: {...options.environment}, stdio: 'inherit', windowsHide: false});
		const listeners = passedOn.map(signal => {
			const listener = (): void => {
				if (!options.isTerminal || !ofTerminal.has(signal)) child.kill(signal);
			};
			process.on(signal, listener);
			return () => process.off(signal, listener);
		});
		const end = (result: Result<ChildEnd>): void => {
			for (const stop of listeners) stop();
			resolve(result);
		};
		child.on('error', error => {
			// Of a folder on the PATH that this user may not search, the system says EACCES too; shells pass it over.
			const isNowhere = codeOf(error) === 'EACCES' && !isThere(command, options.environment);
			const code = isNowhere ? 'ENOENT' : codeOf(error);
			end(
				refused({
					id: 'command-not-started',
					what: `The command could not be started: ${command}`,
					why: reasons.get(code) ?? `The system says ${code || 'no'}.`,
					next: 'Check its name. What the shell itself knows (aliases, pipes) needs one: -- sh -c "…"',
					exitCode: 2,
					detail: code,
				}),
			);
		});
		child.on('exit', (code, signal) =>
			end(ok(signal === null ? {kind: 'exited', code: code ?? 0} : {kind: 'signaled', signal})),
		);
	});
