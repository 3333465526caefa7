import {flagOption, type Invocation} from '../invocation.js';
import {wantsPlainText} from '../terminal/mode.js';

export type Progress = {
	readonly step: (name: string) => void;
	/** Takes the line away again. */
	readonly end: () => void;
};

const silent: Progress = {step: () => undefined, end: () => undefined};

/**
 * One line that counts, written over again and again, where stderr is a terminal and there is more than one thing to do; one
 * line each where nothing may be repainted; nothing at all for programs.
 */
export const createProgress = (invocation: Invocation, verb: string, total: number): Progress => {
	const {stderr} = invocation.streams;
	if (!stderr.isTTY || total < 2) return silent;
	const isPlain = flagOption(invocation, 'plain') || wantsPlainText(invocation);
	// Cut to the window: a line that wraps could not be taken away with one carriage return.
	const draw = (text: string): void => {
		stderr.write(`\r\u001B[K${text.slice(0, Math.max(1, (stderr.columns || 80) - 1))}`);
	};
	let done = 0;
	if (!isPlain) draw(`${verb} 0 of ${total}`);
	return {
		step: name => {
			done++;
			const text = `${verb} ${done} of ${total}: ${name}`;
			if (isPlain) stderr.write(`${text}\n`);
			else draw(text);
		},
		end: () => {
			if (!isPlain) draw('');
		},
	};
};
