import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TestOutcome} from '../../../source/connection/outcomes.js';
import {keymap} from '../../../source/ui/lines/keys.js';
import {rowWidth} from '../../../source/ui/lines/line.js';
import {readyFace} from '../../../source/ui/wizard/ready.js';
import {pressWizard} from '../../../source/ui/wizard/view.js';
import type {ProbeResult} from '../../../source/zoho/products/judge.js';
import {sampleNow} from '../../connection/samples.js';
import {Driver, goodCallback, tokens, waiting, withTarget} from '../../wizard/driver.js';
import {clientCredentials, redeemed} from '../../wizard/flows/driver.js';
import {ascii, Screen, textOf, unicode} from '../samples.js';

const id = 'draft-1-1';
const scopes = ['AaaServer.profile.READ', 'ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ'];
const works: ProbeResult = {product: 'Zoho Books', verdict: 'works', scope: 'ZohoBooks.settings.READ'};
const account = {id: '1', name: 'Noah Bennett', email: 'noah@example.com'};
const organization = {id: '700100003', name: 'Bennett Coffee Roasters', product: 'Zoho Books'};

/** A new connection, from the review to Ready. */
const ready = (
	change: {
		readonly probes?: readonly ProbeResult[];
		readonly asked?: readonly string[];
		readonly folderFlag?: string;
	} = {},
): Screen => {
	const {probes = [works], asked = scopes, folderFlag} = change;
	const path = '/home/noah/.config/zoho-connections/connections.json';
	const driver = waiting({connectionName: 'Bennett Books', scopes: asked})
		.send({type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow})
		.send({type: 'code-exchanged', id, reading: tokens({scopes}), at: sampleNow})
		.send({type: 'connection-saved', id, linkName: 'bennett_books', path, folderFlag})
		.send({type: 'proven', id, proof: {account, organization, probes}});
	return new Screen(driver);
};

test('while a grant is tested the product that is asked stands beside the stage', () => {
	const proving = waiting({connectionName: 'Bennett Books', scopes})
		.send({type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow})
		.send({type: 'code-exchanged', id, reading: tokens({scopes}), at: sampleNow})
		.send({type: 'connection-saved', id, linkName: 'bennett_books', path: '/x', folderFlag: undefined});
	const screen = new Screen(proving);
	assert.match(screen.text(), /^ {2}[◐◓◑◒] Testing the connection +Zoho Books$/m);
	screen.columns = 40;
	assert.match(screen.text(), /^ {2}[◐◓◑◒] Testing the connection +Zoho Books$/m);
});

const asked = [...scopes, 'ZohoBooks.invoices.CREATE'];
const lacking: ProbeResult = {product: 'Zoho CRM', verdict: 'scope-missing', scope: 'ZohoCRM.org.READ'};

const states: Readonly<Record<string, () => Screen>> = {
	new: ready,
	'a way is highlighted': () => ready().press('down', 'down'),
	'partly granted': () => ready({asked}),
	'a call lacked a scope': () => ready({probes: [works, lacking]}),
	'many scopes': () =>
		ready({asked: Array.from({length: 40}, (_none, index) => `ZohoBooks.thing${index}.READ`)}),
	'nothing was to be asked': () => new Screen(new Driver({}, withTarget()).enter()),
	'another folder': () => ready({folderFlag: '--config-dir "/tmp/other folder"'}),
	help: () => ready().press('ctrl-g'),
};

const sizes = [
	{columns: 40, rows: 12},
	{columns: 80, rows: 12},
	{columns: 40, rows: 24},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
] as const;

const sized = (screen: Screen, size: {readonly columns: number; readonly rows: number}): Screen =>
	Object.assign(screen, size);

test('Ready at 80 × 24, row for row', () => {
	assert.equal(
		ready().text(),
		`zconn · New connection                                           United States
✔ Client  ✔ Service  ✔ Scopes  ✔ Connection  ✔ Connect  ✔ Ready

✔ The connection has been authenticated and is ready for use.

  Connection      Bennett Books  bennett_books
  Account         Noah Bennett <noah@example.com>
  Organization    Bennett Coffee Roasters (700100003)
  Data center     United States
  Granted         AaaServer.profile.READ, ZohoBooks.contacts.READ,
                  ZohoBooks.settings.READ
  Token expires   13:00 UTC, in 60 min; it refreshes by itself
  Tested          ✔ Zoho Books
  Saved in        /home/noah/.config/zoho-connections/connections.json
  Secrets         plain text, readable only by you; seal them: zconn secrets

What next
  g  Copy to Sigma     its clicks and values, one by one
     In a script       zconn token bennett_books
     Call the API      zconn api bennett_books /books/v3/organizations
     Later             zconn  opens Home

Enter done · g copy to Sigma · t test again · ↑↓ choose · ? help · Ctrl+C leave`,
	);
});

test('Ready at 40 × 12 in a few words, and what next behind ↓', () => {
	const screen = sized(ready(), sizes[0]);
	assert.equal(
		screen.text(),
		`zconn · New connection    United States
✔✔✔✔✔✔ Ready (6 of 6)
✔ Ready for use.
  Bennett Books  bennett_books
  Noah Bennett
  Bennett Coffee Roasters
  3 scopes granted  ✔ Zoho Books
  Token expires 13:00 UTC
zconn token bennett_books
The full page stays after Enter.
Enter done · g copy to Sigma · ↓ more`,
	);
	const next = screen.press('down').lines();
	assert.deepEqual(next.slice(3, 9), [
		'What next',
		'  ▸  Copy to Sigma',
		'     its clicks and values, one by one',
		'     In a script',
		'     Call the API',
		'     Later             zconn  opens Home',
	]);
	assert.equal(next.at(-1), 'Enter copy to Sigma · ↑↓ choose · ? help');
});

for (const [name, make] of Object.entries(states)) {
	test(`Ready, ${name}: fits every window, also in ASCII, and its keys do something`, () => {
		for (const size of sizes) {
			for (const glyphs of [unicode, ascii, {...unicode, program: 'zconn practice', isPractice: true}]) {
				const screen = sized(make(), size);
				screen.glyphs = glyphs;
				const {lines} = screen.frame();
				assert.ok(lines.length < size.rows, screen.text());
				for (const row of lines) assert.ok(rowWidth(row) <= size.columns, textOf(row));
				if (glyphs.isAscii) for (const row of lines) assert.match(textOf(row), /^[\x20-\x7E]*$/);
				if (name === 'help') continue;
				const keys = textOf(lines.at(-1) ?? {spans: []});
				assert.match(keys, /^Enter /);
				assert.equal(textOf(lines[1] ?? {spans: []}).includes('Ready'), true);
			}
			if (name === 'help') continue;
			const screen = sized(make(), size);
			for (const {command} of readyFace.bands(screen.input()).keys) {
				if (command === 'move' || command === 'type' || command === 'leave') continue;
				const [key] = keymap[command];
				const press = key.length === 1 ? {name: 'text', text: key} : {name: key, text: ''};
				assert.notEqual(pressWizard(press, screen.input()), undefined, `${name}: ${key}`);
			}
		}
	});
}

const leavesBy = (screen: Screen, name: string): string | undefined =>
	pressWizard(name.length === 1 ? {name: 'text', text: name} : {name, text: ''}, screen.input())?.leaves;

test('Enter is done; down goes to Sigma first, then to commands, which Enter copies', () => {
	assert.equal(leavesBy(ready(), 'enter'), 'done');
	assert.equal(leavesBy(ready(), 'escape'), 'done');
	assert.equal(leavesBy(ready(), 'g'), 'sigma');
	const screen = ready().press('down');
	assert.match(screen.text(), /^ {2}▸ {2}Copy to Sigma/m);
	assert.match(screen.lines().at(-1) ?? '', /^Enter copy to Sigma · t test again/);
	assert.equal(leavesBy(screen, 'enter'), 'sigma');
	screen.press('down', 'enter');
	assert.equal(screen.driver.last('copy').text, 'zconn token bennett_books');
	screen.driver.send({
		type: 'copy-ended',
		label: 'zconn token bennett_books',
		key: 'In a script',
		how: 'terminal',
	});
	assert.match(screen.text(), /^! Sent zconn token bennett_books to your terminal's clipboard\./m);
	screen.press('down', 'down');
	assert.match(screen.lines().at(-1) ?? '', /^Enter done /);
	assert.equal(leavesBy(screen, 'enter'), 'done');
	screen.press('up', 'up', 'up', 'up');
	assert.equal(leavesBy(screen, 'enter'), 'done');
	assert.doesNotMatch(screen.text(), /▸/);
});

test('what was not granted is said in the first sentence, and named', () => {
	const screen = ready({asked});
	assert.match(screen.text(), /^! The connection works, with 1 scope missing\.$/m);
	assert.match(screen.text(), /^ {2}Not granted {5}! ZohoBooks\.invoices\.CREATE$/m);
	assert.match(sized(ready({asked}), sizes[0]).text(), /^! Works, with 1 scope missing\.$/m);
});

test('a call that lacked a scope names the command that adds it, one that failed says so, and t asks once more', () => {
	const screen = ready({probes: [works, lacking]});
	assert.match(screen.text(), /zconn edit bennett_books --add-scope ZohoCRM\.org\.READ/);
	assert.doesNotMatch(ready().text(), /--add-scope/);
	const unclear = ready({probes: [{...works, verdict: 'could-not-tell'}]});
	assert.match(unclear.text(), /^ {2}Tested {10}! Zoho Books did not answer$/m);
	unclear.press({name: 'text', text: 't'});
	assert.deepEqual(unclear.driver.last('test-again'), {type: 'test-again', linkName: 'bennett_books'});
	assert.match(unclear.text(), /^Testing it again …$/m);
	unclear.press({name: 'text', text: 't'});
	assert.equal(unclear.driver.count('test-again'), 1);
	const outcome: TestOutcome = {
		kind: 'good',
		linkName: 'bennett_books',
		name: 'Bennett Books',
		expiresAt: new Date(sampleNow + 1_800_000).toISOString(),
		isNewToken: false,
		calls: [works],
		account,
		organization,
	};
	unclear.driver.send({type: 'test-ended', outcome});
	assert.match(unclear.text(), /^ {2}Tested {10}✔ Zoho Books$/m);
	assert.match(unclear.text(), /^ {2}Token expires {3}12:30 UTC, in 30 min/m);
	assert.match(unclear.text(), /^✔ Bennett Books works\.$/m);
});

test('the test that fails says why, and the connection stays', () => {
	const screen = ready().press({name: 'text', text: 't'});
	const refusal = {
		id: 'offline',
		what: 'Zoho cannot be reached.',
		why: 'No network.',
		next: '',
		exitCode: 4,
	} as const;
	screen.driver.send({
		type: 'test-ended',
		outcome: {kind: 'refused', linkName: 'bennett_books', refusal, calls: []},
	});
	assert.match(screen.text(), /^! Zoho cannot be reached\. No network\.$/m);
	assert.match(screen.text(), /^ {2}Connection {6}Bennett Books {2}bennett_books$/m);
});

test('the page that stays has everything in full, whatever the window', () => {
	const screen = sized(ready({asked, probes: [works, lacking]}), sizes[0]);
	const page = readyFace.page(screen.input()).map(textOf);
	const whole = page.join(' ').replaceAll(/\s+/g, ' ');
	for (const part of [
		'! The connection works, with 1 scope missing.',
		'Connection Bennett Books bennett_books',
		'Account Noah Bennett <noah@example.com>',
		'Organization Bennett Coffee Roasters (700100003)',
		'Data center United States',
		'Granted AaaServer.profile.READ, ZohoBooks.contacts.READ, ZohoBooks.settings.READ',
		'Not granted ! ZohoBooks.invoices.CREATE',
		'Token expires 13:00 UTC, in 60 min; it refreshes by itself',
		'seal them: zconn secrets',
		'What next g Copy to Sigma its clicks and values, one by one',
		'In a script zconn token bennett_books',
		'Later zconn opens Home',
	])
		assert.ok(whole.includes(part), `${part}\n${page.join('\n')}`);
	// A command is in one piece, so that it can be copied.
	assert.ok(page.some(row => row.trim() === 'zconn edit bennett_books --add-scope ZohoCRM.org.READ'));
});

test('a long path and a long command are broken between their parts on the screen, and whole in the page that stays', () => {
	const folder = '/home/noah/projects/customers/acme/zoho connections';
	const screen = sized(ready({folderFlag: `--config-dir '${folder}'`}), sizes[2]).press('down', 'down');
	assert.match(screen.text(), /^ {5}zconn --config-dir$/m);
	assert.doesNotMatch(screen.text(), /zoho connec…/);
	const page = readyFace.page(screen.input()).map(textOf);
	assert.ok(page.some(row => row.trim() === `zconn --config-dir '${folder}' token bennett_books`));
	assert.ok(page.some(row => row.trim() === '/home/noah/.config/zoho-connections/connections.json'));
});

test('in practice, elsewhere and without a refresh token Ready says what is true there', () => {
	const practice = ready();
	practice.glyphs = {...unicode, program: 'zconn practice', isPractice: true};
	assert.match(practice.text(), /Copy to Sigma {5}its clicks and values, into the practice Sigma$/m);
	assert.match(practice.text(), /zconn practice token bennett_books$/m);
	assert.match(practice.text(), /seal them:(?: |\n {18})zconn practice secrets$/m);
	assert.match(practice.text(), /Later {13}zconn practice {2}opens Home$/m);
	const elsewhere = ready({folderFlag: '--config-dir "/tmp/other"'});
	assert.match(elsewhere.text(), /zconn --config-dir "\/tmp\/other" token bennett_books/);
	assert.doesNotMatch(elsewhere.lines().at(-1) ?? '', /copy to Sigma|test again/);
	elsewhere.press({name: 'text', text: 'g'});
	assert.match(
		elsewhere.text().replaceAll(/\s+/g, ' '),
		/Type: zconn --config-dir "\/tmp\/other" sheet bennett_books/,
	);
	const alone = clientCredentials()
		.send(redeemed({refreshToken: undefined}))
		.send({type: 'tried', id, proof: {account: null, organization: null, probes: [works]}})
		.send({type: 'connection-saved', id, linkName: 'acme', path: '/home/noah/connections.json'});
	assert.match(new Screen(alone).text(), /zconn asks for a new one by itself$/m);
});

test('an edit that needed no consent says so, and what next', () => {
	const screen = new Screen(new Driver({}, withTarget()).enter());
	assert.match(screen.text(), /^✔ Nothing was changed, so nothing was written\.$/m);
	assert.match(screen.text(), /^ {2}g {2}Copy to Sigma/m);
	assert.match(screen.text(), /zconn token acme$/m);
	assert.doesNotMatch(screen.lines().at(-1) ?? '', /test again/);
});
