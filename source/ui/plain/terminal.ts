import {withProgramName, wrapWords} from '../../connection/program-name.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import {typographyOf} from '../lines/ascii.js';
import {widthOf} from '../lines/line.js';
import {windowSize} from '../screen/line-screen.js';
import {createLineReader, type LineReader} from './line-reader.js';

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

export type Print = (...lines: readonly string[]) => void;

/**
 * Writes lines, with commands named as they have to be typed and in letters that the terminal has.
 *
 * @param isCode what is copied stays as it is; all else is broken between words, because readers of the screen speak rows
 */
export const createPrint = ({output, program, environment}: PlainTerminal, isCode = false): Print => {
	const shown = typographyOf(environment);
	const done = shown('…') === '…' ? '✔' : 'OK';
	return (...lines) => {
		for (const text of lines) {
			const rows = shown(visibleControls(withProgramName(text, program)))
				.replace(/^✔(?= )/, done)
				.split('\n');
			const fitting = isCode
				? rows
				: rows.flatMap(row => wrapWords(row, windowSize(output).columns, widthOf));
			output.write(`${fitting.join('\n')}\n`);
		}
	};
};

/** A terminal that is talked to. */
export type Talk = {
	readonly reader: LineReader;
	readonly ask: LineReader['ask'];
	readonly print: Print;
	/** @param hasAnswered false: the person left, and the line of the question is open */
	readonly close: (hasAnswered: boolean) => void;
};

export const openTalk = (terminal: PlainTerminal): Talk => {
	const reader = createLineReader(terminal.input, terminal.output);
	void terminal.interrupted.then(reader.leave);
	const write = createPrint(terminal);
	return {
		reader,
		ask: reader.ask,
		print: (...lines) => {
			if (lines.length > 0) reader.above(() => write(...lines));
		},
		close: hasAnswered => {
			reader.close();
			if (!hasAnswered) write('');
		},
	};
};
