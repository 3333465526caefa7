import {commands, globalOptions} from '../../source/commands/registry.js';
import {flagParts} from '../../source/kit/flags.js';
import {exitCodes} from '../../source/kit/output/exit-codes.js';
import type {ArgumentSpec, CommandSpec, OptionSpec} from '../../source/kit/spec.js';
import {version} from '../../source/kit/version.js';
import {bold, codeBlock, entry, italic, paragraph, section, subsection} from './roff.js';
import {files, places, variables} from './surroundings.js';

/** Where the page lies in the package; `man` in package.json names it too. */
export const manualPath = 'man/zconn.1';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const argumentTerm = ({name, isOptional, isList}: ArgumentSpec): string => {
	const word = `${italic(name)}${isList ? '...' : ''}`;
	return isOptional ? `[${word}]` : word;
};

const optionTerm = ({flags}: OptionSpec): string => {
	const {short, long, value} = flagParts(flags);
	const names = [short, long].filter(name => name !== undefined).map(bold);
	return `${names.join(', ')}${value === undefined ? '' : ` ${italic(value)}`}`;
};

const optionEntry = (option: OptionSpec): readonly string[] =>
	entry(optionTerm(option), `${option.summary}${option.isRepeatable ? '; may be repeated' : ''}`);

const usage = ({name, options, arguments: taken}: CommandSpec): string =>
	[bold(`zconn ${name}`), ...(options.length > 0 ? ['[options]'] : []), ...taken.map(argumentTerm)].join(' ');

const commandPage = (command: CommandSpec): readonly string[] =>
	subsection(
		usage(command),
		paragraph(sentence(command.summary)),
		...command.arguments.map(argument => entry(italic(argument.name), argument.summary)),
		...command.options.map(optionEntry),
		...(command.notes ?? []).map(paragraph),
		codeBlock(command.examples),
	);

const exampleBlocks: readonly (readonly [string, readonly string[]])[] = [
	['Try everything without a Zoho account, on a Zoho on this machine:', ['zconn practice']],
	['Set up a connection; later, see what is saved and look after it:', ['zconn']],
	[
		'Call an API with the token of the connection whose link name is zoho:',
		['curl -H "$(zconn token zoho --header)" https://www.zohoapis.com/books/v3/organizations'],
	],
	[
		'The same, on whichever host is right, and through all pages:',
		['zconn api zoho /books/v3/contacts --paginate'],
	],
	[
		'In a script: a valid token, or the end of the script with an exit status that tells why:',
		['token=$(zconn token zoho --no-input) || exit'],
	],
	[
		'Move connections to another machine:',
		['zconn export --with-secrets > moved.age', 'zconn import moved.age'],
	],
];

const introduction: readonly string[] = [
	'zconn walks you through the API Console of Zoho, asks Zoho for your consent in the browser, proves that the connection works, and keeps it on this machine. Afterwards "zconn token" hands a valid access token to scripts, refreshing it only when needed.',
	'Without a command it opens Home where something is saved: one line a connection, with a key for everything; ? tells the keys. Where nothing is saved it begins the wizard. Both need a terminal.',
	'A connection is one consent: an account, a data center, tokens. It is given to a service, which is a registered OAuth client with its scopes; one service can carry many connections. NAME is the link name of a connection, as "zconn list" shows it.',
	'Data goes to stdout, talk to stderr. With --json a command prints one object that begins with "format": 1; a refusal is one on stderr then, with an id that does not change.',
];

const terms = (names: readonly string[]): string => names.map(bold).join(', ');

/** When the version came, as the page's foot has it; written down, so that each build makes the same page. */
const dated = 'November 2026';

/** The manual page of zconn, for man(1): all that `--help` says of every command, and the rest of the contract. */
export const manual = (): string =>
	[
		'.\\" Made from the sources of zconn by "npm run docs".',
		`.TH ZCONN 1 "${dated}" "zconn ${version}" "User Commands"`,
		'.ad l',
		...section('NAME', ['zconn \\- make a Zoho OAuth connection and hand out its access tokens']),
		...section('SYNOPSIS', [
			`${bold('zconn')} [options]`,
			'.br',
			`${bold('zconn')} [options] ${italic('COMMAND')} [arguments]`,
			'.br',
			`${bold('zconn help')} ${italic('COMMAND')}`,
		]),
		...section('DESCRIPTION', ...introduction.map(paragraph)),
		...section(
			'COMMANDS',
			paragraph('Each of them takes the options of the next section too.'),
			...commands.map(commandPage),
		),
		...section(
			'OPTIONS',
			paragraph('Every command takes these, before its name or behind it.'),
			...globalOptions.map(optionEntry),
			entry(`${bold('-V')}, ${bold('--version')}`, 'print the version'),
			entry(`${bold('-h')}, ${bold('--help')}`, 'print help; behind a command, that of the command'),
		),
		...section(
			'EXIT STATUS',
			paragraph('The same refusal has the same words and the same code everywhere.'),
			...exitCodes.map(({code, meaning}) => entry(bold(String(code)), meaning)),
		),
		...section('ENVIRONMENT', ...variables.map(({names, summary}) => entry(terms(names), summary))),
		...section(
			'FILES',
			paragraph(
				'Everything is in one folder, made with mode 0700: that of --config-dir, else of ZCONN_CONFIG_DIR, else',
			),
			...places.map(({system, folders}) => entry(system, folders.join(', or '))),
			paragraph('In it are'),
			...files.map(({names, summary}) => entry(terms(names), summary)),
		),
		...section('EXAMPLES', ...exampleBlocks.flatMap(([text, lines]) => [paragraph(text), codeBlock(lines)])),
		...section('SEE ALSO', [
			`${bold('age')}(1), ${bold('curl')}(1), ${bold('ssh')}(1)`,
			...paragraph(
				'README.md and docs/ in the package, which "npm root --global" leads to; docs/troubleshooting.md explains every refusal.',
			),
		]),
		'',
	].join('\n');
