import {flagParts} from '../../kit/flags.js';
import type {CommandSpec, OptionSpec} from '../../kit/spec.js';
import {commands, globalOptions} from '../registry.js';

/** What can stand in a place of the command line. */
export type Kind =
	| {readonly type: 'value'; readonly words: readonly string[]}
	/**
	 * Link names of saved connections, files, folders, a command of zconn, a program of the machine, or something that
	 * cannot be known here.
	 */
	| {readonly type: 'connection' | 'file' | 'folder' | 'command' | 'program' | 'text'};

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

const helpOption: OptionSpec = {flags: '-h, --help', summary: 'print the help'};

/** Where no command stands yet. */
const topOptions: readonly OptionSpec[] = [
	...globalOptions,
	helpOption,
	{flags: '-V, --version', summary: 'print the version'},
];

export const optionsOf = (command: CommandSpec | undefined): readonly OptionSpec[] =>
	command ? [...command.options, ...globalOptions, helpOption] : topOptions;

/** `-X` and `--method`. */
export const namesOf = ({flags}: OptionSpec): readonly string[] => {
	const {short, long} = flagParts(flags);
	return short === undefined ? [long] : [short, long];
};

/** Undefined for a flag that takes no value. */
export const valueKind = ({flags, values}: OptionSpec): Kind | undefined => {
	const {value} = flagParts(flags);
	// A flag's NAME is no connection: `--service NAME` of the scopes is a product.
	return value === undefined ? undefined : kindOf(value === 'NAME' ? 'TEXT' : value, values);
};

/** What stands in a place behind a command; the last one of a list stands for all further places. */
export const placeKind = ({name, arguments: places}: CommandSpec, place: number): Kind => {
	const last = places.at(-1);
	const argument = places[place] ?? (last?.isList ? last : undefined);
	if (argument?.name === 'COMMAND') return {type: name === 'exec' ? 'program' : 'command'};
	return kindOf(argument?.name ?? 'TEXT', argument?.values);
};

/** Behind its first word nothing is a flag of ours any more. Of "practice" another command follows, with flags of its own. */
export const passesThrough = (command: CommandSpec): boolean =>
	command.passesThrough === true && command.name !== 'practice';

/** Every command that a shell can complete. */
export const completedCommands: readonly CommandSpec[] = [
	...commands,
	{
		name: 'help',
		summary: 'print the help of a command',
		arguments: [{name: 'COMMAND', summary: 'the command'}],
		options: [],
		examples: [],
	},
];
