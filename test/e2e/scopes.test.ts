import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {closeTerminals, type TestTerminal} from '../helpers/terminal.js';
import {openScene, type Scene} from './scene.js';

after(closeTerminals);

const flags = [
	'--data-center',
	'us',
	'--client-id',
	`1000.${'SAMPLE'.repeat(5)}AB`,
	'--service-name',
	'Picked',
];

/** The wizard at its scopes; the answers before come from flags, each one taken with Enter. */
const atScopes = async (
	scene: Scene,
	size: {columns?: number; rows?: number} = {},
): Promise<TestTerminal> => {
	const terminal = scene.wizard({
		rows: 30,
		...size,
		args: ['new', ...flags],
		env: {ZCONN_CLIENT_SECRET: '0123456789abcdef0123456789abcdef0123456789'},
	});
	for (const label of [
		...['Data center', 'Client Type', 'API Console form', 'Use the same', 'Data centers to'],
		...['Client ID', 'Client Secret'],
		' Use these values',
	]) {
		await terminal.waitFor(`❯ ${label}`);
		terminal.press(label === 'API Console form' ? 'tab' : 'enter');
	}
	await terminal.waitFor('❯ Scope ');
	await terminal.waitFor(/^ {2}▸ /m);
	return terminal;
};

const draftScopes = async (scene: Scene): Promise<readonly string[]> => {
	const {readFileSync} = await import('node:fs');
	const {drafts} = JSON.parse(readFileSync(`${scene.folder}/connections.json`, 'utf8'));
	const [draft] = Object.values<{answers: {scopes: readonly string[]}}>(drafts);
	return draft?.answers.scopes ?? [];
};

test('a person searches, marks, opens a product, takes all that reads, and sees what was chosen', async () => {
	await using scene = await openScene();
	await using terminal = await atScopes(scene);
	assert.match(terminal.screen(), /Who am I/);
	assert.match(terminal.screen(), /Zoho Books +86 scopes/);

	terminal.type('contacts books');
	await terminal.waitFor(/▸ ◯ ZohoBooks\.contacts\.READ +Read contacts/);
	terminal.press('down', 'up', 'space');
	await terminal.waitFor('1 chosen, read only');

	terminal.press('right');
	await terminal.waitFor('❯ Zoho Books');
	assert.match(terminal.screen(), /READ +CREATE +UPDATE +DELETE +ALL/);
	terminal.press('ctrl-r');
	await terminal.waitFor(/(1\d|2\d) chosen, read only/);
	terminal.press('right', 'space');
	await terminal.waitFor('1 can write');

	terminal.press('esc');
	await terminal.waitFor('❯ Scope ');
	terminal.press('ctrl-o');
	await terminal.waitFor('❯ Chosen');
	await terminal.waitFor('▸ ◉ ZohoBooks.contacts.READ');
	terminal.press('esc');
	await terminal.waitFor('Who am I');

	terminal.press('enter');
	await terminal.waitFor('❯ Scope Delimiter');
	terminal.press('ctrl-c');
	await terminal.waitForExit();
	const scopes = await draftScopes(scene);
	assert.equal(scopes[0], 'ZohoBooks.contacts.READ');
	assert.ok(scopes.includes('ZohoBooks.invoices.READ') && scopes.includes('ZohoBooks.accountants.CREATE'));
});

test('a pasted list is kept whole, and the offered spelling is taken by one key', async () => {
	await using scene = await openScene();
	await using terminal = await atScopes(scene);
	terminal.paste('"ZohoBilling.invoices.READ",\r\nscope=ZohoBooks.contacts.READ other.thing.');
	await terminal.waitFor('3 chosen');
	await terminal.waitFor('! ZohoBilling.invoices.READ is not known');
	terminal.press('ctrl-n');
	await terminal.waitFor('▸ ◉ ZohoSubscriptions.invoices.READ');
	terminal.press('enter');
	await terminal.waitFor('❯ Scope Delimiter');
	terminal.press('ctrl-c');
	await terminal.waitForExit();
	assert.deepEqual(await draftScopes(scene), [
		'ZohoSubscriptions.invoices.READ',
		'ZohoBooks.contacts.READ',
		'other.thing',
	]);
});

test('without a terminal, doubtful scopes are told before the address is', async () => {
	await using scene = await openScene();
	const {code, stderr} = await scene.run(
		[
			...['new', '--no-input', ...flags, '--connection-name', 'Doubtful', '--no-browser', '--timeout', '1'],
			...['--scope', 'ZohoBilling.invoices.READ,ZohoBooks.contacts.READ'],
		],
		{env: {ZCONN_CLIENT_SECRET: '0123456789abcdef0123456789abcdef0123456789'}},
	);
	assert.equal(code, 4);
	assert.match(
		stderr,
		/^! ZohoBilling\.invoices\.READ is not known; near is ZohoSubscriptions\.invoices\.READ\.$/m,
	);
	assert.ok(stderr.indexOf('! ZohoBilling') < stderr.indexOf('Open this address'));
	assert.ok(!/! ZohoBooks/.test(stderr));
});

test('in 40 × 12 the picker works, and nothing is left behind by its frames', async () => {
	await using scene = await openScene();
	await using terminal = await atScopes(scene, {columns: 40, rows: 12});
	terminal.type('desk tickets');
	await terminal.waitFor('▸ ◯ Desk.tickets.READ');
	terminal.press('down', 'up', 'space', 'right');
	await terminal.waitFor('❯ Zoho Desk');
	const screen = await terminal.waitFor(/R {3}C {3}U {3}D {3}/);
	assert.match(screen, /1 chosen/);
	assert.equal(screen.match(/❯/g)?.length, 1);
	terminal.press('left');
	await terminal.waitFor('❯ Scope ');
	assert.equal(terminal.screen().match(/❯/g)?.length, 1);
});
