import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {buildProgram} from '../../source/program/parser.js';
import {readQuickCall} from '../../source/program/quick.js';

type Call = {readonly command: string; readonly positionals: readonly string[]; readonly options: unknown};

/** What the full parser makes of a command line; undefined when it refuses it, or only prints something. */
const readFully = async (argv: readonly string[]): Promise<Call | undefined> => {
	let call: Call | undefined;
	const program = buildProgram(async (spec, positionals, options) => {
		call = {command: spec?.name ?? 'home', positionals, options: given(options)};
	});
	const silent = {writeOut: () => undefined, writeErr: () => undefined};
	program.configureOutput(silent);
	for (const command of program.commands) command.configureOutput(silent);
	try {
		await program.parseAsync([...argv], {from: 'user'});
	} catch {
		return undefined;
	}
	return call;
};

/** Options that were given: one that is off is as good as absent. */
const given = (options: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(options).filter(([, value]) => value !== false && value !== undefined));

const words = [
	...['token', 'new', 'list', 'acme', 'zoho_books', '', 'x y'],
	...['--plain', '--no-input', '--debug', '--json', '--force', '--header', '--min-ttl', '60', '--min-ttl=60'],
	...[
		'--config-dir',
		'/tmp/x',
		'--config-dir=/tmp/y',
		'--',
		'-x',
		'--unknown',
		'--no-force',
		'--no-plain',
		'--help',
	],
];

test('the full parser reads everything the quick parser reads the same way', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...words), {maxLength: 6}), async argv => {
			const quick = readQuickCall(argv);
			if (!quick) return;
			const full = await readFully(argv);
			assert.deepEqual(full, {...quick, positionals: [...quick.positionals], options: given(quick.options)});
		}),
		{numRuns: 3000},
	);
});

test('the usual calls are read quickly', () => {
	const rows: readonly (readonly [readonly string[], string, readonly string[]])[] = [
		[[], 'home', []],
		[['new'], 'new', []],
		[['--plain'], 'home', []],
		[['new', '--config-dir', 'x'], 'new', []],
		[['token', 'acme'], 'token', ['acme']],
		[['token', '--header', 'acme'], 'token', ['acme']],
		[['--config-dir', 'x', 'token', 'acme', '--min-ttl', '60', '--json'], 'token', ['acme']],
	];
	for (const [argv, command, positionals] of rows) {
		const call = readQuickCall(argv);
		assert.deepEqual([call?.command, call?.positionals], [command, positionals], argv.join(' '));
	}
	for (const argv of [
		['--json', 'token', 'acme'],
		['token'],
		['token', 'a', 'b'],
		['new', '--json'],
		['list'],
	]) {
		assert.equal(readQuickCall(argv), undefined, argv.join(' '));
	}
});
