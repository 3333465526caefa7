import type {Pulled} from '../io/shared/overlay.js';
import {misuse, ok, type Result} from '../zoho/refusal.js';

/** Where data, talk and answers travel; injectable so that a command can be run without a process. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	/** Why stdout could not be written: its reader is gone, the disk is full. */
	readonly outputError?: Error | undefined;
	/** What a person types for `zconn` in this run, where it is more than that: `zconn practice`, `zconn --config-dir 'DIR'`. */
	readonly program?: string | undefined;
	/** Whether the Zoho of this run is the practice one. */
	readonly isPractice?: boolean | undefined;
	/** Writes to stdout without its stream, where stdout is a pipe or a file and that can be done. */
	readonly writeData?: ((text: string) => void) | undefined;
};

/** Runs a whole command line, and resolves to its exit code. */
export type Main = (
	argv: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	streams: Streams,
) => Promise<number>;

/** One call of a command, parsed. */
export type Invocation = {
	readonly positionals: readonly string[];
	/** By the long name of the flag: text, true or false, or a list for a repeatable one. */
	readonly options: Readonly<Record<string, unknown>>;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly streams: Streams;
	/** The rows of the shared store, where one is known. */
	readonly pulled?: Pulled | undefined;
	/** The program itself, for a command that runs another one within. */
	readonly main: Main;
};

const isText = (value: unknown): value is string => typeof value === 'string';

export const textOption = ({options}: Invocation, name: string): string | undefined => {
	const value = options[name];
	return isText(value) ? value : undefined;
};

export const flagOption = ({options}: Invocation, name: string): boolean => options[name] === true;

export const listOption = ({options}: Invocation, name: string): readonly string[] => {
	const value = options[name];
	return Array.isArray(value) && value.every(isText) ? value : [];
};

/** A whole number of the command line; undefined when absent. Refuses what is not one within the bounds (exit 2). */
export const numberOption = (
	invocation: Invocation,
	name: string,
	{least, most, example}: {readonly least: number; readonly most: number; readonly example: number},
): Result<number | undefined> => {
	const text = textOption(invocation, name);
	if (text === undefined) return ok(undefined);
	const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (number >= least && number <= most) return ok(number);
	const why = `It takes a whole number from ${least} to ${most}.`;
	return misuse(`--${name} is not understood.`, why, `For example: --${name} ${example}`);
};
