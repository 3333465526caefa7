import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {sampleConnection, sampleFile} from '../../connection/samples.js';
import {distCli, ensureBuilt} from '../../helpers/program.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

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
fs.writeFileSync(path.join(home, 'secret file.txt'), '');
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
	readonly complete: (words: readonly string[]) => readonly string[];
};

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const bash: Shell = {
	name: 'bash',
	// As bash itself splits: the equals sign is a word.
	complete: words => {
		const split = words.flatMap(word =>
			word.split(/(=)/).filter((part, index) => part !== '' || index === 0),
		);
		const last = words.at(-1)?.endsWith('=') ? split.length : split.length - 1;
		return ask(
			'bash',
			`set -u\n${scriptOf('bash')}\nCOMP_WORDS=(zconn ${split.map(single).join(' ')})\nCOMP_CWORD=${last + 1 - (words.at(-1)?.endsWith('=') ? 1 : 0)}\n_zconn\nif (( \${#COMPREPLY[@]} )); then printf '%s\\n' "\${COMPREPLY[@]}"; fi`,
		);
	},
};

/** Outside of its line editor zsh has no completion system, so what the script calls of that writes down what it is given. */
const zshSystem = `
compdef() { :; }
_describe() { local name=\${@[-1]} each; for each in "\${(@P)name}"; do [[ \${each%%:*} == "$typed"* ]] && print -r -- \${each%%:*}; done; return 0 }
_files() { local each; for each in *; do if [[ $1 != -/ || -d $each ]] && [[ $each == "$typed"* ]]; then print -r -- $each; fi; done; return 0 }
compset() { typed=\${typed#*=} }
`;
const zsh: Shell = {
	name: 'zsh',
	complete: words =>
		ask(
			'zsh',
			`${zshSystem}\n${scriptOf('zsh')}\nwords=(zconn ${words.map(single).join(' ')})\nCURRENT=${words.length + 1}\ntyped=$words[CURRENT]\n_zconn`,
		),
};

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
	['new --client-secret-file sec', ['secret file.txt']],
	['--config-dir ot', ['other']],
	['--config-dir other token ', ['elsewhere']],
	['completion ', ['bash', 'fish', 'powershell', 'zsh']],
	['practice tok', ['token']],
	['practice token ', ['zoho']],
	['practice --r', ['--reset']],
	['--ver', ['--version']],
	['nonsense ', []],
];

for (const shell of [bash, zsh]) {
	const skip = isThere(shell.name) ? false : `${shell.name} is not installed here`;
	for (const [typed, offered] of rows) {
		test(`${shell.name} completes: zconn ${typed}`, {skip}, () => {
			assert.deepEqual(shell.complete(typed.split(' ')), [...offered].toSorted());
		});
	}
}

test('a name that holds shell code is offered as text, never run', () => {
	for (const shell of [bash, zsh].filter(({name}) => isThere(name)))
		assert.ok(shell.complete(['token', '']).every(name => /^[a-z_]+$/.test(name)));
});

test('fish understands its script', {skip: isThere('fish') ? false : 'fish is not installed here'}, () => {
	const offered = ask('fish', `${scriptOf('fish')}\ncomplete -C 'zconn token '`);
	assert.deepEqual(
		offered.map(line => line.split('\t')[0]),
		['acme', 'acme_books'],
	);
	assert.match(ask('fish', `${scriptOf('fish')}\ncomplete -C 'zconn practice tok'`).join(), /^token\t/);
});

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
