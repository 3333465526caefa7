import {Argument, Command, CommanderError, Option} from 'commander';
import {commands, globalOptions} from '../commands/registry.js';
import {nearNames} from '../connection/near-names.js';
import {withProgramName} from '../connection/program-name.js';
import {flagParts} from '../kit/flags.js';
import type {Invocation, Main, Streams} from '../kit/invocation.js';
import {exitCodes} from '../kit/output/exit-codes.js';
import {endRefused} from '../kit/output/print.js';
import {pullShared} from '../kit/pull.js';
import type {CommandSpec, OptionSpec} from '../kit/spec.js';
import {version} from '../kit/version.js';
import {wantsJson} from '../kit/wants-json.js';
import {type Refusal, wrongUse} from '../zoho/refusal.js';
import {loaders} from './loaders.js';

/** In lines of at most 80 columns. */
const exitLines = [[0, 4], [4, 5], [5, 6], [6, 8], [8]].map(([from, to]) =>
	exitCodes
		.slice(from, to)
		.map(({code, meaning}) => `${code} ${meaning}`)
		.join(', '),
);

const footer = `
Exit codes: ${exitLines.join(`,\n${' '.repeat(12)}`)}.
Try it without an account: zconn practice`;

const append = (value: string, previous: readonly string[] | undefined): readonly string[] => [
	...(previous ?? []),
	value,
];

const optionOf = ({flags, summary, isRepeatable}: OptionSpec): Option => {
	const option = new Option(flags, summary);
	return isRepeatable ? option.argParser(append) : option;
};

/** The words of a flag as the options record has them: `--no-input` is `no-input`, `--min-ttl <N>` is `min-ttl`. */
const nameOf = (flags: string): string => flagParts(flags).long.slice(2);

/** Commander folds `--no-x` into `x: false` and camel-cases the rest; the record keeps the flags' own names. */
const namedOptions = (
	specs: readonly OptionSpec[],
	values: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
	const named: Record<string, unknown> = {};
	for (const {flags} of specs) {
		const name = nameOf(flags);
		const isNegated = name.startsWith('no-');
		const key = (isNegated ? name.slice(3) : name).replace(/-([a-z])/g, (_all, letter: string) =>
			letter.toUpperCase(),
		);
		const value = values[key];
		if (isNegated) named[name] = value === false;
		else if (value !== undefined) named[name] = value;
	}
	return named;
};

const merge = (before: Record<string, unknown>, behind: Record<string, unknown>): Record<string, unknown> => {
	const merged = {...before};
	for (const [name, value] of Object.entries(behind))
		if (value !== false || !(name in merged)) merged[name] = value;
	return merged;
};

const examplesOf = ({examples}: CommandSpec): string =>
	`\nExamples:\n${examples.map(example => `  $ ${example}`).join('\n')}`;

/** Runs a command; Home or the wizard where none was named. */
type Run = (
	spec: CommandSpec | undefined,
	positionals: readonly string[],
	options: Record<string, unknown>,
) => Promise<void>;

const buildCommand = (spec: CommandSpec, run: Run): Command => {
	const command = new Command(spec.name).summary(spec.summary).description(spec.summary);
	for (const {name, summary, isOptional, isList} of spec.arguments) {
		const inner = isList ? `${name}...` : name;
		command.addArgument(new Argument(isOptional ? `[${inner}]` : `<${inner}>`, summary));
	}
	for (const option of [...spec.options, ...globalOptions]) command.addOption(optionOf(option));
	for (const note of spec.notes ?? []) command.addHelpText('after', `\n${note}`);
	command.addHelpText('after', examplesOf(spec));
	if (spec.passesThrough) command.passThroughOptions();
	return command.action(async () => {
		// Global options count before and behind the command; behind wins.
		const before = namedOptions(globalOptions, command.parent?.opts() ?? {});
		const behind = namedOptions([...spec.options, ...globalOptions], command.opts());
		await run(spec, command.args, merge(before, behind));
	});
};

const isTopic = (word: string): boolean =>
	word.startsWith('-') || word === 'help' || commands.some(({name}) => name === word);

/** In commander's own form, so that a misspelt command is explained like a misspelt option. */
const unknownCommand = (name: string): string => {
	const names = commands.map(command => command.name);
	const near = nearNames(name, [...names, 'help']);
	return `error: unknown command '${name}'${near.length === 0 ? '' : `\n(Did you mean ${near.join(' or ')}?)`}`;
};

/** The whole command line as commander knows it. `run` is called with the command that was asked for. */
export const buildProgram = (run: Run): Command => {
	const program = new Command('zconn')
		.description(
			'Set up a working Zoho OAuth connection, keep it on this machine, hand out its tokens.\nWithout a command: Home where something is saved, else the wizard; needs a terminal.',
		)
		.usage('[options] [command]')
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.enablePositionalOptions()
		.showSuggestionAfterError()
		.addHelpText('after', footer)
		.exitOverride();
	for (const option of globalOptions) program.addOption(optionOf(option));
	for (const spec of commands) program.addCommand(buildCommand(spec, run));
	program.helpCommand(true);
	for (const command of program.commands) command.exitOverride().showSuggestionAfterError();
	program.argument('[command...]').action(async ([name]: readonly string[]) => {
		if (name !== undefined) program.error(unknownCommand(name), {code: 'commander.unknownCommand'});
		await run(undefined, [], namedOptions(globalOptions, program.opts()));
	});
	return program;
};

/** The text of `zconn --help` in 80 columns, for the build. */
export const helpText = (): string => {
	let text = '';
	const program = buildProgram(async () => undefined);
	program.configureOutput({
		writeOut: part => {
			text += part;
		},
		getOutHelpWidth: () => 80,
		getOutHasColors: () => false,
	});
	program.outputHelp();
	return text;
};

/** Why commander did not understand, where it does not say it in a second line. */
const reasonOf = (code: string, spec: CommandSpec | undefined): string => {
	if (code === 'commander.unknownCommand') return 'No command has that name.';
	const name = spec ? `"zconn ${spec.name}"` : 'zconn';
	if (code === 'commander.unknownOption') return `${name} has no such option.`;
	if (code === 'commander.optionMissingArgument') return 'A value has to follow it.';
	if (code === 'commander.missingArgument') return `${name} does not work without it.`;
	return 'The command line is not understood.';
};

/** Commander's words in the form of every refusal: `error: unknown option '--jsn'\n(Did you mean --json?)`. */
const misuse = ({message, code}: CommanderError, spec: CommandSpec | undefined): Refusal => {
	const [first = '', ...rest] = message
		.replace(/^error: /, '')
		// The value of an option that does not exist may be a secret.
		.replace(/'(--[^'=]+)=.*'/s, "'$1'")
		.replaceAll(/'([^']*)'/g, '"$1"')
		.split('\n');
	const [, what = first, more = ''] = /^(.*?\.) (.*)$/.exec(first) ?? [];
	const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}${what.endsWith('.') ? '' : '.'}`;
	const why = rest.join(' ').replace(/^\((.*)\)$/, '$1') || more || reasonOf(code, spec);
	return wrongUse(sentence, why, `See "zconn ${spec ? `${spec.name} ` : ''}--help".`);
};

/**
 * A value that is empty, the next option, or none of those there are: a script whose variable is not set must not do something
 * else than was meant.
 */
const wrongValue = (spec: CommandSpec | undefined, options: Invocation['options']): Refusal | undefined => {
	const specs = [...(spec?.options ?? []), ...globalOptions];
	const missing = ['', ...specs.map(({flags}) => flagParts(flags).long)];
	for (const {flags, values, isOpen} of specs) {
		const {long} = flagParts(flags);
		const given = [options[nameOf(flags)]].flat().filter(one => typeof one === 'string');
		if (given.some(one => missing.includes(one)))
			return wrongUse(
				`${long} has no value.`,
				'What follows it is empty or another option.',
				'Give it one, or leave it out.',
			);
		if (values && !isOpen && !given.every(one => values.includes(one)))
			return wrongUse(
				`${long} is not understood.`,
				`It takes ${values.join(', ')}.`,
				`For example: ${long} ${values[0]}`,
			);
	}
	return undefined;
};

/** What is ours of a command line, and the command of another program with the dashes before it. */
const splitCommand = (argv: readonly string[], name: string | undefined) => {
	const takes = commands.find(spec => spec.name === name)?.takesCommand === true;
	const dashes = takes ? argv.indexOf('--') : -1;
	return dashes < 0 ? {own: argv, command: []} : {own: argv.slice(0, dashes), command: argv.slice(dashes)};
};

const loadHome = () => import('../commands/home/index.js');

/** Parses with commander and runs the command. Errors of use are refusals like all others, exit 2. */
export const runProgram = async (
	argv: readonly string[],
	environment: Invocation['environment'],
	streams: Streams,
	main: Main,
): Promise<number> => {
	let code = 0;
	// The folder is the only value that a global option takes.
	const start = argv.findIndex((word, index) => !word.startsWith('-') && argv[index - 1] !== '--config-dir');
	const program = buildProgram(async (spec, positionals, options) => {
		const wrong = wrongValue(spec, options);
		if (wrong) {
			code = endRefused(streams, wrong, wantsJson(argv));
			return;
		}
		const {run} = await (loaders[spec?.name ?? ''] ?? loadHome)();
		const invocation = {positionals: [...positionals, ...command], options, environment, streams, main};
		const pulled = spec?.ignoresStore ? undefined : await pullShared(invocation);
		code = await run({...invocation, pulled});
	});
	const {own, command} = splitCommand(argv, argv[start]);
	const output = {
		writeOut: (text: string) => streams.stdout.write(withProgramName(text, streams.program)),
		// What commander has to say of an error comes with the error that it throws.
		outputError: () => undefined,
	};
	program.configureOutput(output);
	for (const command of program.commands) command.configureOutput(output);
	try {
		// Commander answers a command that it cannot explain with the help of all of them, and no word about it.
		const topic = argv[start + 1];
		if (argv[start] === 'help' && topic !== undefined && !isTopic(topic))
			program.error(unknownCommand(topic), {code: 'commander.unknownCommand'});
		await program.parseAsync([...own], {from: 'user'});
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		if (error.exitCode === 0) return 0;
		const spec = commands.find(({name}) => name === argv[start]);
		return endRefused(streams, misuse(error, spec), wantsJson(argv));
	}
	return code;
};
