import type {ExitCode} from '../../zoho/refusal.js';
import type {Streams} from '../invocation.js';
import {hearHangUp} from './hang-up.js';

/** What a mode of the wizard has besides its session: lines to show raw, and the word that the program is to end. */
export type TerminalEvents = {
	readonly announce: (authorizeUrl: string, shortLink: string | undefined) => void;
	readonly onAnnounce: (listener: (lines: readonly string[]) => void) => () => void;
	/** Resolves at the first signal that ends programs, and when the terminal is gone. */
	readonly interrupted: Promise<'interrupted'>;
	/** The exit code of a program that the user leaves: Ctrl+C's, unless a signal came first. */
	readonly leaveCode: () => ExitCode;
	/** Leaves signals to the system again. */
	readonly close: () => void;
};

/** Each with 128 and its number, which is what shells say of a program that it ended. */
const codes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Signals are heard until `close`, not once: a library beneath (conf's, for its temporary files) answers a signal by sending
 * it again, which ends a program that does not listen any more: before the draft is kept and the terminal is as it was.
 *
 * @param terminal the streams, when they are a terminal that can be closed
 */
export const createTerminalEvents = (terminal?: Streams): TerminalEvents => {
	const listeners = new Set<(lines: readonly string[]) => void>();
	// A reconnect begins before anything is drawn.
	let early: readonly (readonly string[])[] = [];
	const {promise: interrupted, resolve} = Promise.withResolvers<'interrupted'>();
	let heard: ExitCode | undefined;
	const interrupt = (signal: keyof typeof codes): void => {
		heard ??= codes[signal];
		resolve('interrupted');
	};
	for (const signal of signals) process.on(signal, interrupt);
	if (terminal) hearHangUp(terminal, () => interrupt('SIGHUP'));
	return {
		announce: (authorizeUrl, shortLink) => {
			const lines = [
				'Open this address in your browser:',
				authorizeUrl,
				...(shortLink ? [`or the short link ${shortLink}`] : []),
			];
			if (listeners.size === 0) early = [...early, lines];
			for (const listener of listeners) listener(lines);
		},
		onAnnounce: listener => {
			listeners.add(listener);
			for (const lines of early) listener(lines);
			early = [];
			return () => listeners.delete(listener);
		},
		interrupted,
		leaveCode: () => heard ?? codes.SIGINT,
		close: () => {
			for (const signal of signals) process.off(signal, interrupt);
		},
	};
};
