import {withProgramName} from '../../connection/program-name.js';
import {typographyOf} from '../lines/ascii.js';

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

/** Writes lines, with commands named as they have to be typed and in letters that the terminal has. */
export const createPrint = ({
	output,
	program,
	environment,
}: PlainTerminal): ((...lines: readonly string[]) => void) => {
	const shown = typographyOf(environment);
	return (...lines) => {
		for (const text of lines) output.write(`${shown(withProgramName(text, program))}\n`);
	};
};
