import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {widthOfSpans} from '../../../source/ui/lines/line.js';
import {callsMeant} from '../../../source/zoho/operations/calls-meant.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {answers, attempt, context, Driver, withService} from '../../wizard/driver.js';
import {ascii, Screen} from '../samples.js';

const catalogue = await loadScopeCatalogue();

const picker = (scopes: readonly string[] = [], world = context()): Screen => {
	const screen = new Screen(new Driver({...answers, scopes, service: ''}, world).enterUntil('scopes'));
	screen.catalogue = catalogue;
	screen.rows = 40;
	return screen;
};

const chosen = (screen: Screen): readonly string[] => screen.driver.state.given.scopes ?? [];

/** Goes down to the row that has the text. */
const goTo = (screen: Screen, text: string): Screen => {
	for (let press = 0; press < 200; press++) {
		if (screen.lines().some(row => row.startsWith('  ▸ ') && row.includes(text))) return screen;
		screen.press('down');
	}
	throw new Error(`No row with ${text}:\n${screen.text()}`);
};

const books = (): Screen => goTo(picker(), 'Zoho Books').press('right');

test('tasks and products come first; what another service here asks for is a row of its own', () => {
	const screen = picker([], withService());
	assert.match(screen.text(), /▸ ◯ As in Suite/);
	assert.match(screen.text(), /◯ Who am I +1 scope +task/);
	assert.match(screen.text(), /Zoho Books +86 scopes +→/);
	screen.press('space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.contacts.READ']);
	assert.match(screen.text(), /Zoho Books +1 of 86 scopes +→/);
	assert.match(screen.text(), /1 of 3 scopes/);
});

test('what is said on going on stays in sight until something is done; then there is advice on what is chosen', () => {
	const screen = picker(['AaaServer.profile.READ', 'ZohoBooks.settings.READ']);
	const advice = 'Shows whose account it is; without it a connection has no name.';
	assert.equal(screen.lines().at(-2), advice);
	screen.driver.state = {...screen.driver.state, notice: 'Continuing where you left off.'};
	assert.equal(screen.lines().at(-2), 'Continuing where you left off.');
	screen.press('down', 'space');
	assert.equal(screen.lines().at(-2), advice);
	assert.doesNotMatch(screen.text(), /Continuing/);
	const warned = picker(['ZohoBooks.fullaccess.all']);
	warned.driver.state = {...warned.driver.state, notice: 'Continuing where you left off.'};
	assert.match(warned.text(), /^! ZohoBooks\.fullaccess\.all allows everything/m);
});

test('words find scopes; an arrow goes into them, Space marks, and the catalogue’s spelling is taken', () => {
	const screen = picker([], withService()).type('contacts BOOKS read');
	assert.match(screen.text(), /ZohoBooks\.contacts\.READ +Read contacts {2}used in Suite/);
	screen.press('down', 'up', 'space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.contacts.READ']);
});

test('a misspelt word is found as it was meant, a word that nothing has is left out, and both are said', () => {
	const screen = picker().type('books invoyces xqzwv');
	assert.match(screen.text(), /^Searched with "invoice" for "invoyces", without "xqzwv"\.$/m);
	assert.match(screen.text(), /ZohoBooks\.invoices\.READ/);
	assert.match(picker().type('qwertyuiop').text(), /nothing matches; fewer words find more/);
});

test('tasks are searched too, and marked at once; one that is typed whole stands first, so that Enter takes it', () => {
	const mail = ['ZohoMail.messages.CREATE', 'ZohoMail.accounts.READ'];
	assert.deepEqual(chosen(goTo(picker().type('send'), 'Send mail').press('space')), mail);
	assert.deepEqual(chosen(picker().type('send mail').press('enter')), mail);
});

test('Enter takes the highlighted match and empties the search; without words it goes on', () => {
	const screen = picker().type('inventory items read');
	assert.match(screen.text(), /^Enter take it · /m);
	const [found] = /▸ ◯ (\S+)/.exec(screen.text())?.slice(1) ?? [];
	screen.press('enter');
	assert.deepEqual(chosen(screen), [found]);
	assert.match(screen.text(), /^❯ Scope {2}type to search/m);
	screen.press('enter');
	assert.equal(screen.driver.state.field, 'connectionName');
	// What finds nothing is not dropped without a word.
	const lost = picker([found ?? ''])
		.type('qwertyuiop')
		.press('enter');
	assert.equal(lost.driver.state.field, 'scopes');
	assert.match(lost.text(), /Nothing matches these words/);
	// Of other words that is not true.
	const other = lost.press('ctrl-u').type('invoices');
	assert.match(other.text(), /[1-9]\d* found/);
	assert.doesNotMatch(other.text(), /Nothing matches/);
	assert.deepEqual(chosen(other), [found]);
});

test('what a wider scope includes is shown among the chosen ones, and can be taken out', () => {
	const screen = picker(['ZohoBooks.fullaccess.all', 'ZohoBooks.contacts.READ']).press('ctrl-o');
	assert.match(screen.text(), /✔ +ZohoBooks\.contacts\.READ +included in/);
	assert.match(screen.text(), /^Scope .*2 chosen/m);
	goTo(screen, 'contacts.READ').press('space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.fullaccess.all']);
});

test('a match is shown: what the words found is set apart in the row', () => {
	const screen = picker().type('boo cont').press('down');
	const row = screen.frame().lines.find(({spans}) => spans.some(({text}) => text === 'Boo'));
	assert.deepEqual(
		row?.spans.filter(({style}) => style === 'match').map(({text}) => text),
		['Boo', 'cont', 'cont'],
	);
});

test('what the pane cuts of a description ends in an ellipsis, and help has it whole', () => {
	const screen = books();
	Object.assign(screen, {columns: 40, rows: 12});
	const long = screen.catalogue?.scopes.find(({scope}) => scope === 'ZohoBooks.accountants.READ');
	assert.ok(long);
	const description = 'Read what accountants do, with every account, journal and year that they have closed';
	screen.catalogue = {
		...catalogue,
		scopes: catalogue.scopes.map(row => (row === long ? {...row, description} : row)),
	};
	assert.match(screen.text(), /^ {2}ZohoBooks\.accountants\.READ: Read …$/m);
	screen.press('ctrl-g');
	assert.ok(screen.text().replaceAll(/\s+/g, ' ').includes(`${description}.`), screen.text());
	assert.doesNotMatch(screen.press('escape').text(), /closed/);
	const list = goTo(picker(), 'Query CRM with COQL');
	Object.assign(list, {columns: 40, rows: 12});
	assert.match(list.press('ctrl-g').text().replaceAll(/\s+/g, ' '), /ZohoCRM\.coql\.READ/);
});

test('a product opens as a grid; Space marks a cell, ALL shows the rest as included', () => {
	const screen = goTo(books(), 'contacts').press('space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.contacts.READ']);
	screen.press('right', 'right', 'right', 'right', 'space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.contacts.READ', 'ZohoBooks.contacts.ALL']);
	assert.match(screen.text(), /▸ contacts +◉ +✔ +✔ +✔ +\(◉\)/);
	assert.match(screen.text(), /is enough to\s+read/);
	screen.press('left');
	assert.match(screen.text(), /ZohoBooks\.contacts\.DELETE: .* Included in\s+ZohoBooks\.contacts\.ALL\./);
	screen.press('ctrl-o');
	assert.match(screen.text(), /^❯ Chosen/m);
	assert.ok(!/◉ ZohoBooks\.contacts\.READ/.test(screen.text()), 'what ALL includes is folded');
	assert.match(screen.text(), /◉ ZohoBooks\.contacts\.ALL/);
});

test('everything read-only of a product in one key, and away again', () => {
	const screen = books().press('ctrl-r');
	assert.ok(chosen(screen).length > 15);
	assert.ok(chosen(screen).every(scope => /^ZohoBooks\..*\.READ$/.test(scope)));
	assert.match(screen.text(), /chosen, read only/);
	assert.deepEqual(chosen(screen.press('ctrl-r')), []);
	const list = goTo(picker(), 'Zoho Desk').press('ctrl-r');
	assert.ok(chosen(list).length > 15 && chosen(list).every(scope => scope.startsWith('Desk.')));
});

test('Esc and ← close what is open, and only then go back; nothing is lost', () => {
	const screen = books().press('space', 'escape');
	assert.match(screen.text(), /Who am I/);
	assert.equal(screen.driver.state.field, 'scopes');
	goTo(screen, 'Zoho Books').press('right', 'left');
	assert.match(screen.text(), /Who am I/);
	screen.press('ctrl-o', 'escape');
	assert.equal(screen.driver.state.field, 'scopes');
	screen.press('escape');
	assert.notEqual(screen.driver.state.field, 'scopes');
	assert.equal(chosen(screen).length, 1);
});

test('an unknown scope is kept and reported, with the nearest spelling, which one key takes', () => {
	const screen = picker().paste('ZohoBilling.invoices.READ, "zohobooks.CONTACTS.read"\nother.thing');
	assert.deepEqual(chosen(screen), ['ZohoBilling.invoices.READ', 'zohobooks.CONTACTS.read', 'other.thing']);
	assert.match(screen.text(), /! ZohoBilling\.invoices\.READ is not known; near is/);
	assert.match(screen.text(), /Ctrl\+N use nearest/);
	screen.press('ctrl-n', 'ctrl-n', 'ctrl-n');
	assert.deepEqual(chosen(screen), [
		'ZohoSubscriptions.invoices.READ',
		'ZohoBooks.contacts.READ',
		'other.thing',
	]);
	assert.match(screen.text(), /! other\.thing is not known; it may still exist/);
	assert.ok(!/use nearest/.test(screen.text()));
	assert.equal(screen.press('enter').driver.state.field, 'scopeDelimiter');
});

test('of a pasted text its scopes are taken, and what is left out is said; a text without any is a search', () => {
	const screen = picker().paste(
		'| `ZohoBooks.contacts.READ` | read contacts |\n| ZohoCRM.org.READ | the company |',
	);
	assert.deepEqual(chosen(screen), ['ZohoBooks.contacts.READ', 'ZohoCRM.org.READ']);
	assert.match(screen.text(), /^From your text: 2 scopes taken, 4 words left out\.$/m);
	assert.match(screen.text(), /^ {6}left out +"read contacts the company"$/m);
	const sigma = {
		connectionLinkName: 'mine',
		serviceName: 'zlabs_integration',
		scope: ['SalesIQ.visitors.ALL'],
	};
	assert.deepEqual(chosen(picker().paste(JSON.stringify(sigma))), ['SalesIQ.visitors.ALL']);
	assert.deepEqual(chosen(picker().paste('books contacts')), []);
	assert.deepEqual(chosen(picker().paste('ZohoBooks.contacts read')), []);
});

test('what was pasted is reported scope by scope, corrected with a key, and left by words that none of them has', () => {
	const text = 'Sure! Use these:\n- ZohoBooks.contacts.READ\n- ZohoBooks.contcts.CREATE';
	const screen = picker(['Desk.tickets.READ']).paste(text);
	assert.match(screen.text(), /^❯ Pasted /m);
	assert.match(
		screen.text(),
		/^From your text: 2 scopes taken, 1 of them unknown to zconn, 3 words left out\.$/m,
	);
	assert.match(screen.text(), /^ {4}◉ ZohoBooks\.contacts\.READ +✔ taken$/m);
	assert.match(
		screen.text(),
		/^ {2}▸ ◉ ZohoBooks\.contcts\.CREATE +! unknown; nearest is contacts\.CREATE$/m,
	);
	assert.match(screen.text(), /Ctrl\+N uses\s+ZohoBooks\.contacts\.CREATE\s+instead\./);
	screen.press('ctrl-n');
	assert.match(screen.text(), /^From your text: 2 scopes taken, 1 corrected, 3 words left out\.$/m);
	assert.match(screen.text(), /ZohoBooks\.contacts\.CREATE +✔ corrected; it was contcts\.CREATE$/m);
	assert.deepEqual(chosen(screen), [
		'Desk.tickets.READ',
		'ZohoBooks.contacts.READ',
		'ZohoBooks.contacts.CREATE',
	]);
	screen.press('space');
	assert.equal(chosen(screen).length, 2);
	// Scopes that are all known need no report, and neither does one alone; Esc leads back to the list, and so does another search.
	for (const clean of [
		'ZohoBooks.contacts.READ',
		'ZohoBooks.contacts.READ, Desk.tickets.READ',
		'ZohoBooks.contcts.READ',
	])
		assert.doesNotMatch(picker().paste(clean).text(), /Pasted/);
	assert.match(picker().paste(text).press('escape').text(), /^❯ Scope /m);
	assert.match(picker().paste(text).type('tickets').text(), /^❯ Scope +tickets[\s\S]*Desk\.tickets\.READ/m);
	assert.equal(picker().paste(text).press('enter').driver.state.field, 'scopeDelimiter');
});

test('an address or a curl line in the search finds its scopes; nothing else of the line stays in sight', () => {
	const curl =
		"curl -X POST https://www.zohoapis.com/books/v3/invoices -H 'Authorization: Zoho-oauthtoken 1000.very.secret'";
	const screen = picker().paste(curl);
	assert.match(screen.text(), /looking for the scopes of this call/);
	assert.doesNotMatch(screen.text(), /secret/);
	screen.findCalls = callsMeant;
	assert.match(screen.text(), /◯ ZohoBooks\.invoices\.CREATE/);
	screen.press('down', 'space');
	assert.deepEqual(chosen(screen), ['ZohoBooks.invoices.CREATE']);
	const typed = picker();
	typed.findCalls = callsMeant;
	assert.match(typed.type('/crm/v8/Leads').text(), /◯ ZohoCRM\.modules\.leads\.READ/);
	const unknown = picker();
	unknown.findCalls = callsMeant;
	assert.match(unknown.type('/no/such/call').text(), /which scope this call needs is not known/);
});

test('a typed scope that is in no list is taken as it stands', () => {
	const screen = picker().type('Zoho.invented.READ');
	assert.match(screen.text(), /Enter takes it as it stands/);
	screen.press('enter');
	assert.deepEqual(chosen(screen), ['Zoho.invented.READ']);
});

test('a scope without a dot is taken where the catalogue has it, and any at a server that is not Zoho', () => {
	const openid = picker().type('openid').press('enter');
	assert.deepEqual(chosen(openid), ['openid']);
	assert.deepEqual(chosen(picker().paste('openid email')), ['openid', 'email']);
	const typo = picker(['ZohoBooks.contacts.READ']).type('contcts').press('enter');
	assert.ok(!chosen(typo).includes('contcts'));
	const elsewhere = picker();
	elsewhere.driver.type('authorizeUrl', 'https://example.com/oauth/authorize');
	assert.deepEqual(chosen(elsewhere.type('repo,user:emails').press('enter')), ['repo', 'user:emails']);
});

test('full access is flagged, with what is narrower; what needs more than a scope says so', () => {
	const screen = picker(['ZohoBooks.fullaccess.all', 'ZohoPay.payments.READ']);
	assert.match(screen.text(), /2 chosen, 1 can write, 1 can delete/);
	assert.match(screen.text(), /! ZohoBooks\.fullaccess\.all allows everything in Zoho Books, deleting too/);
	assert.match(screen.press('ctrl-o').text(), /! Payments asks for consent at/);
});

test('what only third parties name is hidden until asked for', () => {
	const hidden = catalogue.scopes.find(({confidence}) => confidence === 'third-party')?.scope ?? '';
	const screen = picker().type(hidden.toLowerCase());
	assert.ok(!screen.text().includes(hidden));
	screen.press('ctrl-t');
	assert.ok(screen.text().includes(hidden));
	assert.match(screen.text(), /unverified/);
});

const anyKey = fc.oneof(
	fc.constantFrom(
		...[
			'up',
			'down',
			'left',
			'right',
			'page-down',
			'page-up',
			'home',
			'end',
			'backspace',
			'ctrl-u',
			'ctrl-w',
		],
		...['ctrl-o', 'ctrl-t', 'ctrl-k'],
	),
	fc.constantFrom('b', 'o', 'c', 'r', '.', 'é', 'ZohoBooks').map(text => ({name: 'text', text})),
);

test('marks survive every search, view and product', () => {
	const some = fc.subarray(catalogue.scopes.map(({scope}) => scope).slice(0, 200), {maxLength: 8});
	fc.assert(
		fc.property(some, fc.array(anyKey, {maxLength: 30}), (scopes, presses) => {
			const screen = picker([...scopes, 'not.in.the.list']);
			screen.press(...presses);
			assert.deepEqual(chosen(screen), [...scopes, 'not.in.the.list']);
		}),
		{numRuns: 60},
	);
});

test('every view fits 40 × 12 and shows the field, the counter and the highlighted row', () => {
	fc.assert(
		fc.property(
			fc.array(anyKey, {maxLength: 20}),
			fc.constantFrom<readonly string[]>([], ['ZohoBilling.invoices.READ', 'ZohoBooks.fullaccess.all']),
			fc.boolean(),
			(presses, scopes, isAscii) => {
				const screen = picker(scopes);
				if (isAscii) screen.glyphs = ascii;
				screen.columns = 40;
				screen.rows = 12;
				screen.press(...presses);
				const {lines} = screen.frame();
				assert.ok(lines.length <= 11);
				for (const row of lines) assert.ok(widthOfSpans(row.spans) <= 40);
				if (screen.driver.state.field !== 'scopes') return;
				assert.match(screen.text(), /^(❯|>) (Scope|Chosen|Zoho|Desk)/m);
				// What became of the words is said in its place.
				assert.match(screen.text(), /\d+ chosen|^Searched with/m);
			},
		),
		{numRuns: 60},
	);
});

test('when Zoho refuses the scopes without naming one, the likeliest culprits are named', () => {
	const screen = new Screen(
		new Driver({...answers, scopes: ['ZohoBilling.invoices.READ', 'ZohoBooks.contacts.READ']})
			.enterUntil('review')
			.enter()
			.send({type: 'consent-prepared', id: 'draft-1-1', attempt: attempt('draft-1-1')}),
	);
	screen.catalogue = catalogue;
	screen.rows = 50;
	screen.paste('Invalid OAuth Scope');
	screen.press('enter');
	assert.match(screen.text(), /^ {2}▸ Invalid OAuth scope/m);
	screen.columns = 40;
	assert.match(screen.text(), /ZohoBilling\.invoices\.READ is not known;\s+near is\s+ZohoSubscriptions/);
	assert.ok(!/ZohoBooks\.contacts\.READ is/.test(screen.text()));
});
