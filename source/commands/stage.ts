/** What a face of the wizard has besides its session: lines to show raw, and the word that the program is to end. */
export type Stage = {
	readonly announce: (authorizeUrl: string, shortLink: string | undefined) => void;
	readonly onAnnounce: (listener: (lines: readonly string[]) => void) => () => void;
	/** Resolves at the first signal that ends programs. */
	readonly interrupted: Promise<'interrupted'>;
	/** Leaves signals to the system again. */
	readonly close: () => void;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Signals are heard until `close`, not once: a library beneath (conf's, for its temporary files) answers a signal by sending
 * it again, which ends a program that does not listen any more: before the draft is kept and the terminal is as it was.
 */
export const createStage = (): Stage => {
	const listeners = new Set<(lines: readonly string[]) => void>();
	// A reconnect begins before anything is drawn.
	let early: readonly (readonly string[])[] = [];
	const {promise: interrupted, resolve} = Promise.withResolvers<'interrupted'>();
	const interrupt = (): void => resolve('interrupted');
	for (const signal of signals) process.on(signal, interrupt);
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
		close: () => {
			for (const signal of signals) process.off(signal, interrupt);
		},
	};
};
