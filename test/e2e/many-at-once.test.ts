import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {sealLightly} from '../io/helpers/secrets.js';
import {connect} from './connect-scene.js';
import {openScene, type Scene} from './scene.js';

/** So many programs at the same moment; the soak test starts a hundred. */
const many = Array.from({length: 30}, (_none, index) => index);

/** Lets the saved access token be over, as an hour would. */
const expire = (scene: Scene): void => {
	const file = join(scene.folder, 'connections.json');
	const saved = JSON.parse(readFileSync(file, 'utf8'));
	saved.connections.bennett_books.accessTokenExpiresAt = '2020-01-01T00:00:00.000Z';
	writeFileSync(file, JSON.stringify(saved));
};

const refreshesOf = async (scene: Scene): Promise<number> =>
	(await scene.tokenRequests())['refresh_token asked'] ?? 0;

/** Done, without a word but that of waiting longer than a second. */
const quiet = /^0 (?:Waiting for another zconn (?:\(process \d+\) )?to finish …\n)?$/;

test('thirty processes that want a token at once spend one refresh, and all get the same new one', async () => {
	await using scene = await openScene();
	await connect(scene);
	const old = (await scene.run(['token', 'bennett_books'])).stdout;
	expire(scene);
	const before = await refreshesOf(scene);
	const results = await Promise.all(
		many.map(() => scene.runAlone(['token', 'bennett_books'], {timeout: 120_000})),
	);
	for (const {code, stderr} of results) assert.match(`${code} ${stderr}`, quiet);
	const [token, ...others] = new Set(results.map(({stdout}) => stdout));
	assert.deepEqual(others, []);
	assert.match(token ?? '', /^1000\.\S+\n$/);
	assert.notEqual(token, old);
	assert.equal((await refreshesOf(scene)) - before, 1);
	assert.deepEqual(
		readdirSync(scene.folder).filter(name => name.includes('lock') || name.includes('tmp')),
		[],
	);
});

test('a throttle that one of them met is told to all of them, and asked about once', async () => {
	await using scene = await openScene();
	await connect(scene);
	expire(scene);
	await scene.setFaults({'throttle-200': true});
	const before = await refreshesOf(scene);
	const results = await Promise.all(
		many.slice(0, 12).map(() => scene.runAlone(['token', 'bennett_books'], {timeout: 120_000})),
	);
	assert.deepEqual([...new Set(results.map(({code, stdout}) => `${code} ${stdout}`))], ['4 ']);
	for (const {stderr} of results) assert.match(stderr, /\d\d:\d\d UTC/);
	assert.equal((await refreshesOf(scene)) - before, 1);
});

test('ten new tokens in ten minutes are the budget of all processes together: the next is refused from here', async () => {
	await using scene = await openScene();
	await connect(scene);
	// The one that came with the consent is the first.
	for (let count = 2; count <= 10; count++)
		assert.equal((await scene.run(['token', 'bennett_books', '--force'])).code, 0, String(count));
	const before = await refreshesOf(scene);
	const over = await scene.run(['token', 'bennett_books', '--force']);
	assert.deepEqual([over.code, over.stdout], [4, '']);
	assert.match(over.stderr, /Wait until \d\d:\d\d UTC/);
	assert.equal(await refreshesOf(scene), before);
	// The one that lives is as good as before.
	assert.equal((await scene.run(['token', 'bennett_books'])).code, 0);
});

test('many processes that need a passphrase spend one refresh too', async () => {
	await using scene = await openScene();
	await connect(scene);
	const options = {env: {ZCONN_PASSPHRASE: 'several plain words'}, timeout: 120_000};
	await sealLightly(scene.folder, options.env.ZCONN_PASSPHRASE);
	expire(scene);
	const before = await refreshesOf(scene);
	const results = await Promise.all(
		many.slice(0, 4).map(() => scene.runAlone(['token', 'bennett_books'], options)),
	);
	for (const {code, stderr} of results) assert.match(`${code} ${stderr}`, quiet);
	assert.equal(new Set(results.map(({stdout}) => stdout)).size, 1);
	assert.equal((await refreshesOf(scene)) - before, 1);
});
