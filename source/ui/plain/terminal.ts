import {withProgramName} from '../../connection/program-name.js';
import {typographyOf} from '../lines/ascii.js';
import {windowSize} from '../screen/line-screen.js';
import {wrapWords} from './wrap.js';

/** Where plain lines are read and written. */
export type PlainTerminal = {
	readonly input: NodeJS.ReadStream;
	readonly output: NodeJS.WriteStream;
	/** What is typed for `zconn` here, where it is more than that. */
	readonly program?: string | undefined;
	/** Whether this is not the real Zoho. */
	readonly isPractice?: boolean | undefined;
	/** Says whether the terminal shows more than ASCII. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Resolves when the program is to end. */
	readonly interrupted: Promise<unknown>;
};

/**
 * Writes lines, with commands named as they have to be typed and in letters that the terminal has.
 *
 * @param isCode what is copied stays as it is; all else is broken between words, because readers of the screen speak rows
 */
export const createPrint = (
	{output, program, environment}: PlainTerminal,
	isCode = false,
): ((...lines: readonly string[]) => void) => {
	const shown = typographyOf(environment);
	const done = shown('…') === '…' ? '✔' : 'OK';
	return (...lines) => {
		for (const text of lines) {
			const rows = shown(withProgramName(text, program))
				.replace(/^✔(?= )/, done)
				.split('\n');
			const fitting = isCode ? rows : rows.flatMap(row => wrapWords(row, windowSize(output).columns));
			output.write(`${fitting.join('\n')}\n`);
		}
	};
};
