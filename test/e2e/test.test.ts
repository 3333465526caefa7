import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {assertNoSecrets} from '../helpers/secrets-sweep.js';
import {connect, endTokens} from './connect-scene.js';
import {openScene} from './scene.js';

test('test: what works, what is missing, a token evicted, a grant that is over', async () => {
	await using scene = await openScene();
	const {secret} = await connect(scene, {
		scopes: 'AaaServer.profile.READ,ZohoBooks.settings.READ,ZohoCRM.org.READ',
	});
	const file = join(scene.folder, 'connections.json');
	const read = () => JSON.parse(readFileSync(file, 'utf8')).connections.bennett_books;
	const {accessToken, refreshToken} = read();

	const works = await scene.run(['test', 'bennett_books']);
	assert.equal(works.code, 0);
	assert.match(works.stdout, /^bennett_books {2}ready {10}token good, until \d\d:\d\d UTC$/m);
	assert.match(works.stdout, /^bennett_books {2}Zoho Accounts {2}works$/m);
	assert.match(works.stdout, /^bennett_books {2}Zoho Books {5}works$/m);
	assert.match(works.stdout, /^bennett_books {2}Zoho CRM {7}works$/m);
	assert.equal(read().accessToken.plain, accessToken.plain);

	// A dead access token: Books has one word for that and for a missing scope.
	await fetch(`${scene.dataCenter('us').accounts}/oauth/v2/token/revoke`, {
		method: 'POST',
		body: new URLSearchParams({token: accessToken.plain}),
	});
	const evicted = await scene.run(['test', '--all', '--json']);
	assert.equal(evicted.code, 0);
	const [row] = JSON.parse(evicted.stdout).connections;
	assert.equal(row.health, 'ready');
	assert.deepEqual(
		row.calls.map((call: {product: string; verdict: string}) => [call.product, call.verdict]),
		[
			['Zoho Accounts', 'works'],
			['Zoho Books', 'works'],
			['Zoho CRM', 'works'],
		],
	);
	assert.equal(row.account.email, 'noah@example.com');
	assert.notEqual(read().accessToken.plain, accessToken.plain);

	await endTokens(scene);
	const over = await scene.run(['test', 'bennett_books']);
	assert.equal(over.code, 3);
	assert.match(over.stdout, /^bennett_books {2}needs reconnecting/m);
	assert.match(over.stdout, /^bennett_books {2}Zoho Books +token rejected/m);
	assert.deepEqual(read().refreshToken, refreshToken);

	const missing = await scene.run(['test', 'nothing']);
	assert.equal(missing.code, 5);
	assertNoSecrets({works: works.stdout, evicted: evicted.stdout, over: over.stdout + over.stderr}, [
		secret,
		refreshToken.plain,
		accessToken.plain,
	]);
});

test('a scope that Zoho did not grant: token good, scope missing, exit 0', async () => {
	await using scene = await openScene();
	await connect(scene, {scopes: 'ZohoBooks.settings.READ,ZohoCRM.org.READ'});
	// The file claims more than was granted, as after a change at Zoho.
	const file = join(scene.folder, 'connections.json');
	const saved = JSON.parse(readFileSync(file, 'utf8'));
	saved.connections.bennett_books.scopesGranted.push('ZohoInventory.settings.READ');
	writeFileSync(file, JSON.stringify(saved));
	const result = await scene.run(['test', 'bennett_books']);
	assert.equal(result.code, 0);
	assert.match(result.stdout, /token good, scope missing for Zoho Inventory/);
	assert.match(
		result.stdout,
		/^bennett_books {2}Zoho Inventory +scope missing \(ZohoInventory\.settings\.READ\): zconn edit bennett_books --add-scope ZohoInventory\.settings\.READ$/m,
	);
	assert.doesNotMatch(result.stdout + result.stderr, /credentials/i);
});
