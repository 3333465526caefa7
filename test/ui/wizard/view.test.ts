import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Press} from '../../../source/ui/lines/keys.js';
import {widthOf, widthOfSpans} from '../../../source/ui/lines/line.js';
import {reviewQuestion} from '../../../source/ui/plain/group.js';
import type {AnswerKey} from '../../../source/wizard/answers.js';
import {isWorthKeeping} from '../../../source/wizard/draft/saved.js';
import {reviewLines} from '../../../source/wizard/select.js';
import {answersOf, type WizardState} from '../../../source/wizard/state.js';
import {steps} from '../../../source/wizard/steps/index.js';
import {sampleFile, sampleNow, sampleService} from '../../connection/samples.js';
import {
	answers,
	askingToWiden,
	type attempt,
	context,
	Driver,
	goodCallback,
	reconnecting,
	sharedFile,
	tokens,
	waiting,
	widening,
	withService,
	withTarget,
} from '../../wizard/driver.js';
import {adopting, clientCredentials, device, redeemed, selfClient} from '../../wizard/flows/driver.js';
import {ascii, Screen, textOf, unicode} from '../samples.js';
import {waited} from '../states/e-connect.js';

const refusal = {
	id: 'sample',
	what: 'Something that takes a good many words to tell did not work.',
	why: 'There is a cause, and it is explained at some length, so that every window has to wrap it.',
	next: 'Do this and then that; zconn show acme tells the rest of it.',
	exitCode: 4,
	detail: 'invalid_code',
} as const;

/** One wizard in each phase that a consent has. */
const consents: Readonly<Record<WizardState['consent']['phase'], () => Driver>> = {
	idle: () => new Driver(answers),
	preparing: () => new Driver(answers).enterUntil('review').enter(),
	waiting: () => waiting(),
	'asking-to-widen': () => askingToWiden(),
	widening: () => widening(),
	exchanging: () => waiting().send(arrival()),
	saving: () => exchanged(),
	unsaved: () => exchanged().send({type: 'save-failed', id, refusal}),
	revoking: () => consents.unsaved().send({type: 'answered-unsaved', choice: 'revoke', at: sampleNow}),
	proving: () =>
		exchanged().send({type: 'connection-saved', id, linkName: 'acme', path: '/home/me/connections.json'}),
	failed: () => waiting().send({type: 'time-ran-out', id}),
	entering: () => selfClient(),
	redeeming: () => clientCredentials(),
	trying: () => clientCredentials().send(redeemed({refreshToken: undefined})),
	confirming: () =>
		adopting()
			.send(redeemed({refreshToken: undefined}))
			.send({type: 'tried', id, proof}),
	device: () => device(),
	done: () => consents.proving().send({type: 'proven', id, proof: proof}),
	'asking-shared': () =>
		new Driver({scopes: ['ZohoBooks.bills.READ']}, withTarget('everything', sharedFile())).enter(),
	applying: () => new Driver({connectionName: 'Renamed'}, withTarget()).enter(),
	kept: () => new Driver({}, withTarget()).enter(),
	'other-user': () => provenAs('2'),
	'saving-apart': () => provenAs('2').send({type: 'answered-other-user', choice: 'save-apart'}),
	'giving-up': () => provenAs('2').send({type: 'answered-other-user', choice: 'give-up'}),
	'taking-over': () => provenAs('60012345678'),
	'revoking-outgoing': () => provenAs('60012345678').send({type: 'taken-over', id, refusal: undefined}),
};

/** A reconnect that a Zoho user of this id has consented to. */
const provenAs = (account: string): Driver =>
	reconnecting().send({type: 'proven', id, proof: {...proof, account: {...proof.account, id: account}}});

const id = 'draft-1-1';
const proof = {
	account: {name: 'Noah Bennett', email: 'noah@example.com', id: '1'},
	organization: {name: 'Bennett Coffee Roasters', id: '10', product: 'Books'},
	probes: [{product: 'Books', verdict: 'works', scope: 'ZohoBooks.settings.READ'}],
} as const;
const arrival = () =>
	({type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow}) as const;
const exchanged = () =>
	waiting().send(arrival()).send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow});

/** What is asked of a service of Zoho's. */
const keys = steps.flatMap(step =>
	step.items
		.filter(item => item.isAsked(answersOf(new Driver(answers).state), context()))
		.map(({key}) => key),
);
/** Those where the focus stops; of the others there is only one answer. */
const walked = keys.filter(key => !['authenticationType', 'grantType', 'scopeDelimiter'].includes(key));

const anyDriver: fc.Arbitrary<Driver> = fc.oneof(
	fc.constantFrom(...walked).map(key => {
		const driver = new Driver(answers, key === 'service' ? withService() : context());
		return key === 'service' ? driver : driver.enterUntil(key);
	}),
	fc.constantFrom(...Object.values(consents)).map(make => make()),
	fc
		.string({unit: 'grapheme', maxLength: 200})
		.map(text => waiting().send({type: 'typed-paste', value: text})),
);

const anyPress: fc.Arbitrary<Press> = fc.oneof(
	fc
		.constantFrom(
			'up',
			'down',
			'page-down',
			'page-up',
			'home',
			'end',
			'left',
			'right',
			'tab',
			'shift-tab',
			'enter',
			'escape',
		)
		.map(name => ({name, text: ''})),
	fc
		.constantFrom(
			'backspace',
			'delete',
			'ctrl-u',
			'ctrl-k',
			'ctrl-w',
			'ctrl-r',
			'ctrl-o',
			'alt-left',
			'alt-right',
		)
		.map(name => ({name, text: ''})),
	fc.constant({name: 'space', text: ' '}),
	fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}).map(text => ({name: 'text', text})),
	fc.constantFrom('c', 'o', 's', 'y', 'n').map(text => ({name: 'text', text})),
	fc.string({unit: 'grapheme', maxLength: 90}).map(text => ({name: 'paste', text})),
);

const anyScreen = fc
	.record({
		driver: anyDriver,
		presses: fc.array(anyPress, {maxLength: 25}),
		columns: fc.integer({min: 40, max: 140}),
		rows: fc.integer({min: 12, max: 50}),
		isAscii: fc.boolean(),
		isLoaded: fc.boolean(),
	})
	.map(({driver, presses, columns, rows, isAscii, isLoaded}) => {
		const screen = new Screen(driver);
		screen.columns = columns;
		screen.rows = rows;
		if (isAscii) screen.glyphs = ascii;
		if (!isLoaded) screen.catalogue = undefined;
		return {screen, presses};
	});

const assertFits = (screen: Screen): void => {
	const {lines, cursor} = screen.frame();
	assert.ok(lines.length <= screen.rows - 1, `${lines.length} lines in ${screen.rows} rows`);
	for (const row of lines) {
		const width = widthOfSpans(row.spans) + widthOf(row.input?.text || row.input?.placeholder || '');
		assert.ok(width <= screen.columns, `${width} of ${screen.columns}: ${textOf(row)}`);
		// A rule across the window would wrap into rubbish when the window narrows.
		assert.doesNotMatch(textOf(row), /^[─━═\-_=]{10,}$/);
	}
	if (cursor) assert.ok(cursor.y < lines.length && cursor.x < screen.columns);
	const last = textOf(lines.at(-1) ?? {spans: []});
	assert.match(last, /^(?:Enter|Esc|Ctrl\+C|↑↓|Up\/Down) /);
};

test('the review of an edit: changes stand first, each with its price, and the button says what follows', () => {
	const driver = new Driver(
		{
			scopes: ['ZohoBooks.invoices.READ', 'ZohoBooks.bills.READ'],
			authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=login&hd=example.com',
			connectionName: 'Other',
		},
		withTarget(),
	);
	const screen = new Screen(driver);
	screen.rows = 40;
	const lines = screen.frame().lines.map(textOf).join('\n');
	assert.match(lines, /^Review +3 changes$/m);
	assert.match(lines, /^ {2}Scope +! \+ ZohoBooks\.invoices\.READ \+ Zoho.*\n +! needs a new consent$/m);
	assert.match(lines, /^ {2}Authorize URL .*\n +! needs a new grant; the old one is revoked/m);
	assert.match(lines, /^ {2}Connection Name +Acme → Other\n +✔ costs nothing · link name stays acme$/m);
	assert.ok(lines.indexOf('Connection Name') < lines.indexOf('Data center'));
	assert.match(lines, /^❯ {2}Save and Connect /m);
	screen.columns = 40;
	screen.rows = 12;
	assert.match(screen.text(), /\+ ZohoBooks\.in/);
});

test('the review of an edit names the connections that use the service, too, until it is a service of its own', () => {
	const screen = new Screen(new Driver({}, withTarget('everything', sharedFile())));
	assert.match(screen.text(), /^ {2}Service Name +\S+ \(also used by \S.*\)$/m);
	const own = {...screen.driver.state, sharing: 'own'} as const;
	screen.driver.state = own;
	assert.doesNotMatch(screen.text(), /also used by/);
});

test('every screen fits every window from 40 × 12 on, whatever is pressed', () => {
	fc.assert(
		fc.property(anyScreen, ({screen, presses}) => {
			assertFits(screen);
			for (const press of presses) {
				screen.press(press);
				assertFits(screen);
			}
		}),
		{numRuns: 250},
	);
});

const typedKeys = [
	'clientId',
	'clientSecret',
	'serviceName',
	'authorizeUrl',
	'connectionName',
] as const satisfies readonly AnswerKey[];

test('Esc at the first question leaves: to Home where there is one; from any other question it goes back', () => {
	const fresh = new Screen(new Driver({}, context()));
	assert.deepEqual(fresh.press('escape').endings, ['left']);
	const fromHome = new Screen(new Driver({}, context()));
	fromHome.hasHome = true;
	assert.deepEqual(fromHome.press('escape').endings, ['back']);
	const second = new Screen(new Driver({}, context())).press('down', 'enter', 'escape');
	assert.deepEqual(second.endings, []);
	assert.match(second.text(), /^❯ Data center +Europe/m);
	// What was answered is kept, and said to be: the same end as that of Ctrl+C.
	assert.deepEqual(second.press('escape').endings, ['left']);
	assert.ok(isWorthKeeping(second.driver.state));
	const edited = new Screen(new Driver({}, withTarget()));
	assert.deepEqual(edited.press('escape').endings, ['left']);
});

test('no key but an editing one takes away what was typed', () => {
	const goingAbout = fc.constantFrom(
		'enter',
		'escape',
		'tab',
		'shift-tab',
		'up',
		'down',
		'page-down',
		'left',
		'ctrl-r',
		'ctrl-o',
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...typedKeys),
			fc.stringMatching(/^[a-z0-9]{1,40}$/),
			fc.array(goingAbout, {maxLength: 40}),
			(key, text, names) => {
				const screen = new Screen(new Driver(answers).enterUntil(key));
				screen.press('ctrl-u').press('ctrl-k').type(text);
				assert.equal(screen.driver.state.given[key], text);
				screen.press(...names);
				assert.equal(screen.driver.state.given[key], text);
			},
		),
	);
});

test('the focused field, its help and the keys: above each other, the keys last', () => {
	for (const key of walked) {
		const driver =
			key === 'service' ? new Driver(answers, withService()) : new Driver(answers).enterUntil(key);
		const screen = new Screen(driver);
		screen.rows = 50;
		const lines = screen.lines();
		const item = steps.flatMap(({items}) => items).find(candidate => candidate.key === key);
		const focus = lines.findIndex(row => row.startsWith('❯ '));
		const isPage = key === 'review' || key === 'scopes';
		if (key !== 'review') assert.match(lines[focus] ?? '', new RegExp(`^❯  ?${item?.label}`));
		const help = lines.findIndex(row => row.includes(item?.help.why.slice(0, 30) ?? ''));
		assert.ok(focus > 0 && (isPage || focus < help), `${key}: ${focus}, ${help}`);
		assert.match(lines.at(-1) ?? '', /^Enter /);
		assert.equal(lines.filter(row => row.startsWith('❯ ')).length, 1);
	}
});

test('in ASCII no other character is drawn', () => {
	for (const [phase, make] of Object.entries(consents)) {
		const screen = new Screen(make());
		screen.glyphs = ascii;
		screen.rows = 60;
		for (const row of screen.lines()) assert.match(row, /^[\x20-\x7E]*$/, `${phase}: ${row}`);
	}
});

test('at the right of the first line stands the data center, in the second the rail', () => {
	const screen = new Screen(new Driver({...answers, dataCenter: 'eu'}).enterUntil('scopes'));
	assert.match(screen.lines()[0] ?? '', /^zconn · New connection +Europe$/);
	assert.equal(screen.lines()[1], '✔ Client  ✔ Service  ● Scopes  ○ Connection  ○ Connect  ○ Ready');
	screen.columns = 40;
	assert.equal(screen.lines()[1], '✔✔●○○○ Scopes (3 of 6)');
});

test('a misspelt scope is told once more before the consent, and marked in the review', () => {
	const screen = new Screen(
		new Driver({...answers, scopes: ['ZohoBooks.contcts.READ']}).enterUntil('review'),
	);
	assert.match(
		screen.text(),
		/^! ZohoBooks\.contcts\.READ is not known; near is ZohoBooks\.contacts\.READ\./m,
	);
	assert.match(screen.text(), /^ {2}Scope +! ZohoBooks\.contcts\.READ/m);
	screen.press('up');
	assert.doesNotMatch(screen.text(), /is not known/);
	const fine = new Screen(new Driver({...answers, scopes: ['ZohoBooks.contacts.READ']}).enterUntil('review'));
	assert.doesNotMatch(fine.text(), /! /);
});

test('hosts that differ are named in the review of something new, and of an edit that changes one of the addresses', () => {
	const urls = {
		authorizeUrl: 'https://auth.example/a',
		accessTokenUrl: 'https://token.example/t',
		refreshTokenUrl: 'https://auth.example/t',
	};
	const named =
		/^! The Client Secret and tokens go to token\.example, but people consent at\s+auth\.example\./m;
	const fresh = new Screen(new Driver({...answers, ...urls}).enterUntil('review'));
	assert.match(fresh.text(), named);
	// Data centers are Zoho's.
	assert.equal(fresh.lines()[0]?.trim(), 'zconn · New connection');
	const edited = new Screen(new Driver(urls, withTarget()));
	assert.match(edited.text(), named);
	assert.match(
		reviewQuestion(edited.driver.state, false).lines.join('\n'),
		/Warning: The Client Secret and tokens go to token\.example/,
	);
	const saved = {...sampleFile(), services: {suite: sampleService({...urls, dataCenter: null})}};
	assert.doesNotMatch(new Screen(new Driver({}, withTarget('everything', saved))).text(), named);
});

test('who practises sees so on every screen', () => {
	const screen = new Screen(new Driver(answers).enterUntil('scopes'));
	screen.glyphs = {...screen.glyphs, program: 'zconn practice', isPractice: true};
	assert.match(screen.lines()[0] ?? '', /^zconn practice · New connection /);
	// However the program is called: npm in a clone names it otherwise.
	const opening = new Screen(new Driver());
	opening.glyphs = {...opening.glyphs, program: 'npm start --', isPractice: true};
	assert.match(opening.text(), /Practice: this Zoho runs on your machine/);
	assert.doesNotMatch(opening.text(), /sent only to Zoho/);
});

test('what a low window leaves out, help tells: where, why, an example, all keys', () => {
	for (const [key, parts] of [
		['clientId', ['Client Secret tab', 'identifies your program', '1000.AB12', 'Esc', 'Ctrl+L']],
		['consoleForm', ['+ next to Authorized Redirect', "s                 Sigma's URLs", 'Tab']],
		['scopes', ['Ctrl+O', 'Ctrl+T', 'one misspelt scope']],
	] as const) {
		const screen = new Screen(new Driver(answers).enterUntil(key));
		screen.columns = 40;
		screen.rows = 12;
		screen.press('ctrl-g');
		const seen = new Set<string>();
		for (let press = 0; press < 60; press++) {
			for (const row of screen.lines()) seen.add(row.replace(/ +[↑↓] \d+ more$/, ''));
			assertFits(screen);
			screen.press('down');
		}
		const text = [...seen].join(' ');
		for (const part of parts) assert.ok(text.includes(part), `${key}: ${part}\n${text}`);
		screen.press('escape');
		assert.match(screen.text(), /^❯ /m);
		assert.equal(screen.driver.state.field, key);
	}
});

test('in the smallest window the console form still shows where to click, and copies with Enter', () => {
	const screen = new Screen(new Driver(answers).enterUntil('consoleForm'));
	screen.rows = 12;
	screen.columns = 40;
	assert.match(screen.text(), /^Add Client → Server-based Applications$/m);
	screen.press('enter');
	assert.match(screen.lines().at(-1) ?? '', /^Enter copy, go on · .*\? help$/);
	screen.press('enter');
	assert.deepEqual(screen.driver.last('copy').label, 'Client Name');
});

test('Enter goes through the console form row by row, marks what it did, and goes on after the last click', () => {
	const screen = new Screen(new Driver(answers).enterUntil('consoleForm'));
	const {driver} = screen;
	screen.press('enter');
	assert.match(screen.text(), /^ {2}✔ Client Type .* clicked$/m);
	for (const how of ['clipboard', 'terminal', 'clipboard', 'clipboard'] as const) {
		screen.press('enter');
		const {label, key} = driver.last('copy');
		driver.send({type: 'copy-ended', label, key, how});
	}
	assert.match(screen.text(), /^ {2}✔ Client Name .* copied$/m);
	assert.match(screen.text(), /^ {2}✔ Homepage URL .* sent$/m);
	assert.match(screen.text(), /^✔ Copied Authorized Redirect URIs\.$/m);
	assert.match(screen.text(), /^ {2}▸ then click +Create/m);
	screen.press('enter');
	assert.equal(driver.state.field, 'sameCredentials');
	assert.match(screen.text(), /^ {2}API Console form +6 of 6 done$/m);
});

test('a misspelt scope comes with the key that takes the nearest one', () => {
	const screen = new Screen(
		new Driver({...answers, scopes: ['ZohoBooks.contcts.READ']}).enterUntil('scopes'),
	);
	assert.match(screen.text(), /near is ZohoBooks\.contacts\.READ/);
	assert.match(screen.lines().at(-1) ?? '', /Ctrl\+N use nearest/);
});

test('a paste replaces what is masked, what was refused, and what has not been touched since one came', () => {
	const given = (key: AnswerKey) => screen.driver.state.given[key];
	const screen = new Screen(new Driver(answers).enterUntil('clientId'));
	screen.paste('1000.ONE');
	assert.equal(given('clientId'), '1000.ONE');
	screen.paste('TWO');
	assert.equal(given('clientId'), 'TWO');
	screen.type('x').paste('THREE');
	assert.equal(given('clientId'), 'TWOxTHREE');
	screen.press('enter', 'escape').paste('1000.THREE');
	assert.equal(given('clientId'), '1000.THREE');
	screen.press('enter').type('x').paste('first').paste('second');
	assert.equal(given('clientSecret'), 'second');
	const url = new Screen(new Driver(answers).enterUntil('authorizeUrl')).paste('http://wrong.example/a');
	url.press('enter').paste('https://right.example/a');
	assert.equal(url.driver.state.given.authorizeUrl, 'https://right.example/a');
});

test('at Connect a paste takes the place of the one that was refused', () => {
	const screen = new Screen(consents.waiting()).paste('https://example.com/not-it').press('enter');
	const {consent} = screen.driver.state;
	assert.ok(consent.phase === 'waiting' && consent.problem !== undefined);
	screen.paste('https://example.com/other').paste(goodCallback()).press('enter');
	assert.equal(screen.driver.state.consent.phase, 'exchanging');
});

test('the title of a page keeps its blanks in the box, an address or a code that was broken over lines has none', () => {
	const pasted = (text: string): string => {
		const {consent} = new Screen(consents.waiting()).paste(text).driver.state;
		return consent.phase === 'waiting' ? consent.pasted : '';
	};
	assert.equal(pasted(' Invalid Redirect Uri\n'), 'Invalid Redirect Uri');
	assert.equal(pasted("This site can't be reached"), "This site can't be reached");
	assert.equal(
		pasted('http://localhost:8790/callback?code=1\n  000.ab'),
		'http://localhost:8790/callback?code=1000.ab',
	);
	assert.equal(pasted(' 1000.ab cd\n.ef '), '1000.abcd.ef');
	assert.equal(pasted('abc\r\ndef'), 'abcdef');
});

test('the link name follows the name while it is typed, until it is changed itself', () => {
	const screen = new Screen(
		new Driver({...answers, dataCenter: 'jp'}, context({connectionLinkNames: ['acme']})).enterUntil(
			'connectionName',
		),
	);
	assert.match(screen.text(), /^! The link name acme is taken; this one becomes acme_2\.$/m);
	assert.match(screen.text(), /^ {2}Link name +acme_2 +acme is taken$/m);
	screen.press('ctrl-u').type('Books of Acme');
	assert.match(screen.text(), /^ {2}Link name +books_of_acme +free · Tab changes it$/m);
	assert.match(screen.text(), /^ {2}Example +zconn token books_of_acme$/m);
	screen.press('ctrl-u').type('日本の会社');
	assert.match(screen.text(), /^ {2}Link name +zoho_jp +from service and data center$/m);
	assert.match(screen.text(), /^ {2}Example +zconn token zoho_jp$[\s\S]*^Enter accept · Tab link name · /m);
	screen.press('tab', 'ctrl-u').type('acme').press('enter');
	assert.match(screen.text(), /^✖ Another connection has the link name acme\.$/m);
	screen.press('ctrl-u').type('tokyo').press('enter');
	assert.equal(screen.driver.state.field, 'review');
	assert.match(screen.text(), /^ {2}Connection Name +日本の会社 {2}tokyo$/m);
});

test('waiting is a list of stages from the beginning on: marks advance, rows stay', () => {
	const stages: Readonly<Record<string, () => Driver>> = {
		preparing: consents.preparing,
		waiting: () => waited(0),
		exchanging: consents.exchanging,
		saving: consents.saving,
		proving: consents.proving,
	};
	const all = Object.values(stages).map(make => new Screen(make()).lines());
	assert.equal(new Set(all.map(({length}) => length)).size, 1);
	const marks = all.map(lines => {
		const from = lines.findIndex(row => /^ {2}[◐◓◑◒✔] (?:Check|Open|Show)/.test(row));
		return {from, marks: lines.slice(from, from + 4).map(row => row.trim().charAt(0))};
	});
	assert.equal(new Set(marks.map(({from}) => from)).size, 1);
	assert.deepEqual(
		marks.map(stage => stage.marks.filter(mark => mark === '✔').length),
		[0, 1, 2, 2, 3],
	);
	assert.match(all[1]?.join('\n') ?? '', /^ {2}[◐◓◑◒] Waiting for your approval +10:00 left$/m);
});

test('what to do stands above the stages: browser opened, not opened, over SSH, no port', () => {
	const by = (change: Parameters<typeof attempt>[1], isOpen: boolean): string =>
		new Screen(waited(0, change).send({type: 'browser-tried', id, isOpen, note: ''})).text();
	assert.match(by({}, true), /^Approve the request in your browser; .*\n[\s\S]*^ {2}✔ Opened your browser$/m);
	assert.match(
		by({}, false),
		/^Open this link in a browser on this machine:\nhttp:\/\/localhost:8790\/go\/\w+\n[\s\S]*^ {2}! No browser could be opened here$/m,
	);
	const ssh = by({elsewhere: 'ssh', notices: ['ssh -N -L 8790:localhost:8790 me@host']}, false);
	assert.match(ssh, /^1 Open the address above on your own computer/m);
	assert.match(ssh, /^ {2}! SSH: .* cannot reach port 8790 [\s\S]*^ {2}ssh -N -L 8790/m);
	assert.doesNotMatch(ssh, /Enter .*browser/);
	const none = by({isListening: false, shortLink: undefined}, true);
	assert.match(none, /^ {2}! Ports 8790 and 8791 are in use, so nothing can come back by itself$/m);
});

test('no stage is cut, wherever the program runs and whatever the port is', () => {
	for (const elsewhere of ['ssh', 'container'] as const)
		for (const columns of [40, 60, 80]) {
			const change = {elsewhere, redirectUri: 'http://localhost:54321/callback'};
			const screen = new Screen(waited(0, change).send({type: 'browser-tried', id, isOpen: false, note: ''}));
			Object.assign(screen, {columns});
			const stage = screen.lines().find(row => row.startsWith('  ! ')) ?? '';
			assert.ok(/54321/.test(stage) && !stage.includes('…'), `${columns}: ${stage}`);
		}
});

test('beside a link name only what has room whole is said', () => {
	const screen = new Screen(new Driver(answers).enterUntil('connectionName'));
	assert.match(screen.text(), /^ {2}Link name +acme +free · Tab changes it$/m);
	screen.columns = 40;
	assert.match(screen.text(), /^ {2}Link name +acme {2}free$/m);
	screen.paste('日本の会社');
	assert.match(screen.text(), /^ {2}Link name +\w+$/m);
});

test('the short link is whole in every window, whatever is to be done with it', () => {
	const shortLink = 'http://localhost:8790/go/gI1OBJbCPuvU0CTNtfXNOQ';
	for (const isOpen of [true, false])
		for (const elsewhere of isOpen ? [undefined] : [undefined, 'ssh' as const])
			for (const silence of [0, 30_000])
				for (const [columns, rows] of [
					[40, 12],
					[40, 24],
					[46, 40],
					[80, 12],
					[80, 24],
				] as const) {
					const screen = new Screen(
						waited(silence, {shortLink, elsewhere}).send({type: 'browser-tried', id, isOpen, note: ''}),
					);
					Object.assign(screen, {columns, rows});
					assert.ok(screen.lines().join('').includes(shortLink), `${columns} × ${rows}\n${screen.text()}`);
					assert.match(screen.text(), /^zconn · New connection[\s\S]*Waiting for/);
				}
});

test('Enter at an empty paste field opens the browser again; with something pasted it is read', () => {
	const screen = new Screen(waited(0));
	screen.press('enter');
	assert.equal(screen.driver.count('open-browser'), 1);
	screen.paste(goodCallback()).press('enter');
	assert.equal(screen.driver.state.consent.phase, 'exchanging');
	assert.equal(screen.driver.count('open-browser'), 1);
});

test('after 20 seconds the page in the browser can be chosen, and Enter does what helps', () => {
	assert.doesNotMatch(new Screen(waited(20)).text(), /What do you see/);
	const at = (presses: number): Screen =>
		new Screen(waited(21)).press(...Array.from({length: presses}, () => 'down'));
	assert.match(at(0).text(), /^What do you see in the browser\?\n {4}Invalid Client +\n/m);
	assert.match(at(1).text(), /^ {2}▸ Invalid Client +This data center/m);
	for (const [presses, field] of [
		[1, 'dataCenter'],
		[2, 'consoleForm'],
		[3, 'scopes'],
	] as const) {
		assert.match(at(presses).lines().at(-1) ?? '', /^Enter fix it · ↑↓ choose · Esc back · /);
		const {state} = at(presses).press('enter').driver;
		assert.deepEqual([state.field, state.consent.phase], [field, 'idle']);
		assert.ok(state.isReviewing);
	}
	assert.doesNotMatch(at(5).press('enter').text(), /▸/);
	assert.equal(at(6).press('enter').driver.count('open-browser'), 1);
	assert.match(at(7).text(), /zconn doctor/);
	assert.doesNotMatch(at(1).press('up').text(), /▸/);
	assert.doesNotMatch(at(3).press('escape').text(), /▸/);
	assert.equal(at(3).press('escape').driver.state.consent.phase, 'waiting');
	assert.equal(at(1).paste(goodCallback()).press('enter').driver.state.consent.phase, 'exchanging');
});

test('while one line is fixed, the instruction says what to do and where that leads back to', () => {
	const fixing = (key: AnswerKey, driver = new Driver(answers).enterUntil('review')): Screen => {
		const screen = new Screen(driver);
		screen.driver.send({type: 'opened-field', key, at: screen.driver.at});
		assert.ok(screen.driver.state.isReviewing, key);
		return screen;
	};
	assert.match(
		fixing('clientSecret').text(),
		/^Copy the Client Secret again .* paste it here\.\nEnter goes straight back to Create and Connect\.$/m,
	);
	const lines = reviewLines(new Driver(answers).enterUntil('review').state).filter(one => one.isOpenable);
	assert.ok(lines.length > 8);
	for (const {key} of lines) {
		assert.match(fixing(key).text(), /Enter\sgoes\sstraight\sback\sto\sCreate\sand\sConnect\./, key);
	}
	const rows = new Screen(waiting().send({type: 'saw-page', page: 'invalid-redirect-uri', at: sampleNow}));
	assert.match(rows.text(), /The last row goes straight back to\nCreate and Connect\./);
	assert.match(
		fixing('connectionName', new Driver({}, withTarget())).text(),
		/Enter goes straight back to the\sreview\./,
	);
	const low = fixing('clientSecret');
	low.columns = 40;
	low.rows = 12;
	assert.equal(low.lines()[2], 'Client Secret tab → copy the secret');
});

test('a failure shows the stage, and its first button fixes the answer and comes back', () => {
	const refused = (): Screen =>
		new Screen(
			waited(0)
				.send(arrival())
				.send({
					type: 'code-exchanged',
					id,
					reading: {kind: 'error', code: 'invalid_client_secret', description: undefined},
					at: sampleNow,
				}),
		);
	assert.match(refused().text(), /^ {2}✖ Exchange the code for tokens +accounts\.zoho\.com$/m);
	assert.match(refused().text(), /^✖ Zoho knows the client[\s\S]*^❯ {2}Enter the Client Secret again $/m);
	const {driver} = refused().press('enter');
	assert.equal(driver.state.field, 'clientSecret');
	assert.equal(driver.enter().state.field, 'review');
	assert.equal(refused().press('down', 'enter').driver.count('open-console'), 1);
	assert.equal(refused().press('down', 'down', 'enter').driver.state.consent.phase, 'preparing');
	assert.equal(refused().press('escape').driver.state.field, 'review');
	const again = new Screen(consents.failed());
	assert.match(again.text(), /^ {2}✖ Wait for your approval$[\s\S]*^❯ {2}Ask again $/m);
	assert.equal(again.press('enter').driver.state.consent.phase, 'preparing');
});

test('in practice mode each command is shown as it has to be typed there', () => {
	for (const [phase, told] of [
		['done', ['zconn practice token acme', 'zconn practice api acme', 'seal them: zconn practice secrets']],
		['unsaved', ['zconn practice show acme tells']],
	] as const) {
		const screen = new Screen(consents[phase]());
		screen.glyphs = {...unicode, program: 'zconn practice', isPractice: true};
		screen.rows = 60;
		screen.columns = 140;
		const text = screen.text().replaceAll(/\s+/g, ' ');
		for (const part of told) assert.ok(text.includes(part), `${phase}: ${part}\n${screen.text()}`);
	}
});
