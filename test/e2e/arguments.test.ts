import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {closeBrowser} from '../helpers/browser.js';
import {browserScript} from '../helpers/browser-script.js';
import {temporaryDirectory} from '../helpers/temporary.js';
import {openConnectScene} from './connect-scene.js';
import {consent} from './scene.js';

after(closeBrowser);

/** What every user of the machine can read: the arguments of all processes, as often as it can be read. */
const watchArguments = () => {
	const seen = new Set<string>();
	const own = String(process.pid);
	const look = (): void => {
		for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name) && name !== own)) {
			try {
				seen.add(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
			} catch {
				// It has ended by now.
			}
		}
	};
	const timer = setInterval(look, 20);
	return {
		seen: (): string => [...seen].join('\n'),
		[Symbol.dispose]: () => clearInterval(timer),
	};
};

/** A browser that takes its time to start, so that its arguments are seen for certain. */
const slowBrowser = (): ReturnType<typeof browserScript> => {
	const directory = temporaryDirectory();
	const opened = browserScript(directory);
	const path = join(directory, 'slow-browser.sh');
	writeFileSync(path, `#!/bin/sh\n'${opened.path}' "$@"\nsleep 0.3\n`, {mode: 0o700});
	return {...opened, path};
};

test('no state, challenge, code, token or secret ever stands in the arguments of a process', {
	skip: process.platform !== 'linux' && 'only Linux shows arguments as files',
}, async () => {
	await using scene = await openConnectScene();
	const {client, page} = scene;
	using watch = watchArguments();
	const opened = slowBrowser();
	const env = {BROWSER: opened.path, ZCONN_CLIENT_SECRET: client.secret};
	const scopes = 'AaaServer.profile.READ,ZohoBooks.settings.READ';
	const addresses: string[] = [];
	page.on('request', request => addresses.push(request.url()));

	const made = scene.runAlone(
		['new', '--no-input', '--client-id', client.id, '--connection-name', 'Books', '--scope', scopes],
		{env},
	);
	await consent(page, await opened.waitForOpenedUrl(), 'Noah');
	assert.equal((await made).code, 0, (await made).stderr);
	const wider = scene.runAlone(
		['edit', 'books', '--no-input', '--scope', `${scopes},ZohoInventory.settings.READ`],
		{env: {BROWSER: opened.path}},
	);
	await consent(page, await opened.waitForOpenedUrl(2), 'Noah');
	assert.equal((await wider).code, 0, (await wider).stderr);
	const token = (await scene.runAlone(['token', 'books'])).stdout.trim();
	assert.equal((await scene.runAlone(['api', 'books', '/books/v3/organizations'])).code, 0);

	const {connections} = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8'));
	const secrets = addresses.flatMap(address => {
		const {searchParams} = new URL(address);
		const names = ['state', 'code_challenge', 'code', 'enhance_token'];
		return names.flatMap(name => searchParams.getAll(name));
	});
	assert.ok(secrets.length >= 6, 'the browser saw states, challenges, a code and the token for widening');
	const everything = [...secrets, client.secret, token, connections.books.refreshToken.plain];
	const seen = watch.seen();
	// That the watch works: the links of the launcher were seen.
	for (const link of opened.openedUrls()) assert.ok(seen.includes(link), link);
	for (const secret of new Set(everything)) assert.ok(!seen.includes(secret), 'a secret stands in arguments');
});
