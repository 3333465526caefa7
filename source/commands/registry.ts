import type {ExitCode} from '../zoho/refusal.js';
import type {Invocation} from './invocation.js';

export type ArgumentSpec = {
	readonly name: string;
	readonly summary: string;
	readonly isOptional?: boolean;
	readonly isList?: boolean;
};
export type OptionSpec = {
	/** As commander and `--help` write it: `--scope <a,b>`. */
	readonly flags: string;
	readonly summary: string;
	/** May be given several times. */
	readonly isRepeatable?: boolean;
};

/** One command: what `--help`, completion, the docs and the parser know of it, and how to load what it does. */
export type CommandSpec = {
	readonly name: string;
	readonly summary: string;
	readonly arguments: readonly ArgumentSpec[];
	readonly options: readonly OptionSpec[];
	readonly examples: readonly string[];
	/** Leaves everything behind the name unparsed, for a command that hands it on. */
	readonly passesThrough?: boolean;
	readonly load: () => Promise<{readonly run: (invocation: Invocation) => Promise<ExitCode>}>;
};

const json: OptionSpec = {flags: '--json', summary: 'print one JSON object'};
const connectionName: ArgumentSpec = {name: 'NAME', summary: 'link name of the connection'};

/** Options that every command takes. */
export const globalOptions: readonly OptionSpec[] = [
	{flags: '--config-dir <DIR>', summary: 'keep everything in DIR (or ZCONN_CONFIG_DIR)'},
	{flags: '--plain', summary: 'plain numbered lines instead of a repainting screen'},
	{flags: '--no-input', summary: 'never ask: fail at once and name the flag that answers'},
	{flags: '--debug', summary: 'a log on stderr, without secrets'},
];

const newOptions: readonly OptionSpec[] = [
	{flags: '--data-center <ID>', summary: 'us, eu, in, au, jp, cn, ca, sa, uk, ae, sg'},
	{flags: '--client-id <ID>', summary: 'Client ID from the API Console'},
	{
		flags: '--client-secret-file <FILE>',
		summary: 'file with the Client Secret, - for stdin (or ZCONN_CLIENT_SECRET)',
	},
	{
		flags: '--same-credentials',
		summary: 'the client uses the same credentials for all data centers (default)',
	},
	{flags: '--no-same-credentials', summary: 'every data center has a secret of its own'},
	{
		flags: '--enable-data-center <ID>',
		summary: 'data center that the client is enabled for',
		isRepeatable: true,
	},
	{flags: '--service-name <TEXT>', summary: 'name of the new service'},
	{flags: '--service <LINKNAME>', summary: 'use a service that exists'},
	{flags: '--authorize-url <URL>', summary: 'Authorize URL'},
	{flags: '--access-token-url <URL>', summary: 'Access token URL'},
	{flags: '--refresh-token-url <URL>', summary: 'Refresh token URL'},
	{flags: '--parameter-type <TYPE>', summary: 'header or query'},
	{flags: '--scope <a,b>', summary: 'scopes, separated by commas', isRepeatable: true},
	{flags: '--scope-delimiter <NAME>', summary: 'comma, space or plus'},
	{flags: '--connection-name <TEXT>', summary: 'name of the connection'},
	{flags: '--no-browser', summary: 'only print the address, open nothing'},
	{flags: '--port <N>', summary: 'callback port instead of 8790 and 8791; register it too'},
	{flags: '--timeout <SECONDS>', summary: 'how long to wait for the consent (600)'},
];

/** Every command, in the order of `--help`. */
export const commands: readonly CommandSpec[] = [
	{
		name: 'new',
		summary: 'set up a new connection, step by step',
		arguments: [],
		options: [...newOptions, json],
		examples: [
			'zconn new',
			'ZCONN_CLIENT_SECRET=… zconn new --no-input --data-center eu --client-id 1000.ABC --scope ZohoBooks.contacts.READ',
			'zconn new --service zoho_finance_suite --connection-name "Second account"',
		],
		load: () => import('./new.js'),
	},
	{
		name: 'list',
		summary: 'what is saved: no secrets, no network',
		arguments: [],
		options: [json],
		examples: ['zconn list', 'zconn list --json'],
		load: () => import('./list.js'),
	},
	{
		name: 'show',
		summary: 'everything known of a connection, without secrets',
		arguments: [connectionName],
		options: [json],
		examples: ['zconn show zoho', 'zconn show zoho --json'],
		load: () => import('./show.js'),
	},
	{
		name: 'token',
		summary: 'print a living access token, refreshing only when needed',
		arguments: [connectionName],
		options: [
			{flags: '--min-ttl <SECONDS>', summary: 'refresh unless it lives at least that long (300)'},
			{flags: '--force', summary: 'a new access token even when the old one lives'},
			{flags: '--header', summary: 'print the whole Authorization header'},
			json,
		],
		examples: [
			'zconn token zoho',
			'curl -H "$(zconn token zoho --header)" https://www.zohoapis.com/books/v3/organizations',
		],
		load: () => import('./token.js'),
	},
	{
		name: 'practice',
		summary: 'the same program against a Zoho on this machine',
		arguments: [{name: 'COMMAND', summary: 'any command, with its options', isOptional: true, isList: true}],
		options: [
			{flags: '--serve', summary: 'only serve it, and print its addresses'},
			{flags: '--reset', summary: 'forget everything practiced and start over'},
		],
		examples: ['zconn practice', 'zconn practice token zoho', 'zconn practice --serve'],
		passesThrough: true,
		load: () => import('./practice.js'),
	},
];

export const findCommand = (name: string): CommandSpec | undefined =>
	commands.find(command => command.name === name);
