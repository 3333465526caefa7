import {createInterface} from 'node:readline';

/** Lines of a person, one at a time, in the order they came; a line typed before it is asked for is not lost. */
export type LineReader = {
	/** The next line; undefined when the input has ended or Ctrl+C was pressed. */
	readonly next: () => Promise<string | undefined>;
	/** Hears each line instead of `next`; returns the way to stop that. */
	readonly listen: (listener: (line: string | undefined) => void) => () => void;
	/** Shows nothing of what is typed while it is on: for secrets. */
	readonly hide: (isHidden: boolean) => void;
	/** As Ctrl+C. */
	readonly leave: () => void;
	readonly close: () => void;
};

/** Reads lines with Node's own editor (history off). Nothing is repainted but the line that is being typed. */
export const createLineReader = (input: NodeJS.ReadStream, output: NodeJS.WriteStream): LineReader => {
	let isHidden = false;
	// Readline echoes through this stream; while a secret is typed it swallows everything but line ends.
	const echo: Pick<NodeJS.WriteStream, 'write'> = {
		write: (text: string | Uint8Array) =>
			output.write(isHidden ? String(text).replace(/[^\r\n]/g, '') : text),
	};
	const reader = createInterface({
		input,
		output: Object.assign(Object.create(output), echo),
		terminal: true,
		historySize: 0,
	});
	const waiting: (string | undefined)[] = [];
	let listener: ((line: string | undefined) => void) | undefined;
	let isOver = false;
	const deliver = (line: string | undefined): void => {
		if (listener) listener(line);
		else waiting.push(line);
	};
	reader.on('line', deliver);
	const over = (): void => {
		if (isOver) return;
		isOver = true;
		deliver(undefined);
	};
	reader.on('SIGINT', over);
	reader.on('close', over);
	// Readline hands on what befalls the terminal; whoever owns the stream hears of it too.
	reader.on('error', over);
	const listen = (hear: (line: string | undefined) => void): (() => void) => {
		listener = hear;
		while (listener === hear && waiting.length > 0) hear(waiting.shift());
		return () => {
			if (listener === hear) listener = undefined;
		};
	};
	return {
		next: () =>
			new Promise(resolve => {
				if (waiting.length > 0) return resolve(waiting.shift());
				if (isOver) return resolve(undefined);
				const stop = listen(line => {
					stop();
					resolve(line);
				});
			}),
		listen,
		hide: hidden => {
			isHidden = hidden;
		},
		leave: over,
		close: () => {
			isOver = true;
			reader.close();
		},
	};
};
