import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {manual, manualPath} from '../../build/documents/manual.js';
import {codeBlock, entry, escapeRoff, prose} from '../../build/documents/roff.js';
import {files, places, variables} from '../../build/documents/surroundings.js';
import {commands, globalOptions} from '../../source/commands/registry.js';
import {flagParts} from '../../source/kit/flags.js';
import {exitCodes} from '../../source/kit/output/exit-codes.js';
import {root} from './bundled.js';
import {hardTexts} from './texts.js';

const page = readFileSync(join(root, manualPath), 'utf8');

/** What a reader sees of a line: the few escapes that the page uses, undone. */
const seen = (line: string): string =>
	line
		.replaceAll(/\\f[BIR]|\\[%&]/g, '')
		.replaceAll(
			/\\\((aq|dq|ga|ha|ti)/g,
			(_all, name: string) => ({aq: "'", dq: '"', ga: '`', ha: '^'})[name] ?? '~',
		)
		.replaceAll(/\\\[u([0-9A-F]+)\]/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
		.replaceAll(/\\([e-])/g, (_all, name: string) => (name === 'e' ? '\\' : '-'));

const asRead = (text: string): string => text.replaceAll('…', '...');

/** The lines below a heading, up to the next of its kind. */
const below = (heading: string): readonly string[] => {
	const lines = page.split('\n').map(seen);
	const start = lines.indexOf(heading);
	assert.ok(start >= 0, `${heading} is missing`);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex(
		line => line.startsWith('.SH') || (heading.startsWith('.SS') && line.startsWith('.SS')),
	);
	return end < 0 ? rest : rest.slice(0, end);
};

/** The terms of a list, and what follows each up to the next request. */
const entries = (lines: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		lines.flatMap((line, index) => {
			if (line !== '.TP') return [];
			const [term = '', ...rest] = lines.slice(index + 1);
			const end = rest.findIndex(next => next.startsWith('.'));
			return [[term, rest.slice(0, end < 0 ? undefined : end).join(' ')]];
		}),
	);

const quotes = (text: string): string => text.replaceAll(/"((?:zconn|pass) [^"]+)"/g, '$1');

test('the manual says what the sources say', () => {
	assert.equal(page, manual(), 'run "npm run docs"');
});

test('it has the sections that people look for, in their usual order', () => {
	assert.deepEqual(
		page.split('\n').flatMap(line => (line.startsWith('.SH ') ? [line.slice(4)] : [])),
		[
			'NAME',
			'SYNOPSIS',
			'DESCRIPTION',
			'COMMANDS',
			'OPTIONS',
			'EXIT STATUS',
			'ENVIRONMENT',
			'FILES',
			'EXAMPLES',
			'SEE ALSO',
		],
	);
	assert.match(below('.SH NAME')[0] ?? '', /^zconn - [a-z]/);
});

test('it has no request but those that every man(1) knows, plain ASCII, and lines that can be compared', () => {
	const isCode = (line: string) => /zconn|curl|age --decrypt/.test(line);
	for (const line of page.split('\n')) {
		assert.match(line, /^[ -~]*$/);
		if (line.startsWith('.'))
			assert.match(line, /^\.(?:\\" .*|TH .*|SH .*|SS .*|PP|TP|RS 4|RE|EX|EE|br|ad l)$/);
		assert.doesNotMatch(line, /^'|\s$/);
		assert.ok(line.length <= 80 || isCode(line), line);
	}
});

test('it has every command with its arguments, its flags, its notes and its examples', () => {
	for (const command of commands) {
		const heading = page
			.split('\n')
			.map(seen)
			.find(line => line.startsWith('.SS ') && line.split(' ')[2] === command.name);
		assert.ok(heading, command.name);
		const lines = below(heading);
		const found = entries(lines);
		for (const {name, summary} of command.arguments) {
			assert.ok(heading.includes(name));
			assert.ok(found.get(name)?.includes(asRead(summary)), `${command.name} ${name}`);
		}
		for (const {flags, summary} of command.options) {
			const {short, long, value} = flagParts(flags);
			const term = `${short ? `${short}, ` : ''}${long}${value ? ` ${value}` : ''}`;
			assert.ok(found.get(term)?.startsWith(asRead(summary)), `${command.name} ${flags}`);
		}
		for (const note of command.notes ?? []) assert.ok(lines.join(' ').includes(quotes(asRead(note))), note);
		assert.deepEqual(
			lines.slice(lines.indexOf('.EX') + 1, lines.indexOf('.EE')),
			command.examples.map(asRead),
		);
	}
});

test('it has every global flag, exit code, variable and file', () => {
	const options = entries(below('.SH OPTIONS'));
	for (const {flags, summary} of globalOptions)
		assert.ok(options.get(flags.replaceAll(/[<>]/g, ''))?.startsWith(summary), flags);
	const codes = entries(below('.SH EXIT STATUS'));
	assert.deepEqual(
		[...codes],
		exitCodes.map(({code, meaning}) => [String(code), meaning]),
	);
	const environment = entries(below('.SH ENVIRONMENT'));
	assert.deepEqual(
		[...environment.keys()],
		variables.map(({names}) => names.join(', ')),
	);
	assert.deepEqual(
		[...entries(below('.SH FILES')).keys()],
		[...places.map(({system}) => system), ...files.map(({names}) => names.join(', '))],
	);
});

test('each variable of our own that the program reads is told of, and no other', () => {
	const folder = join(root, 'source');
	const sources = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name =>
		/\.tsx?$/.test(name),
	);
	const read = new Set(
		sources.flatMap(name => readFileSync(join(folder, name), 'utf8').match(/\bZCONN_[A-Z_]+\b/g) ?? []),
	);
	const told = variables
		.flatMap(({names}) => names.map(name => name.split('=')[0] ?? ''))
		.filter(name => name.startsWith('ZCONN_'));
	assert.deepEqual(told.toSorted(), [...read].toSorted());
});

test('whatever text comes, it is read as it was written', () => {
	for (const text of hardTexts.filter(text => text.isWellFormed() && !text.includes('…')))
		assert.equal(seen(escapeRoff(text)), text);
	fc.assert(
		fc.property(fc.string(), text => {
			const escaped = escapeRoff(text);
			assert.match(escaped, /^[ -~]*$/);
			assert.equal(seen(escaped), text);
		}),
	);
});

test('what begins with a dot or a quote is not taken for a request', () => {
	assert.deepEqual(prose('.gitignore'), ['\\&.gitignore']);
	assert.deepEqual(prose("'tis"), ['\\(aqtis']);
	assert.deepEqual(codeBlock(['. ./env', '\\n']), [
		'.PP',
		'.RS 4',
		'.EX',
		'\\&. ./env',
		'\\en',
		'.EE',
		'.RE',
	]);
	assert.deepEqual(entry('.netrc', 'x'), ['.TP', '\\&.netrc', 'x']);
	const long = prose(`${'word '.repeat(15)}.hidden ${'word '.repeat(15)}.hidden`);
	assert.ok(long.length > 1);
	for (const line of long) assert.doesNotMatch(line, /^\./);
});

test('what is typed stands out in a sentence, and in one piece', () => {
	assert.deepEqual(prose('Call "zconn token" with --min-ttl, or ZCONN_X. "Quoted" stays.'), [
		'Call \\fB\\%zconn \\%token\\fR with \\fB\\%\\-\\-min\\-ttl\\fR, or \\fB\\%ZCONN_X\\fR.',
		'\\(dqQuoted\\(dq stays.',
	]);
});

const isInstalled = (command: string): boolean => spawnSync(command, ['-h']).error === undefined;

for (const [command, args] of [
	['mandoc', ['-Tlint', '-Wwarning']],
	['groff', ['-man', '-ww', '-Tutf8', '-z']],
] as const)
	test(`${command} finds nothing to say about it`, {
		skip: isInstalled(command) ? false : `${command} is not installed here`,
	}, () => {
		const {stdout, stderr} = spawnSync(command, [...args, join(root, manualPath)], {encoding: 'utf8'});
		// Without a date on purpose: it would be that of the build, and the page another one each day.
		const said = `${stdout}${stderr}`
			.split('\n')
			.filter(line => line !== '' && !line.includes('missing date'));
		assert.deepEqual(said, []);
	});
