import {flagParts} from '../../kit/flags.js';
import type {ArgumentSpec, CommandSpec, OptionSpec} from '../../kit/spec.js';
import {commands, globalOptions} from '../registry.js';

/** What can stand in a place of the command line. */
export type Kind =
	| {readonly type: 'value'; readonly words: readonly string[]}
	/**
	 * Link names of saved connections, files, folders, a command of zconn, a program of the machine, or something that
	 * cannot be known here.
	 */
	| {readonly type: 'connection' | 'file' | 'folder' | 'command' | 'program' | 'text'};

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
	if (values) return {type: 'value', words: values};
	switch (word) {
		case 'NAME':
			return {type: 'connection'};
		case 'FILE':
			return {type: 'file'};
		case 'DIR':
			return {type: 'folder'};
		default:
			return {type: 'text'};
	}
};

const placeKind = ({name}: CommandSpec, argument: ArgumentSpec): Kind => {
	if (argument.name === 'COMMAND') return {type: name === 'practice' ? 'command' : 'program'};
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

const globalFlags: readonly CompletedFlag[] = [
	...globalOptions.map(flagOf),
	{names: ['-h', '--help'], summary: 'print the help', value: undefined},
];

/** Where no command stands yet. */
export const topFlags: readonly CompletedFlag[] = [
	...globalFlags,
	{names: ['-V', '--version'], summary: 'print the version', value: undefined},
];

const helpCommand: CompletedCommand = {
	name: 'help',
	summary: 'print the help of a command',
	flags: globalFlags,
	places: [{kind: {type: 'command'}, isList: false}],
	passesThrough: false,
};

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
