import {commands, globalOptions} from '../../source/commands/registry.js';
import {exitCodes} from '../../source/kit/output/exit-codes.js';
import type {CommandSpec, OptionSpec} from '../../source/kit/spec.js';
import {numberTexts, switchTexts} from '../../source/practice/faults.js';
import {fullName, people} from '../../source/practice/people.js';
import {fields} from '../../source/wizard/steps/index.js';
import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {products} from '../../source/zoho/products/table.js';
import type {Sections} from './fill.js';
import {jsonPage} from './json-page.js';
import {productRow} from './product-row.js';
import {files, places, variables} from './surroundings.js';

/** The documents that hold text made from the sources. */
export const documents = [
	'README.md',
	'docs/commands.md',
	'docs/data-centers.md',
	'docs/files.md',
	'docs/json.md',
	'docs/practice.md',
	'docs/products.md',
] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	[head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text}\``;

/** What is typed set as such in a sentence: flags, and commands that stand in quotes. */
const codeInside = (text: string): string =>
	text.replaceAll(/"((?:zconn|pass) [^"]+)"|(?<![\w-])--[a-z-]+/g, (all, command?: string) =>
		code(command ?? all),
	);

const usageOf = ({name, arguments: taken}: CommandSpec): string =>
	[
		'zconn',
		name,
		...taken.map(({name: word, isOptional, isList}) => {
			const inner = isList ? `${word}…` : word;
			return isOptional ? `[${inner}]` : inner;
		}),
	].join(' ');

const optionTable = (options: readonly OptionSpec[]): string =>
	table(
		['flag', 'what it does'],
		options.map(({flags, summary, isRepeatable}) => [
			code(flags),
			isRepeatable ? `${summary}; may be repeated` : summary,
		]),
	);

const commandPage = (command: CommandSpec): string =>
	[
		`## ${code(usageOf(command))}`,
		`${command.summary}.`,
		...command.arguments.map(({name, summary}) => `${code(name)}: ${summary}.`),
		...(command.options.length > 0 ? [optionTable(command.options)] : []),
		...(command.notes ?? []),
		`\`\`\`sh\n${command.examples.join('\n')}\n\`\`\``,
	].join('\n\n');

const host = (origin: string): string => new URL(origin).host;

/** Everything in the documents that is written elsewhere already. */
export const sections: Sections = {
	commands: () =>
		table(
			['command', 'what it does'],
			[
				[
					'`zconn`',
					'Home: what is saved, with a key for everything; the wizard when nothing is; needs a terminal',
				],
				...commands.map(command => [code(usageOf(command)), command.summary]),
			],
		),
	'new-flags': () =>
		table(
			['question', 'flag', 'why it is asked'],
			fields.flatMap(({label, flag, help}) => (flag === '' ? [] : [[label, code(flag), help.why]])),
		),
	'global-flags': () => optionTable(globalOptions),
	'exit-codes': () =>
		table(
			['code', 'meaning'],
			exitCodes.map(({code: number, meaning}) => [String(number), meaning]),
		),
	environment: () =>
		table(
			['variable', 'what it does'],
			variables.map(({names, summary}) => [names.map(code).join(', '), codeInside(summary)]),
		),
	places: () =>
		table(
			['system', 'folder'],
			places.map(({system, folders}) => [system, folders.map(code).join(' or ')]),
		),
	files: () =>
		table(
			['file', 'what it is'],
			files.map(({names, summary}) => [names.map(code).join(', '), codeInside(summary)]),
		),
	'command-pages': () => commands.map(commandPage).join('\n\n'),
	'json-shapes': jsonPage,
	'data-centers': () =>
		table(
			['id', 'name', 'accounts server', 'API gateway', 'API Console'],
			builtInDataCenters.map(({id, name, accounts, api, console: place}) => [
				id,
				name,
				host(accounts),
				host(api),
				host(place),
			]),
		),
	products: () =>
		table(
			[
				'id',
				'product',
				'scopes',
				'host',
				'data centers',
				'paths',
				'organization',
				'harmless call',
				'manifest',
			],
			products.map(productRow),
		),
	'practice-people': () =>
		table(
			['person', 'lives in', 'organizations'],
			people.map(person => [
				fullName(person),
				person.dataCenter,
				person.organizations.map(({name}) => name).join(', '),
			]),
		),
	'practice-faults': () =>
		table(
			['control', 'what happens'],
			[...switchTexts, ...numberTexts].map(({label, hint}) => [label, hint]),
		),
};
