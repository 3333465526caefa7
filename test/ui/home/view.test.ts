import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {emptyFile} from '../../../source/connection/file/format.js';
import {placeOf} from '../../../source/home/state.js';
import {homeLetters} from '../../../source/ui/home/letters.js';
import {staysNear} from '../../../source/ui/home/press.js';
import {homeFrame} from '../../../source/ui/home/view.js';
import {keymap, type Press} from '../../../source/ui/lines/keys.js';
import {widthOf, widthOfSpans} from '../../../source/ui/lines/line.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {fullFile, homeOf, iso, manyConnections, refreshed, tested} from '../../home/samples.js';
import {ascii, textOf, unicode} from '../samples.js';
import {windows} from '../states/frames.js';
import {states} from '../states/index.js';
import {HomeScreen} from '../states/shown.js';

/** With its rows as texts. */
class Screen extends HomeScreen {
	lines(): readonly string[] {
		return this.frame().lines.map(textOf);
	}

	text(): string {
		return this.lines().join('\n');
	}
}

const refusal = {
	id: 'example',
	what: 'Zoho could not be reached, which is said in a sentence that does not fit into one line.',
	why: 'The name accounts.zoho.com could not be resolved. '.repeat(4).trim(),
	next: 'Look at the network, then press the same key once more.',
	exitCode: 4,
} as const;

const storeSeen = {address: 'postgres at db.example.com, zconn', canRefresh: true};

const progressed = {
	type: 'progressed',
	outcome: {kind: 'refused', linkName: 'acme', refusal: {...refusal, exitCode: 3}},
} as const;

const tenThousand = homeOf(manyConnections(10_000));

/** Every place of Home, and how one gets there. */
const scenes: Readonly<Record<string, () => Screen>> = {
	list: () => new Screen(),
	'list of one': () => new Screen(homeOf({...fullFile(), drafts: {}})),
	'a ready one': () => new Screen().press('down', 'down', 'down'),
	'one that needs reconnecting': () => new Screen().press('down', 'down'),
	'empty list': () => new Screen(homeOf({...emptyFile, services: fullFile().services})),
	'nothing at all': () => new Screen(homeOf(emptyFile)).press('down', 'down'),
	'list of 10,000': () => new Screen(tenThousand).press('end'),
	filtering: () => new Screen().type('/').type('pat'),
	'nothing found': () => new Screen().type('/').type('nothing of that name'),
	filtered: () => new Screen().type('/').type('pat').press('enter'),
	details: () => new Screen().press('down', 'down', 'enter'),
	'details with old grants': () => new Screen().press('down', 'down', 'down', 'enter', 'end'),
	services: () => new Screen().type('s'),
	keys: () => new Screen().press('down', 'down').type('?'),
	'keys without a connection': () => new Screen().type('?'),
	'keys while typing': () => new Screen().press('down', 'down').type('m').press('ctrl-g'),
	rename: () => new Screen().press('down', 'down', 'down').type('m'),
	'rename refused': () => new Screen().press('down', 'down', 'down').type('m').press('ctrl-u').press('enter'),
	remove: () => new Screen().press('down', 'down', 'down').type('d').type('zzz').press('enter'),
	revoke: () => new Screen().press('down', 'down', 'down').type('v'),
	discard: () => new Screen().type('d'),
	'discard all': () => new Screen().type('D'),
	share: () => new Screen().send({type: 'store-seen', linkName: 'acme', result: ok(storeSeen)}),
	report: () => new Screen().send({type: 'revoked', linkName: 'acme', result: refused(refusal)}),
	'a good test': () => new Screen().send({type: 'tested', of: 1, at: iso(0), outcomes: [tested]}),
	'a bad test': () =>
		new Screen().send({
			...{type: 'tested', of: 1, at: iso(0)},
			outcomes: [{kind: 'refused', linkName: 'dead', refusal: {...refusal, exitCode: 3}, calls: []}],
		}),
	many: () => new Screen(homeOf({...fullFile(), drafts: {}})).type('T').send(progressed),
	'many, over': () =>
		new Screen(homeOf({...fullFile(), drafts: {}}))
			.type('R')
			.send({type: 'refreshed', of: 4, outcomes: [refreshed, {...progressed.outcome, linkName: 'dead'}]}),
	'many of 50': () => new Screen(homeOf(manyConnections(50))).type('T').type('y').send(progressed),
	troubled: () => new Screen().send({type: 'file-failed', refusal: {...refusal, exitCode: 6}}),
	renamed: () =>
		new Screen().press('down', 'down', 'down').send({
			type: 'renamed',
			result: ok({name: 'Coffee', linkName: 'coffee', previous: {name: 'Acme', linkName: 'acme'}}),
		}),
};

const sizes = [
	...[40, 50, 60, 79, 80, 120, 200].flatMap(columns => [12, 16, 24, 50].map(rows => ({columns, rows}))),
];

for (const [name, scene] of Object.entries(scenes)) {
	test(`${name}: fits every window from 40 × 12, shows a way out, and is ASCII where it has to be`, () => {
		for (const {columns, rows} of sizes) {
			const screen = scene();
			screen.columns = columns;
			screen.rows = rows;
			const {lines, cursor} = homeFrame(screen.input());
			assert.ok(lines.length < rows, `${columns} × ${rows}: ${lines.length} rows`);
			for (const row of lines) assert.ok(widthOfSpans(row.spans) + widthOf(row.input?.text ?? '') <= columns);
			if (cursor) assert.ok(cursor.y < lines.length && cursor.x < columns);
			assert.match(screen.lines().at(-1) ?? '', /Esc|q leave|\? all keys|\? help|Ctrl\+G help|n keep it/);
			screen.glyphs = ascii;
			const own = screen.text().replace(/[日本の接続👩👧\u200D]|\.\.\./gu, '');
			assert.match(own, /^[\x20-\x7E\n]*$/);
		}
	});
}

test('what a pane says of a connection or a service is broken between its parts, not cut', () => {
	const file = fullFile();
	const organization = {
		id: '1',
		name: 'A company whose name is very long indeed, and sons',
		product: 'Zoho Books',
	};
	const connections = Object.fromEntries(
		Object.entries(file.connections).map(([name, row]) => [name, {...row, organization}]),
	);
	for (const columns of [40, 80]) {
		const screen = new Screen(homeOf({...file, drafts: {}, connections}));
		Object.assign(screen, {columns, rows: 40});
		for (let at = 0; at < Object.keys(connections).length; at++) {
			const pane = screen.text().split('\n\n').slice(-2).join('\n');
			assert.doesNotMatch(pane, /…/, screen.text());
			screen.press('down');
		}
		const services = screen.type('s').press('end').text();
		assert.match(services.replaceAll(/\s+/g, ' '), /Client ID 1000\.\w{30}/);
	}
});

test('a paste replaces a name that is there, and one that was just pasted', () => {
	const screen = new Screen().press('down', 'down').type('m');
	const paste = (text: string) => screen.press({name: 'paste', text});
	assert.match(paste('First').text(), /^❯ Connection Name +First$/m);
	assert.match(paste('Second').text(), /^❯ Connection Name +Second$/m);
	screen.type('!');
	assert.match(paste('?').text(), /^❯ Connection Name +Second!\?$/m);
});

test('the head of a form has the whole name, one that ends in a question mark too', () => {
	const rows = Object.entries(fullFile().connections).map(([id, row]) => [id, {...row, name: 'Books?'}]);
	const at = (letter: string): readonly string[] =>
		new Screen(homeOf({...fullFile(), drafts: {}, connections: Object.fromEntries(rows)}))
			.type(letter)
			.lines();
	assert.match(at('m')[0] ?? '', / · Rename Books\? /);
	assert.ok(at('m').includes('Rename Books?'));
	assert.match(at('d')[0] ?? '', / · Remove Books\? /);
	assert.ok(at('d').includes('Remove Books??'));
});

test('the ways to a first connection can be chosen: Enter begins the wizard, or copies what is typed', () => {
	const screen = new Screen(homeOf(emptyFile));
	assert.match(screen.text(), /^❯ {2}Set up a connection {3}about four minutes$/m);
	assert.match(screen.text(), /^ {4}Bring connections from elsewhere {4}zconn import FILE$/m);
	assert.equal(screen.lines().at(-1), 'Enter new connection · ↑↓ choose · ? help · q leave');
	const column = (text: string): number =>
		screen
			.lines()
			.find(row => row.includes(text))
			?.indexOf(text) ?? -1;
	const before = column('zconn practice');
	screen.press('down');
	assert.match(screen.text(), /^ {2}▸ Try it first with a practice Zoho +zconn practice$/m);
	assert.equal(column('zconn practice'), before);
	assert.equal(screen.lines().at(-1), 'Enter copy it · ↑↓ choose · ? help · q leave');
	screen.press('enter').send({type: 'copy-ended', how: 'clipboard'});
	assert.deepEqual(screen.effects, ['copy']);
	assert.match(screen.text(), /Copied\. Leave with q and paste it into your shell\./);
	screen.press('down', 'down').send({type: 'copy-ended', how: 'terminal'});
	assert.match(screen.text(), /^ {2}▸ Bring connections from elsewhere/m);
	assert.match(screen.text(), /^Sent to your terminal's clipboard\./m);
	screen.press('up', 'up', 'up');
	assert.doesNotMatch(screen.text(), /Sent|Copied/);
	assert.deepEqual(screen.press('enter').effects, ['copy', 'wizard: new']);
});

test('in a narrow window the command of a way stands below it, and in practice there is no way to practice', () => {
	const screen = new Screen(homeOf(emptyFile));
	screen.columns = 40;
	screen.rows = 12;
	assert.match(screen.text(), /^❯ {2}Set up a connection +\n {4}about four minutes$/m);
	assert.doesNotMatch(screen.text(), /zconn practice/);
	assert.match(screen.press('down').text(), /^ {4}zconn practice$/m);
	screen.glyphs = {...unicode, isPractice: true, program: 'zconn practice'};
	assert.match(screen.text(), /^ {2}▸ Bring connections from elsewhere *\n {4}zconn practice import FILE$/m);
	assert.doesNotMatch(screen.text(), /Try it first/);
});

test('no secret is on any page', () => {
	for (const scene of Object.values(scenes)) {
		const screen = scene();
		screen.rows = 200;
		assert.doesNotMatch(
			screen.text(),
			/sample-refresh|sample-access|sample-client-secret|old-refresh|old-client/,
		);
	}
});

test('one line per connection: name, health in a word, time or reason, data center, service', () => {
	const screen = new Screen();
	const lines = screen.lines();
	assert.match(
		lines.join('\n'),
		/▸ Changes to Acme, step 4 of 6 +2 minutes ago\n {4}New connection "Europe", step 3 of 6 {2}no client yet {2}30 minutes ago$/m,
	);
	assert.match(lines.join('\n'), /Acme +ready +47 min +United States +Suite/);
	assert.match(lines.join('\n'), /needs reconnecting +since Sat +United States +Suite/);
	assert.match(lines.join('\n'), /unknown +offline +another server +Desk/);
	assert.match(lines.join('\n'), /Zoo +expired +refreshes +United States +Suite/);
	screen.press('down', 'down');
	assert.match(screen.text(), /Zoho no longer accepts the refresh token \(Saturday\)/);
	assert.match(screen.text(), /^ {2}c consents again; nothing else is asked\.$/m);
	assert.match(screen.lines().at(-1) ?? '', /^Enter open · c reconnect · /);
	screen.press('down');
	assert.match(screen.text(), /expires at 12:47 UTC, as known here; t asks Zoho/);
	assert.match(screen.text(), /In a script: zconn token acme/);
	assert.match(screen.lines().at(-1) ?? '', /^Enter open · t test · r refresh · g copy to Sigma · /);
});

test('the keys hold still while the highlight moves through connections', () => {
	for (const rows of [24, 40]) {
		const screen = new Screen();
		screen.rows = rows;
		const heights = new Set<number>();
		for (let press = 0; press < 6; press++) heights.add(screen.press('down').lines().length);
		assert.equal(heights.size, 1, `${rows}`);
	}
});

test('names that look alike show their accounts, and in a narrow window their link names', () => {
	const {acme} = fullFile().connections;
	assert.ok(acme);
	const twin = {...acme, linkName: 'acme_2', account: {id: '2', email: 'other@example.com', name: null}};
	const screen = new Screen(homeOf({...fullFile(), drafts: {}, connections: {acme, acme_2: twin}}));
	assert.match(screen.text(), /Acme +ready .* pat@example\.com\n.*Acme +ready .* other@example\.com/);
	screen.columns = 40;
	screen.rows = 12;
	assert.match(screen.text(), /acme +ready.*\n +acme_2 +ready/);
});

test('in a wide window the connection stands beside the list, as on its own page, and follows the highlight', () => {
	const screen = new Screen().press('down', 'down', 'down');
	screen.columns = 120;
	screen.rows = 100;
	assert.match(screen.text(), /│ {2}Acme {2}acme$/m);
	const beside = screen.text();
	for (const label of ['Health', 'Token expires', 'Granted', 'Grants used', 'Saved in'])
		assert.match(beside, new RegExp(`│ {2}${label}`), label);
	screen.press('down');
	assert.match(screen.text(), /│ {2}Zoo {2}zoo$/m);
	// Each of its rows may be broken into two without anything scrolling away.
	screen.rows = 40;
	assert.ok(screen.lines().length <= 20);
	assert.match(screen.text(), /│ {2}Saved in {7}this machine$/m);
	screen.columns = 100;
	assert.doesNotMatch(screen.text(), /│/);
});

test('the page of keys has every letter of Home, by what one wants, and says why one is dead', () => {
	const screen = new Screen().press('down', 'down').type('?');
	screen.rows = 60;
	const text = screen.text();
	for (const [command] of homeLetters) {
		const key = keymap[command][0];
		assert.match(text, new RegExp(`(?:^|  )${key.replace(/[?/]/, '\\$&')} {8}\\S`, 'm'), key);
	}
	assert.match(text, /r {8}refresh: needs reconnecting/);
	assert.match(text, /u {8}undo: nothing to undo/);
	assert.match(text, /h {8}share: no shared store here/);
	assert.match(text, /All that the filter leaves \(4\)/);
	// Two columns beside each other at 80 × 24, all in sight.
	screen.rows = 24;
	assert.doesNotMatch(screen.text(), /more/);
});

test('the result of a test: the verdict first, one line per thing asked, what would test more', () => {
	const text = scenes['a good test']?.().text() ?? '';
	assert.match(text, /✔ Acme works\. {2}Tested 12:00 UTC/);
	assert.match(text, /✔ Access token +valid, expires at 12:47 UTC/);
	assert.match(text, /✔ Zoho Accounts +Noah Bennett <noah@example\.com>/);
	assert.match(text, /✔ Zoho Books +Bennett Coffee Roasters \(700\)/);
	assert.match(text, /! Zoho CRM +scope missing\n +add ZohoCRM\.org\.READ to test it/);
	assert.match(text, /t test again · e edit scopes/);
});

test('many at once: marks in their rows, then the summary, why, and the one thing to do', () => {
	const running = scenes.many?.().text() ?? '';
	assert.match(running, /1 of 4 done {2}[◐◓◑◒]/);
	assert.match(running, /✖ Acme +needs reconnecting/);
	assert.match(running, /[◐◓◑◒] Zoo +asking Zoho/);
	const over = scenes['many, over']?.().text() ?? '';
	assert.match(over, /✔ Acme +new token until 13:00 UTC +8 more until 12:10 UTC/);
	assert.match(over, /Zoo +not begun/);
	assert.match(over, /▸ Reconnect A name of fifty.* {3}zconn reconnect dead/);
	assert.match(over, /✖ 1 refreshed, 1 needs reconnecting\.\nEnter reconnect · /);
});

test('in 40 × 12 the name and the health are left, and the highlighted row is in sight', () => {
	const screen = new Screen(homeOf(manyConnections(50)));
	screen.columns = 40;
	screen.rows = 12;
	for (let press = 0; press < 30; press++) screen.press('down');
	assert.match(screen.text(), /▸ Connection 30 +ready/);
	assert.equal(screen.text().match(/Connection \d+ +ready/g)?.length, 6);
	screen.press('end');
	assert.match(screen.text(), /▸ Connection 49 +ready/);
});

test('an opened connection tells everything; what does not fit is scrolled to', () => {
	const screen = new Screen().press('down', 'down', 'enter');
	screen.rows = 60;
	const text = screen.text();
	for (const expected of [
		'needs reconnecting: Zoho no longer accepts the refresh token, since 2026-11-21',
		'Pat Example <pat@example.com>',
		'Acme (77)',
		'Not granted ZohoCRM.modules.ALL',
		'10 left',
		'1 old grant is still valid at Zoho; x ends it. The last try: The server could not be reached.',
		'https://accounts.zoho.com/oauth/v2/token',
		'/somewhere/connections.json',
	]) {
		assert.ok(text.replace(/\s+/g, ' ').includes(expected.replace(/\s+/g, ' ')), `${expected}\n${text}`);
	}
	const alive = new Screen().press('down', 'down', 'down', 'enter');
	alive.rows = 60;
	// Two in use, and the replaced one.
	assert.match(alive.text(), /Grants used +3 of the 20 that Zoho keeps/);
	screen.rows = 12;
	assert.doesNotMatch(screen.text(), /Created/);
	screen.press('end');
	assert.match(screen.text(), /↑ \d+ more[\s\S]*Created/);
	screen.press('home', 'page-down');
	const place = placeOf(screen.state);
	assert.ok(place.at === 'details' && place.scroll > 1);
});

test('capitals mean all, small letters one; in a filter and a name letters are letters', () => {
	const screen = new Screen(homeOf({...fullFile(), drafts: {}}));
	screen.type('T');
	assert.match(screen.text(), /0 of 4 done/);
	const one = new Screen(homeOf({...fullFile(), drafts: {}})).press('down').type('t');
	assert.equal(one.state.running?.what, 'Testing Acme');
	const filter = new Screen().type('/').type('qTRn');
	assert.equal(filter.state.filter, 'qTRn');
	filter.press('ctrl-a', 'delete');
	assert.equal(filter.state.filter, 'TRn');
	const name = new Screen().press('down', 'down', 'down').type('m').type(' q').press('left', 'backspace');
	assert.match(name.text(), /❯ Connection Name {9}Acmeq/);
});

test('the fields of Home are written as those of the wizard: a label, no colon, the text', () => {
	const atAcme = () => new Screen().press('down', 'down', 'down');
	assert.match(new Screen().type('/').type('ac').text(), /^❯ Filter {2}ac$/m);
	assert.match(
		new Screen().type('/').type('ac').press('enter').text(),
		/^ {2}Filter {2}ac {2}Esc clears it$/m,
	);
	assert.match(atAcme().type('d').type('ac').text(), /^❯ Type acme {2}ac$/m);
	assert.match(atAcme().type('m').text(), /^❯ Connection Name {9}Acme$/m);
});

test('Enter on a question gives the safe answer, which stands first; n, Esc and y answer too', () => {
	const screen = new Screen().press('down', 'down', 'down').type('v');
	assert.match(screen.text(), /❯ {2}Keep it \n {4}Revoke it/);
	assert.match(screen.lines().at(-1) ?? '', /^Enter keep it · y revoke it · n keep it/);
	assert.equal(placeOf(screen.press('enter').state).at, 'list');
	assert.doesNotMatch(screen.text(), /Revoking/);
	assert.equal(placeOf(screen.type('v').type('n').state).at, 'list');
	screen.type('v').press('escape');
	assert.equal(placeOf(screen.state).at, 'list');
	screen.type('v').press('down');
	assert.match(screen.lines().at(-1) ?? '', /^Enter revoke it · /);
	assert.match(screen.press('enter').text(), /Revoking Acme …/);
	assert.match(new Screen().press('down', 'down', 'down').type('v').type('y').text(), /Revoking Acme …/);
});

test('keys of any kind are survived anywhere, and the frame fits', () => {
	const names = [
		'enter',
		'escape',
		'up',
		'down',
		'page-up',
		'page-down',
		'home',
		'end',
		'tab',
		'ctrl-k',
		'ctrl-g',
	];
	const key = fc.oneof(
		fc.constantFrom(...names).map((name): Press => ({name, text: ''})),
		fc.constantFrom(...'nrRtTcemvdDhugxs/?qy').map((text): Press => ({name: 'text', text})),
		fc.string({maxLength: 8}).map((text): Press => ({name: 'paste', text})),
	);
	fc.assert(
		fc.property(fc.array(key, {maxLength: 40}), fc.constantFrom(40, 80), (presses, columns) => {
			const screen = new Screen();
			screen.columns = columns;
			screen.rows = 12;
			for (const press of presses) {
				screen.press(press);
				assert.ok(screen.lines().length < 12);
			}
		}),
		{numRuns: 150},
	);
});

test('in practice mode each command is shown as it has to be typed there', () => {
	const screen = new Screen();
	screen.glyphs = {...unicode, program: 'zconn practice', isPractice: true};
	screen.send({type: 'wizard-refused', refusal: {...refusal, next: 'Run: zconn test acme'}});
	assert.match(screen.text(), /Run: zconn practice test acme$/m);
});

test('a key needs no more than the first rows while a window full of them follows the highlight', () => {
	const screen = new Screen(homeOf(manyConnections(50)));
	const near = (name: string): boolean => staysNear({name, text: ''}, screen.input());
	assert.deepEqual(['up', 'down', 'page-down', 'enter', '/', '?', 'q', 'escape'].filter(near).length, 8);
	assert.deepEqual(['end', 'T', 't', 'n', 's', 'x', '/acme'].filter(near), []);
	screen.press(...Array.from({length: 24}, () => 'down'));
	assert.ok(near('down'));
	assert.ok(!near('page-down'));
	screen.press('down');
	assert.ok(!near('down'));
	assert.ok(near('up'));
	screen.send({type: 'wanted', action: 'filter'});
	assert.ok(!near('up'));
});

test('how far Copy to Sigma has come stands with the connection until all of it is done', () => {
	const withSigma = (done: number) => {
		const file = fullFile();
		const {acme} = file.connections;
		assert.ok(acme);
		const steps = Array.from({length: done}, (_none, index) => `step ${index}`);
		const sigma = {done: steps, of: 27, extension: 'books', at: iso(0)};
		return homeOf({...file, drafts: {}, connections: {acme: {...acme, sigma}}});
	};
	const half = new Screen(withSigma(9));
	assert.match(half.text(), /^ {2}Continue in Sigma: 9 of 27 {2}g$/m);
	assert.match(half.press('enter').text(), /^ {2}Continue in Sigma +9 of 27; g goes on$/m);
	const wide = Object.assign(new Screen(withSigma(9)), {columns: 120, rows: 40});
	assert.match(wide.text(), /│ {2}In Sigma +9 of 27; g goes on$/m);
	assert.doesNotMatch(wide.text(), /Continue in Sigma:/);
	const all = new Screen(withSigma(27));
	assert.doesNotMatch(all.text(), /Continue in Sigma/);
	assert.match(all.press('enter').text(), /^ {2}In Sigma +all 27 steps are done$/m);
	assert.doesNotMatch(new Screen(withSigma(0)).press('enter').text(), /Sigma {2}/);
});

test('in a narrow window what became of each of many is whole', () => {
	const {lines} = states.H4?.make().frame(windows['40x12']) ?? {lines: []};
	const rows = lines.map(textOf).filter(row => /^ {2}[✔✖] /.test(row));
	assert.match(
		rows.join('\n'),
		/^ {2}✖ A name of fif… +needs reconnecting *\n {2}✔ Acme +until 13:00 UTC *$/m,
	);
});
