import {flagParts} from '../../kit/flags.js';
import type {ArgumentSpec, CommandSpec, OptionSpec} from '../../kit/spec.js';
import {commands, globalOptions} from '../registry.js';

/** What can stand in a place of the command line. */
export type Kind =
	| {readonly type: 'words'; readonly words: readonly string[]}
	/** Link names of saved connections. */
	| {readonly type: 'names'}
	| {readonly type: 'files'}
	| {readonly type: 'folders'}
	/** A command of zconn, with all that follows it. */
	| {readonly type: 'zconn'}
	/** Any command of the machine. */
	| {readonly type: 'command'}
	/** Something that nobody here can know. */
	| {readonly type: 'text'};

export type CompletedFlag = {
	/** `-X` and `--method`. */
	readonly names: readonly string[];
	readonly summary: string;
	/** Undefined when it takes no value. */
	readonly value: Kind | undefined;
};

export type CompletedCommand = {
	readonly name: string;
	readonly summary: string;
	readonly flags: readonly CompletedFlag[];
	/** By place; the last one of a list stands for all further places. */
	readonly places: readonly {readonly kind: Kind; readonly isList: boolean}[];
	/** Behind its first word nothing is a flag of ours any more. */
	readonly passesThrough: boolean;
};

const kindOf = (word: string, values: readonly string[] | undefined): Kind => {
	if (values) return {type: 'words', words: values};
	switch (word) {
		case 'NAME':
			return {type: 'names'};
		case 'FILE':
			return {type: 'files'};
		case 'DIR':
			return {type: 'folders'};
		default:
			return {type: 'text'};
	}
};

const placeKind = ({name}: CommandSpec, argument: ArgumentSpec): Kind => {
	if (argument.name === 'COMMAND') return {type: name === 'practice' ? 'zconn' : 'command'};
	return kindOf(argument.name, argument.values);
};

const flagOf = ({flags, summary, values}: OptionSpec): CompletedFlag => {
	const {short, long, value} = flagParts(flags);
	return {
		names: short === undefined ? [long] : [short, long],
		summary,
		// A flag's NAME is no connection: `--service NAME` of the scopes is a product.
		value: value === undefined ? undefined : kindOf(value === 'NAME' ? 'TEXT' : value, values),
	};
};

const help: CompletedFlag = {names: ['-h', '--help'], summary: 'print the help', value: undefined};

/** What every command takes. */
export const globalFlags: readonly CompletedFlag[] = [...globalOptions.map(flagOf), help];

/** Where no command stands yet. */
export const topFlags: readonly CompletedFlag[] = [
	...globalFlags,
	{names: ['-V', '--version'], summary: 'print the version', value: undefined},
];

const helpCommand: CompletedCommand = {
	name: 'help',
	summary: 'print the help of a command',
	flags: globalFlags,
	places: [{kind: {type: 'zconn'}, isList: false}],
	passesThrough: false,
};

/** Flags that a command has for itself. */
export const ownFlags = ({flags}: CompletedCommand): CompletedCommand['flags'] =>
	flags.filter(flag => !globalFlags.includes(flag));

/** Every command with all that a shell can complete of it. */
export const completedCommands = (): readonly CompletedCommand[] => [
	...commands.map(spec => ({
		name: spec.name,
		summary: spec.summary,
		flags: [...spec.options.map(flagOf), ...globalFlags],
		places: spec.arguments.map(argument => ({
			kind: placeKind(spec, argument),
			isList: argument.isList === true,
		})),
		// Of "practice" another command follows, with flags of its own.
		passesThrough: spec.passesThrough === true && spec.name !== 'practice',
	})),
	helpCommand,
];

/** A word of a kind for the tables of the scripts: `names`, `files`, `words us eu`. */
export const kindText = (kind: Kind): string =>
	kind.type === 'words' ? `words ${kind.words.join(' ')}` : kind.type;

/** In single quotes of a POSIX shell, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
