/** Time in which a stop that was asked for takes place; a program without a shell that could continue it is not stopped. */
const stopTakes = 200;

/** Every process of the job, as when a terminal sends the signal: `npx` and its kind stop with the program. */
const wholeJob = 0;

/** A terminal that is given back while the program is stopped. */
export type Stoppable = {
	/** Gives the terminal back: the shell is about to have it. */
	readonly release: () => void;
	/** Takes it again. `wasReleased` is false after a stop that no one could hear of (SIGSTOP). */
	readonly reclaim: (wasReleased: boolean) => void;
};

/**
 * Stops and continues as a shell with job control expects it: SIGTSTP gives the terminal back first, SIGCONT takes it again.
 * In raw mode Ctrl+Z is a key like any other, so `suspend` is for that key. Where there is no job control nothing happens.
 */
export const heedStops = ({
	release,
	reclaim,
}: Stoppable): {readonly suspend: () => void; readonly close: () => void} => {
	if (process.platform === 'win32') return {suspend: () => undefined, close: () => undefined};
	let isReleased = false;
	let notStopped: NodeJS.Timeout | undefined;
	const stop = (target: number): void => {
		if (isReleased) return;
		isReleased = true;
		release();
		// Without a listener the signal does what it does to every program.
		process.off('SIGTSTP', onStop);
		process.kill(target, 'SIGTSTP');
		notStopped = setTimeout(onContinue, stopTakes);
	};
	const onStop = (): void => stop(process.pid);
	const onContinue = (): void => {
		const wasReleased = isReleased;
		clearTimeout(notStopped);
		if (wasReleased) process.on('SIGTSTP', onStop);
		isReleased = false;
		reclaim(wasReleased);
	};
	process.on('SIGTSTP', onStop);
	process.on('SIGCONT', onContinue);
	return {
		suspend: () => stop(wholeJob),
		close: () => {
			clearTimeout(notStopped);
			process.off('SIGTSTP', onStop);
			process.off('SIGCONT', onContinue);
		},
	};
};
