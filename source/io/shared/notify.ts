import {spawn} from 'node:child_process';
import type {Environment} from '../ports.js';
import {childEnvironment} from '../system/child-environment.js';
import type {Kept} from './keep.js';

/** Milliseconds that a command may take; the next round does not wait longer. */
const limit = 30_000;

const runCommand = (command: string, env: Environment): Promise<void> =>
	new Promise(resolve => {
		const child = spawn(command, {
			shell: true,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: {...env},
			windowsHide: true,
			timeout: limit,
		});
		// A notification that failed changes nothing about the connections; the shell's message is on stderr.
		child.once('error', () => resolve());
		child.once('close', () => resolve());
	});

/**
 * Runs a command when a connection needs a person: once for each, until it works again. It finds ZCONN_CONNECTION, ZCONN_REASON
 * and ZCONN_FIX in its environment, and no secret of ours.
 */
export const notifier = (
	command: string | undefined,
	environment: Environment,
): ((kept: Kept) => Promise<void>) => {
	const told = new Set<string>();
	return async kept => {
		const needsPerson = kept.kind === 'refused' && kept.refusal.exitCode === 3;
		if (!needsPerson) {
			if (kept.kind !== 'refused') told.delete(kept.linkName);
			return;
		}
		if (command === undefined || told.has(kept.linkName)) return;
		told.add(kept.linkName);
		await runCommand(command, {
			...childEnvironment(environment),
			ZCONN_CONNECTION: kept.linkName,
			ZCONN_REASON: kept.refusal.what,
			ZCONN_FIX: kept.refusal.next,
		});
	};
};
