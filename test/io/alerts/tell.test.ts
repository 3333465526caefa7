import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {type TestContext, test} from 'node:test';
import {senderFor} from '../../../source/io/alerts/send.js';
import {tellNews} from '../../../source/io/alerts/tell.js';
import {createTold} from '../../../source/io/alerts/told.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createHttp} from '../../../source/io/network/http.js';
import type {Kept} from '../../../source/io/shared/keep.js';
import {ok, type Refusal} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith, modeOf, temporaryFolder} from '../helpers/files.js';

const refusal: Refusal = {
	id: 'grant-over',
	what: 'Zoho ended "$(touch hacked)" `id`.',
	why: "It's over; 'why' is %PATH% unknown.",
	next: 'Reconnect: zconn reconnect books',
	exitCode: 3,
};
const lost: Kept = {kind: 'refused', linkName: 'books', refusal, dueIn: 30};

const open = (t: TestContext, notify: string, folder = temporaryFolder(t)) => {
	const network = createHttp({environment: {}, version: '0'});
	t.after(() => network.close());
	const environment = {
		PATH: process.env.PATH,
		ZCONN_PASSPHRASE: 'hidden',
		ZCONN_NOTIFY: 'hidden',
		OUT: path.join(folder, 'out'),
	};
	const send = senderFor(notify, {environment, http: async () => network});
	assert.ok(send.ok);
	const said: string[] = [];
	const world = {
		store: {read: () => ok(fileWith([connection()]))},
		clock: {now: () => epoch},
		memory: createTold(folder, createLock()),
		send: send.value,
		named: (words: string) => words.replaceAll('zconn reconnect', 'npx zconn reconnect'),
		complain: (words: string) => said.push(words),
	};
	const out = () => fs.readFileSync(path.join(folder, 'out'), 'utf8');
	return {folder, said, world, out, tell: (...round: readonly Kept[]) => tellNews(world, round)};
};

test('a command is told once across runs, in its environment and on stdin, and no shell reads what it is told', async t => {
	const command =
		'cat >> "$OUT"; printf "%s|%s|%s|%s|%s\\n" "$ZCONN_EVENT" "$ZCONN_CONNECTION" "$ZCONN_REASON" "$ZCONN_WHY" "$ZCONN_FIX$ZCONN_PASSPHRASE$ZCONN_NOTIFY" >> "$OUT"';
	const first = open(t, command);
	await first.tell(lost);
	await first.tell(lost);
	await open(t, command, first.folder).tell(lost);
	const [json = '', words, ...more] = first.out().split('\n');
	const {event, text: said, format} = JSON.parse(json);
	assert.deepEqual([format, event.kind, event.connection], [1, 'needs-reconnecting', 'books']);
	assert.equal(event.nextStep, 'Reconnect: npx zconn reconnect books');
	assert.ok(said.includes(event.what) && said.includes(event.nextStep));
	assert.equal(
		words,
		`needs-reconnecting|books|books: ${refusal.what}|${refusal.why}|Reconnect: npx zconn reconnect books`,
	);
	assert.deepEqual(more, ['']);
	assert.ok(!fs.existsSync('hacked'));
	assert.equal(modeOf(path.join(first.folder, 'connections.told.json')), '600');
	assert.deepEqual(first.said, []);
});

test('of several programs in one folder one tells', async t => {
	const first = open(t, 'echo told >> "$OUT"');
	const others = Array.from({length: 4}, () => open(t, 'echo told >> "$OUT"', first.folder));
	await Promise.all([first, ...others].map(({tell}) => tell(lost)));
	assert.equal(first.out(), 'told\n');
});

test('a command that fails is said, and stops nothing', async t => {
	for (const command of ['exit 7', '/no/such/command', 'kill -9 $$']) {
		const {tell, said} = open(t, command);
		await tell(lost, {kind: 'fresh', linkName: 'other', expiresAt: '', dueIn: 30});
		assert.equal(said.length, 1, command);
		assert.match(said[0] ?? '', /^! The notification about books failed: it ended with (?:7|127|SIGKILL)\. /);
	}
});

test('a memory that is broken or cannot be written is no reason not to tell', async t => {
	const {tell, folder, out, said} = open(t, 'echo told >> "$OUT"');
	fs.writeFileSync(path.join(folder, 'connections.told.json'), '{"format":1,"told":{"books":7}}');
	await tell(lost);
	assert.equal(out(), 'told\n');
	const other = open(t, 'echo told >> "$OUT"');
	fs.mkdirSync(path.join(other.folder, 'connections.told.json', 'in-the-way'), {recursive: true});
	await other.tell(lost);
	await other.tell(lost);
	assert.equal(other.out(), 'told\n');
	assert.match(other.said.join(), /could not be saved/);
	assert.deepEqual(said, []);
});

test('a webhook gets the same as JSON; one that refuses is said', async t => {
	const bodies: string[] = [];
	let status = 204;
	const server = http.createServer(async (request, response) => {
		bodies.push(`${request.method} ${request.headers['content-type']} ${await text(request)}`);
		response.writeHead(status).end();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	t.after(() => server.close());
	const address = server.address();
	assert.ok(address !== null && typeof address === 'object');
	const url = `http://127.0.0.1:${address.port}/hook?key=1`;
	const {tell, said} = open(t, url);
	await tell(lost);
	await tell(lost);
	assert.equal(bodies.length, 1);
	assert.match(bodies[0] ?? '', /^POST application\/json \{"format":1,"text":"books: Zoho ended/);
	assert.deepEqual(said, []);
	status = 500;
	const failing = open(t, url);
	await failing.tell(lost);
	assert.match(failing.said.join(), /it answered 500/);
	// The address of a webhook is a secret.
	assert.ok(!failing.said.join().includes('key=1'));
});

test('an address to which nothing is sent is refused before the first round', () => {
	const world = {environment: {}, http: async () => Promise.reject(new Error('No network.'))};
	for (const address of [
		'http://example.com/hook',
		'ftp://example.com/',
		'https://user:secret@example.com/',
	]) {
		const sender = senderFor(address, world);
		assert.equal(!sender.ok && sender.refusal.id, 'wrong-use', address);
		assert.ok(!JSON.stringify(sender).includes('secret'));
	}
});
