import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {distCli} from '../helpers/program.js';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

test('api: a call, its pages, a missing scope, an address elsewhere, and a grant that has ended', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene, {
		scopes: 'ZohoBooks.settings.READ,ZohoBooks.contacts.READ',
	});
	const row = JSON.parse(readFileSync(join(scene.folder, 'connections.json'), 'utf8')).connections
		.bennett_books;
	const api = (...args: readonly string[]) => scene.run(['api', 'bennett_books', ...args]);

	const one = await api('/books/v3/organizations');
	assert.deepEqual([one.code, one.stderr], [0, '']);
	assert.equal(JSON.parse(one.stdout).organizations.length > 0, true);

	const pages = await api('/books/v3/contacts', '--paginate', '-F', 'per_page=1');
	assert.equal(pages.code, 0);
	const names = pages.stdout
		.trim()
		.split('\n')
		.map(line => JSON.parse(line).contacts[0].contact_name);
	assert.deepEqual(names, ['Harbor Cafe', 'Willow & Sons', 'Quartz Studio']);
	const slurped = await api('books/v3/contacts?per_page=2', '--paginate', '--slurp');
	assert.deepEqual(
		JSON.parse(slurped.stdout).map(({contacts}: {contacts: unknown[]}) => contacts.length),
		[2, 1],
	);

	// The third page is not asked for: by then it is known that the reader is gone.
	const deaf = spawn(
		process.execPath,
		[distCli, 'api', 'bennett_books', '/books/v3/contacts', '--paginate', '-F', 'per_page=1', '--debug'],
		{env: {...process.env, ...scene.environment}, stdio: ['ignore', 'pipe', 'pipe']},
	);
	deaf.stdout.destroy();
	const [log, [code]] = await Promise.all([text(deaf.stderr), once(deaf, 'exit')]);
	assert.equal(code, 0);
	assert.match(log, /^(?:GET \S+ → 200 in \d+ ms\n){2}$/);

	const scope = await api('/crm/v8/org', '--json');
	assert.equal(scope.code, 3);
	assert.equal(JSON.parse(scope.stdout).code, 'OAUTH_SCOPE_MISMATCH');
	assert.equal(JSON.parse(scope.stderr).error.id, 'api-scope-missing');

	const missing = await api('/books/v3/nothing/like/it', '-X', 'PUT', '-f', 'a=b');
	assert.equal(missing.code, 4);
	assert.match(missing.stdout, /practice Zoho refuses this call/);
	assert.match(missing.stderr, /✖ Zoho Books found nothing at PUT \/books\/v3\/nothing\/like\/it/);

	const foreign = await api('https://evil.example/books/v3/organizations');
	assert.deepEqual([foreign.code, foreign.stdout], [2, '']);
	const wrong = await api('/books/v3/contacts', '-f', 'nothing');
	assert.deepEqual([wrong.code, wrong.stdout], [2, '']);

	const debug = await api('/books/v3/organizations?organization_id=7', '--debug');
	assert.match(debug.stderr, /GET http:\/\/localhost:\d+\/books\/v3\/organizations → 200/);

	await endTokens(scene);
	const doubtful = await api('/books/v3/organizations');
	assert.equal(doubtful.code, 4);
	assert.match(doubtful.stderr, /zconn test bennett_books/);
	// As if the token had been there for an hour.
	const path = join(scene.folder, 'connections.json');
	const file = JSON.parse(readFileSync(path, 'utf8'));
	file.connections.bennett_books.refreshedAt = [];
	writeFileSync(path, JSON.stringify(file), {mode: 0o600});
	const ended = await api('/books/v3/organizations');
	assert.equal(ended.code, 3);
	assert.match(ended.stdout, /"code":57/);
	assert.match(ended.stderr, /zconn reconnect bennett_books/);
	assertNoSecrets({debug: debug.stderr, ended: ended.stderr, one: one.stdout}, [
		secret,
		row.refreshToken.plain,
		row.accessToken.plain,
	]);
});

test('api on a terminal lays JSON out for reading', async () => {
	await using scene = await openScene();
	await connect(scene);
	await using terminal = scene.wizard({args: ['api', 'bennett_books', '/books/v3/organizations'], rows: 60});
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
	assert.match(terminal.screen(), /^ {2}"message": "success",$/m);
});
