import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {after, test} from 'node:test';
import {commands} from '../../source/commands/registry.js';
import {printExport} from '../../source/connection/file/export.js';
import {encryptAge} from '../../source/io/secrets/age.js';
import {callProgram} from '../helpers/called-program.js';
import {checkJson} from '../helpers/check-json.js';
import {testEnvironment} from '../helpers/environment.js';
import {canRun} from '../helpers/installed.js';
import {serveLocally} from '../helpers/local-server.js';
import {postgresServer} from '../helpers/postgres.js';
import {distCli} from '../helpers/program.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {
	decideDevice,
	generateCode,
	postForm,
	registerDevice,
	registerSelfClient,
} from '../practice/visitor.js';
import {accept, connect, openRegistered} from './connect-scene.js';

const scene = await openRegistered();
after(() => scene[Symbol.asyncDispose]());

const scopes = [
	'AaaServer.profile.READ',
	'ZohoBooks.settings.READ',
	'ZohoBooks.contacts.READ',
	'ZohoBooks.contacts.CREATE',
	'ZohoCRM.modules.leads.CREATE',
	'Desk.tickets.READ',
].join(',');

/** Where a person stands who pastes: `zconn` can be typed, the files that an example names are there. */
const place = temporaryDirectory();
const bin = temporaryDirectory();
writeFileSync(join(bin, 'zconn'), `#!/bin/sh\nexec '${process.execPath}' '${distCli}' "$@"\n`, {mode: 0o755});
writeFileSync(join(place, 'secret.txt'), `${scene.client.secret}\n`);
const environment = testEnvironment(place, {
	...scene.environment,
	PATH: `${bin}:${process.env.PATH}`,
	ZCONN_EXPORT_PASSPHRASE: 'correct horse battery',
	NO_COLOR: '1',
});

const paste = async (example: string, shell = 'bash', more: Readonly<Record<string, string>> = {}) => {
	const child = spawn(shell, ['-c', example], {
		cwd: place,
		env: {...environment, ...more},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [stdout, stderr, [code]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'close'),
	]);
	if (code === 0) checkJson(example.split(' '), stdout);
	return {stdout, stderr, code: Number(code)};
};

/** The words again, behind, for the record of what was run: some may show secrets. */
const pasteInTerminal = (example: string): TestTerminal =>
	openTerminal({
		command: 'bash',
		args: ['-c', example, ...example.split(' ')],
		cwd: place,
		env: environment,
		columns: 120,
		rows: 40,
	});

type Run = (example: string) => Promise<void>;

/** Runs to its end by itself, and says something. */
const runs: Run = async example => {
	const {stdout, stderr, code} = await paste(example);
	assert.deepEqual([code, stderr.includes('✖')], [0, false], stderr);
	assert.notEqual(stdout + stderr, example.includes(' > ') ? undefined : '');
};

/** What has to be done before an example can be run. @returns what it printed */
const prepare = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
	const {stdout, stderr, code} = await callProgram(args, {env: {...environment, ...more}});
	assert.equal(code, 0, stderr);
	return stdout;
};

/** The same with a shared store of its own, where something was done before it. */
const runsInStore =
	(...before: readonly string[]): Run =>
	async example => {
		const server = await postgresServer();
		const store = {ZCONN_STORE: await server.database()};
		const isInit = example === 'zconn store init';
		const made = isInit ? undefined : JSON.parse(await prepare(['store', 'init', '--json'], store));
		const more = {...store, ...(made ? {ZCONN_STORE_KEY: made.ZCONN_STORE_KEY} : {})};
		if (before.length > 0) await prepare(before, more);
		const {stdout, stderr, code} = await paste(example, 'bash', more);
		assert.deepEqual([code, stderr.includes('✖')], [0, false], stderr);
		assert.notEqual(stdout + stderr, '');
	};

/** Opens something on the screen, which is then left. */
const opens =
	(what: string | RegExp): Run =>
	async example => {
		await using terminal = pasteInTerminal(example);
		await terminal.waitFor(what);
		terminal.press('ctrl-c');
		assert.deepEqual(await terminal.waitForExit(), {code: 130});
	};

/** The same of a server that is not Zoho's, which is here instead. */
const discovers: Run = async example => {
	const clean: (() => void | Promise<void>)[] = [];
	let issuer = '';
	const origin = await serveLocally({after: end => clean.push(end)}, (_request, response) => {
		const urls = {authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`};
		response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify({issuer, ...urls}));
	});
	issuer = `${origin}/realms/work`;
	try {
		await using terminal = pasteInTerminal(example.replace('https://sso.example.com/realms/work', issuer));
		await terminal.waitFor('❯ Custom Service');
		terminal.type('create new');
		await terminal.waitFor('▸ + Create New Service');
		terminal.press('enter');
		await terminal.waitFor('▸ Another OAuth 2.0 server');
		terminal.press('ctrl-c');
		assert.deepEqual(await terminal.waitForExit(), {code: 130});
	} finally {
		for (const end of clean) await end();
	}
};

/** Asks, and does it after that answer. */
const asks =
	(question: string | RegExp, answer: string): Run =>
	async example => {
		await using terminal = pasteInTerminal(example);
		await terminal.waitFor(question);
		terminal.type(`${answer}\r`);
		assert.deepEqual(await terminal.waitForExit(), {code: 0}, terminal.scrollback());
	};

/** Asks Zoho for a consent, which is given. */
const consents: Run = async example => {
	const before = scene.opened.openedUrls().length;
	const running = paste(example);
	await accept(await scene.opened.waitForOpenedUrl(before + 1));
	const {code, stdout, stderr} = await running;
	assert.equal(code, 0, stderr);
	assert.match(stdout, /^[a-z0-9_]+\n$/);
};

/** The same on a terminal, which shows the address even where no browser is opened. */
const consentsOnScreen: Run = async example => {
	await using terminal = pasteInTerminal(example);
	await terminal.waitFor(() => /https?:\S+\/oauth\/v2\/auth\?\S+/.test(terminal.copied()));
	await accept(/https?:\S+\/oauth\/v2\/auth\?\S+/.exec(terminal.copied())?.[0] ?? '');
	await terminal.waitFor('ready for use');
	terminal.press('enter');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
};

/** The example with the Self Client or device of this test instead of the client that it shares with the others. */
const withOwnClient = (
	example: string,
	client: {readonly client_id: string; readonly client_secret: string},
): string => {
	writeFileSync(join(place, 'own.txt'), `${client.client_secret}\n`);
	return example
		.replace(scene.client.id, client.client_id)
		.replace(/1004\.[A-Z0-9]{30}/, client.client_id)
		.replace('secret.txt', 'own.txt')
		.replace('600123456', '700100001');
};

const bySelfClient: Run = async example => {
	const client = await registerSelfClient(scene.dataCenter('us').console);
	writeFileSync(join(place, 'code.txt'), `${await generateCode(client.page, 'ZohoCRM.org.READ')}\n`);
	await runs(withOwnClient(example, client));
};

const byDevice: Run = async example => {
	await scene.setFaults({'device-interval-seconds': 1});
	await using terminal = pasteInTerminal(
		withOwnClient(example, await registerDevice(scene.dataCenter('us').console)),
	);
	const address = /http\S+\/oauth\/v3\/device\?code=\S+/;
	await terminal.waitFor(() => address.test(terminal.copied()));
	await decideDevice(address.exec(terminal.copied())?.[0] ?? '', 'noah');
	assert.deepEqual(await terminal.waitForExit(), {code: 0}, terminal.scrollback());
};

const byRefreshToken: Run = async example => {
	const {console, accounts} = scene.dataCenter('us');
	const client = await registerSelfClient(console);
	const {client_id, client_secret} = client;
	const code = await generateCode(client.page, 'ZohoCRM.org.READ');
	const {text: reply} = await postForm(`${accounts}/oauth/v2/token`, {
		...{client_id, client_secret, code},
		grant_type: 'authorization_code',
	});
	writeFileSync(join(place, 'token.txt'), reply);
	await runs(withOwnClient(example, client));
};

/** What `zconn export zoho --with-secrets` writes, with a work factor that is quick to open; the example itself is run as well. */
const writeExport = async (): Promise<void> => {
	const file = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8'));
	const text = printExport({hasSecrets: true, file});
	writeFileSync(join(place, 'zoho.age'), await encryptAge(text, 'correct horse battery', 10));
};

/** What Zoho's own hosts are in the world of this test. */
const toPractice = (example: string): string =>
	example
		.replace('https://www.zohoapis.com', scene.dataCenter('us').api)
		.replace('1000.AB12CD34EF56GH78IJ90KL12MN34OP', scene.client.id);

const without = (command: string): string | false =>
	canRun(command) ? false : `${command} is not installed here`;

/** Examples that want no browser here, by the flag that says so. */
const otherRuns: readonly (readonly [string, Run])[] = [
	['--code-file', bySelfClient],
	['--soid', bySelfClient],
	['--client-type non-browser', byDevice],
	['--refresh-token-file', byRefreshToken],
];

/** Examples that want a person, a file made before, or a shell of their own; all others run to their end in a pipe. */
const runsByExample: Readonly<Record<string, Run>> = {
	'zconn new': opens('❯ '),
	'zconn new --service zoho --connection-name "Second account"': opens('Second account'),
	'zconn new --issuer https://sso.example.com/realms/work --client-id zconn --scope "openid offline_access" --allow-host api.example.com':
		discovers,
	'zconn edit zoho': opens('Close'),
	'zconn edit zoho --scope ZohoBooks.contacts.READ,ZohoBooks.invoices.READ': opens('ZohoBooks.invoices.READ'),
	'zconn edit zoho --add-scope ZohoBooks.invoices.READ': opens('ZohoBooks.invoices.READ'),
	'zconn edit zoho --undo': async example => {
		for (const name of ['Zoho', 'ZOHO'])
			await prepare(['edit', 'zoho', '--no-input', '--connection-name', name]);
		await runs(example);
	},
	'zconn reconnect zoho': consentsOnScreen,
	'zconn reconnect zoho --no-browser': consentsOnScreen,
	'zconn show zoho --reveal': asks('Type yes to go on', 'yes'),
	'zconn sheet zoho --reveal': asks('Type yes to go on', 'yes'),
	'zconn revoke zoho': asks('Type y to revoke it', 'y'),
	'zconn remove zoho': asks(/^Type .+:$/m, 'zoho'),
	'zconn secrets keychain': async example => {
		const {code, stderr} = await paste(example);
		if (code !== 0) assert.match(stderr, /^✖ The keychain of this system cannot be used\./);
	},
	'age --decrypt zoho.age': async example => {
		await writeExport();
		await using terminal = pasteInTerminal(example);
		await terminal.waitFor(/passphrase/i);
		terminal.type(`${environment.ZCONN_EXPORT_PASSPHRASE}\r`);
		assert.deepEqual(await terminal.waitForExit(), {code: 0});
	},
	'zconn import zoho.age --dry-run': async example => {
		await writeExport();
		await runs(example);
	},
	'zconn import zoho.age': async example => {
		await writeExport();
		await prepare(['remove', 'zoho', '--yes', '--keep-grant']);
		await runs(example);
		await prepare(['test', 'zoho']);
	},
	'zconn import connections.json': async example => {
		writeFileSync(join(place, 'connections.json'), await prepare(['export']));
		await prepare(['remove', 'zoho', '--yes', '--keep-grant']);
		await runs(example);
	},
	'zconn store init': runsInStore(),
	'zconn store status': runsInStore('share', 'zoho'),
	'zconn store audit zoho --limit 10': runsInStore('share', 'zoho'),
	'zconn share zoho': runsInStore(),
	'zconn unshare zoho': runsInStore('share', 'zoho'),
	'zconn keep': opens(/zoho {2}\w+ {2}until/),
	'zconn keep --notify \'mail -s "$ZCONN_REASON" ops@example.com\'': opens(/zoho {2}\w+ {2}until/),
	'umask 077; zconn token zoho --format http > zoho.http': async example => {
		await runs(example);
		const file = join(place, 'zoho.http');
		assert.equal(statSync(file).mode & 0o77, 0);
		const [, request = '', ...headers] = readFileSync(file, 'utf8').trim().split('\n');
		const [method = '', url = ''] = request.split(' ');
		const answer = await fetch(url, {
			method,
			headers: headers.map((line): [string, string] => {
				const [name = '', ...value] = line.split(': ');
				return [name, value.join(': ')];
			}),
		});
		assert.equal(answer.status, 200);
	},
	'zconn token zoho --format github | { IFS= read -r mask; printf "%s\\n" "$mask"; cat >> "$GITHUB_ENV"; }':
		async example => {
			const file = join(place, 'github.env');
			const {stdout, code} = await paste(example, 'bash', {GITHUB_ENV: file});
			assert.equal(code, 0);
			const [, token = ''] = /^ZOHO_ACCESS_TOKEN=(.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
			assert.match(token, /^1000\./);
			assert.equal(stdout, `::add-mask::${token}\n`);
		},
	'zconn token zoho --format k8s-secret | kubectl apply -f -': async example => {
		writeFileSync(join(bin, 'kubectl'), '#!/bin/sh\n[ "$*" = "apply -f -" ] && cat\n', {mode: 0o755});
		const {stdout, code} = await paste(example);
		assert.equal(code, 0);
		const [, value = ''] = /^ {2}ZOHO_AUTHORIZATION: "(.+)"$/m.exec(stdout) ?? [];
		assert.match(Buffer.from(value, 'base64').toString(), /^Zoho-oauthtoken 1000\./);
	},
	'zconn proxy zoho --port 8795': opens('ZCONN_PROXY_KEY='),
	"zconn proxy zoho --read-only --allow 'GET /books/**' -- node report.js": async example => {
		const program = `
			const {ZCONN_PROXY_URL: url, ZCONN_PROXY_KEY: key} = process.env;
			fetch(url + '/zoho/books/v3/organizations', {headers: {authorization: 'Bearer ' + key}})
				.then(answer => console.log(answer.status));
		`;
		writeFileSync(join(place, 'report.js'), program);
		const {stdout, stderr, code} = await paste(example.replace('node', `'${process.execPath}'`));
		assert.deepEqual([stdout, stderr, code], ['200\n', '', 0]);
	},
	'zconn practice': opens('❯ '),
	'zconn practice token zoho': async example => {
		const folder = join(scene.folder, 'practice');
		mkdirSync(folder, {recursive: true, mode: 0o700});
		copyFileSync(join(scene.folder, 'connections.json'), join(folder, 'connections.json'));
		await runs(example);
	},
	'zconn practice --serve': opens('Ctrl+C ends it.'),
	'source <(zconn completion zsh)': async example => {
		const {code, stderr} = await paste(`${example}; whence -w _zconn && (( $+_comps[zconn] ))`, 'zsh');
		assert.deepEqual([code, stderr], [0, '']);
	},
	'source <(zconn completion bash)': async example => {
		const {code, stdout} = await paste(`${example}; complete -p zconn`);
		assert.deepEqual([code, stdout], [0, 'complete -F _zconn zconn\n']);
	},
	'zconn completion fish | source': async example => {
		const {code, stdout} = await paste(`${example}; complete -C 'zconn tok'`, 'fish');
		assert.deepEqual([code, stdout.split('\t')[0]], [0, 'token']);
	},
	'zconn completion powershell | Out-String | Invoke-Expression': async example => {
		const {code, stderr} = await paste(example, 'pwsh');
		assert.deepEqual([code, stderr], [0, '']);
	},
};

const needs: Readonly<Record<string, string>> = {
	'age --decrypt zoho.age': 'age',
	'source <(zconn completion zsh)': 'zsh',
	'zconn completion fish | source': 'fish',
	'zconn completion powershell | Out-String | Invoke-Expression': 'pwsh',
};

const examples = commands.flatMap(({name, examples: each}) => each.map(example => ({name, example})));

/** These end a grant, so each gets one of its own; not more of them, for Zoho allows ten consents in ten minutes. */
const endsGrant = (name: string, example: string): boolean =>
	['revoke', 'remove'].includes(name) && !example.includes('--keep-grant');

const file = join(scene.folder, 'connections.json');
const start = async (): Promise<void> => {
	rmSync(file, {force: true});
	await connect(scene, {connectionName: 'Zoho', scopes});
};
await start();
const kept = join(temporaryDirectory(), 'kept.json');
cpSync(file, kept);

for (const {name, example} of examples) {
	const command = needs[example] ?? (example.includes('curl') ? 'curl' : undefined);
	test(`the example works as pasted: ${example}`, {skip: command ? without(command) : false}, async () => {
		if (endsGrant(name, example)) await start();
		else writeFileSync(file, readFileSync(kept));
		const way =
			runsByExample[example] ??
			otherRuns.find(([flag]) => example.includes(flag))?.[1] ??
			(example.startsWith('zconn new --no-input') ? consents : runs);
		await way(toPractice(example));
		// The grant of before is over.
		if (name === 'reconnect') cpSync(file, kept);
	});
}

test('each command has an example, and each way is that of one', () => {
	for (const {name, examples: each} of commands) assert.ok(each.length > 0, name);
	const all = new Set(examples.map(({example}) => example));
	for (const example of Object.keys(runsByExample)) assert.ok(all.has(example), example);
});
