import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';
import {commands} from '../../../source/commands/registry.js';
import {sampleConnection, sampleFile} from '../../connection/samples.js';
import {distCli, ensureBuilt} from '../../helpers/program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {closeTerminals} from '../../helpers/terminal.js';
import {openLineEditor} from './line-editor.js';

ensureBuilt();

/** A home with two connections, one practice connection, a file, a folder, and `zconn` on its PATH. */
const home = temporaryDirectory();
const config = path.join(home, 'config');
const write = (folder: string, names: readonly string[]): void => {
	fs.mkdirSync(folder, {recursive: true});
	const rows = names.map(linkName => [
		linkName,
		sampleConnection({linkName, name: `The ${linkName}: $(id) 'x'`}),
	]);
	fs.writeFileSync(
		path.join(folder, 'connections.json'),
		JSON.stringify({...sampleFile(), connections: Object.fromEntries(rows)}),
	);
};
write(config, ['acme', 'acme_books']);
write(path.join(config, 'practice'), ['zoho']);
write(path.join(home, 'other'), ['elsewhere']);
write(path.join(home, 'deep/practice'), ['hidden']);
fs.mkdirSync(path.join(home, 'two'));
for (const name of [
	'secret file.txt',
	"it's.json",
	'cost$HOME.json',
	'at:noon.json',
	'ünï.json',
	'two/in side.json',
])
	fs.writeFileSync(path.join(home, name), '');
fs.mkdirSync(path.join(home, 'bin'));
fs.writeFileSync(path.join(home, 'bin/zconn'), `#!/bin/sh\nexec '${process.execPath}' '${distCli}' "$@"\n`, {
	mode: 0o755,
});
const environment = {
	HOME: home,
	ZCONN_CONFIG_DIR: config,
	PATH: `${path.join(home, 'bin')}:${process.env.PATH}`,
	LANG: 'C.UTF-8',
};

const scriptOf = (shell: string): string =>
	execFileSync(process.execPath, [distCli, 'completion', shell], {encoding: 'utf8', env: environment});

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** @returns what a shell offers, sorted */
const ask = (shell: string, script: string): readonly string[] => {
	const {stdout, stderr, status} = spawnSync(shell, ['-c', script], {
		env: environment,
		cwd: home,
		encoding: 'utf8',
	});
	assert.deepEqual([status, stderr], [0, '']);
	return stdout.split('\n').filter(Boolean).toSorted();
};

type Shell = {
	readonly name: string;
	/** What it offers where the line ends, sorted; of files and folders the last part. */
	readonly offered: (line: string) => Promise<readonly string[]>;
	/** The words of the line after Tab, where one thing only is possible. */
	readonly completed: (line: string) => Promise<readonly string[]>;
	readonly pressTab: (line: string) => Promise<void>;
};

const edited = (shell: 'bash' | 'zsh'): Shell => {
	let editor: ReturnType<typeof openLineEditor> | undefined;
	const open = () => {
		editor ??= openLineEditor(shell, {script: scriptOf(shell), env: environment, cwd: home});
		return editor;
	};
	return {
		name: shell,
		offered: async line => (await open()).offered(line),
		completed: async line => (await (await open()).completed(line)).map(word => word.replace(/^~/, home)),
		pressTab: async line => (await open()).pressTab(line),
	};
};

/** One fish for all lines, which are given on its stdin. */
const openFish = () => {
	fs.writeFileSync(path.join(home, 'zconn.fish'), scriptOf('fish'));
	const loop = 'source zconn.fish; while read --line line; complete -C "zconn $line"; echo; end';
	const child = spawn('fish', ['-c', loop], {
		env: environment,
		cwd: home,
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const rows = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	const ask = async (line: string): Promise<readonly string[]> => {
		child.stdin.write(`${line}\n`);
		const found: string[] = [];
		for (;;) {
			const {value, done} = await rows.next();
			if (done) throw new Error('fish has ended.');
			if (value === '') return found;
			found.push(value.split('\t')[0] ?? '');
		}
	};
	return {ask, end: () => child.stdin.end()};
};

let openedFish: ReturnType<typeof openFish> | undefined;
const askFish = (line: string): Promise<readonly string[]> => {
	openedFish ??= openFish();
	return openedFish.ask(line);
};
after(() => openedFish?.end());

const fish: Shell = {
	name: 'fish',
	offered: async line =>
		(await askFish(line)).map(word => word.replace(/^--[\w-]+=/, '').replace(/\/$/, '')).toSorted(),
	completed: async line => [
		...line.slice(0, line.lastIndexOf(' ')).split(' '),
		...(await askFish(line)).map(word => word.replace(/^~/, home)),
	],
	pressTab: async line => {
		await askFish(line);
	},
};

const shells: readonly Shell[] = [edited('bash'), edited('zsh'), fish];
after(closeTerminals);

const rows: readonly (readonly [string, readonly string[]])[] = [
	['tok', ['token']],
	['re', ['reconnect', 'refresh', 'remove', 'rename', 'revoke']],
	['token ', ['acme', 'acme_books']],
	['token acme_', ['acme_books']],
	['token acme ', []],
	['--plain token --min-ttl 60 --json ac', ['acme', 'acme_books']],
	['refresh acme acme_', ['acme_books']],
	['rename acme ', []],
	['token --m', ['--min-ttl']],
	['token --min-ttl ', []],
	['new --data-center u', ['uk', 'us']],
	['new --data-center=u', ['uk', 'us']],
	['new --data-center=', ['ae', 'au', 'ca', 'cn', 'eu', 'in', 'jp', 'sa', 'sg', 'uk', 'us']],
	['--config-dir ot', ['other']],
	['--config-dir other token ', ['elsewhere']],
	['completion ', ['bash', 'fish', 'powershell', 'zsh']],
	['practice tok', ['token']],
	['practice token ', ['zoho']],
	['practice --r', ['--reset']],
	['practice prac', []],
	['practice token zoho --he', ['--header', '--help']],
	['practice --config-dir deep token ', ['hidden']],
	['--ver', ['--version']],
	['nonsense ', []],
	['help to', ['token']],
	['token acme --js', ['--json']],
	['show --reveal acme_', ['acme_books']],
	['api acme /books/v3/items -X P', ['PATCH', 'POST', 'PUT']],
	['token -- acme_', ['acme_books']],
	// Options of exec stand before the name; behind it is another program.
	['exec --m', ['--min-ttl']],
	['exec acme --min', []],
	['exec acme zcon', ['zconn']],
	['exec acme -- zcon', ['zconn']],
];

/** What is typed, and the words of the line after Tab: quotes, blanks, dollars and colons survive. */
const files: readonly (readonly [string, readonly string[]])[] = [
	['import sec', ['import', 'secret file.txt']],
	['import it', ['import', "it's.json"]],
	['import cost', ['import', 'cost$HOME.json']],
	['import at', ['import', 'at:noon.json']],
	['import ü', ['import', 'ünï.json']],
	['import ./it', ['import', "./it's.json"]],
	['import two/in', ['import', 'two/in side.json']],
	['import ~/it', ['import', path.join(home, "it's.json")]],
	['new --client-secret-file sec', ['new', '--client-secret-file', 'secret file.txt']],
	['exec acme -- cat it', ['exec', 'acme', '--', 'cat', "it's.json"]],
];

for (const shell of shells) {
	const skip = isThere(shell.name) ? false : `${shell.name} is not installed here`;
	for (const [line, offered] of rows) {
		test(`${shell.name} completes: zconn ${line}`, {skip}, async () => {
			assert.deepEqual(await shell.offered(line), [...offered].toSorted());
		});
	}
	for (const [line, words] of files) {
		test(`${shell.name} completes a file: zconn ${line}`, {skip}, async () => {
			assert.deepEqual(await shell.completed(line), words);
		});
	}
	test(`${shell.name} offers every command once, and practice within practice not`, {skip}, async () => {
		const names = commands.map(({name}) => name);
		assert.deepEqual(await shell.offered(''), [...names, 'help'].toSorted());
		assert.deepEqual(
			(await shell.offered('practice ')).toSorted(),
			[...names.filter(name => name !== 'practice'), 'help'].toSorted(),
		);
	});
	test(`${shell.name} runs nothing that stands in what is typed`, {skip}, async () => {
		for (const code of ['$(touch ran)', '`touch ran`', '"$(touch ran)"', ';touch ran;'])
			await shell.pressTab(`--config-dir ${code} token `);
		assert.ok(!fs.existsSync(path.join(home, 'ran')));
	});
}

test('PowerShell understands its script', {
	skip: isThere('pwsh') ? false : 'pwsh is not installed here',
}, () => {
	const typed = 'zconn token ac';
	const offered = ask(
		'pwsh',
		`${scriptOf('powershell')}\n(TabExpansion2 '${typed}' ${typed.length}).CompletionMatches.CompletionText`,
	);
	assert.deepEqual(offered, ['acme', 'acme_books']);
});
