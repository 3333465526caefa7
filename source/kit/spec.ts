export type ArgumentSpec = {
	readonly name: string;
	readonly summary: string;
	readonly isOptional?: boolean;
	readonly isList?: boolean;
	/** All that it can be. */
	readonly values?: readonly string[];
};
export type OptionSpec = {
	/** As commander and `--help` write it: `--scope <a,b>`, `-X, --method <METHOD>`. */
	readonly flags: string;
	readonly summary: string;
	/** May be given several times. */
	readonly isRepeatable?: boolean;
	/** What its value can be: refused otherwise, and completed. */
	readonly values?: readonly string[];
	/** `values` are only the usual ones. */
	readonly isOpen?: boolean;
};

/** One command: what `--help`, completion, the docs and the parser know of it. What it does is in `program/loaders.ts`. */
export type CommandSpec = {
	readonly name: string;
	readonly summary: string;
	readonly arguments: readonly ArgumentSpec[];
	readonly options: readonly OptionSpec[];
	readonly examples: readonly string[];
	/** Sentences below the options. */
	readonly notes?: readonly string[];
	/** Leaves everything behind the name unparsed, for a command that hands it on. */
	readonly passesThrough?: boolean;
	/** Takes the command of another program behind two dashes, of which nothing is ours to parse. */
	readonly takesCommand?: boolean;
	/** Needs no rows of the shared store before it begins: it asks for none, or by itself. */
	readonly ignoresStore?: boolean;
};

export const jsonOption: OptionSpec = {flags: '--json', summary: 'print one JSON object'};
/** Of a command whose data is no JSON of ours. */
export const jsonErrors: OptionSpec = {
	flags: '--json',
	summary: 'print errors as one JSON object on stderr',
};
export const connectionName: ArgumentSpec = {name: 'NAME', summary: 'link name of the connection'};
