import assert from 'node:assert/strict';
import {test} from 'node:test';
import {callProgram} from '../../helpers/called-program.js';

const scopes = (...args: readonly string[]) => callProgram(['scopes', ...args]);

const json = async (...args: readonly string[]) => {
	const {code, stdout, stderr} = await scopes(...args, '--json');
	assert.equal(code, 0);
	assert.ok(stdout.startsWith('{\n  "format": 1,'));
	return {...JSON.parse(stdout), stderr};
};

test('words find scopes, the plain thing first', async () => {
	const {code, stdout, stderr} = await scopes('books', 'contacts', 'read');
	assert.equal(code, 0);
	assert.match(stderr, /^Task "Read contacts of Books, Inventory and Billing": ZohoBooks\.contacts\.READ, /);
	const [head, first] = stdout.split('\n');
	assert.match(head ?? '', /^SCOPE +CONFIDENCE +DESCRIPTION$/);
	assert.match(first ?? '', /^ZohoBooks\.contacts\.READ +official +\S/);
});

test('one object for programs, with the six fields of the contract', async () => {
	const {scopes: found} = await json('books', 'contacts', 'read');
	assert.deepEqual(found[0], {
		scope: 'ZohoBooks.contacts.READ',
		service: 'books',
		group: 'contacts',
		operation: 'READ',
		description: 'Read contacts',
		confidence: 'official',
	});
});

test('what was left out or taken for something else is said, and told to programs', async () => {
	const {code, stdout, stderr} = await scopes('books', 'invoyces', 'xqzwv');
	assert.equal(code, 0);
	assert.match(stdout, /^ZohoBooks\.invoices\.READ /m);
	assert.equal(stderr, 'Found with "invoice" for "invoyces", without "xqzwv".\n');
	const told = await json('books', 'invoyces', 'xqzwv');
	assert.deepEqual([told.ignored, told.meant], [['xqzwv'], [{typed: 'invoyces', meant: 'invoice'}]]);
	const {tasks} = await json('send', 'mail');
	assert.deepEqual(tasks[0]?.scopes, ['ZohoMail.messages.CREATE', 'ZohoMail.accounts.READ']);
});

test('nothing found is no failure: exit 0, an empty result, a hint on stderr', async () => {
	assert.deepEqual(await scopes('qwertyuiop'), {
		code: 0,
		signal: null,
		stdout: '',
		stderr: 'No scope matches. Try fewer words or parts of words; "zconn scopes" lists the products.\n',
	});
	const none = await json('qwertyuiop');
	assert.deepEqual(none.scopes, []);
	assert.match(none.stderr, /No scope matches/);
	assert.match((await scopes('ZohoBooks.contcts.READ')).stderr, /nearest is ZohoBooks\.contacts\.READ/);
	assert.match((await scopes('ZohoBilling.invoices.READ')).stdout, /^ZohoSubscriptions\.invoices\.READ /m);
	assert.match((await scopes('--service', 'nonesuch')).stderr, /No product is called "nonesuch"/);
	const odd = await scopes('books', '--operation', 'reed');
	assert.deepEqual([odd.code, odd.stdout], [0, '']);
	assert.match(odd.stderr, /No scope has the operation "reed"\. There are ACCESS, ALL, .*READ/);
});

test('a product under any of its names, and operations, narrow', async () => {
	for (const name of ['billing', 'Subscriptions', 'Zoho Billing', 'ZohoSubscriptions', 'ZohoBilling']) {
		const {scopes: found} = await json('--service', name, '--operation', 'read');
		assert.ok(found.length > 5, name);
		for (const row of found) assert.deepEqual([row.service, row.operation], ['billing', 'READ']);
	}
	const {scopes: two} = await json(
		'contacts',
		'--service',
		'books',
		'--service',
		'crm',
		'--operation',
		'CREATE,read',
	);
	assert.deepEqual([...new Set(two.map((row: {service: string}) => row.service))].toSorted(), [
		'books',
		'crm',
	]);
	assert.ok(two.every((row: {operation: string}) => ['READ', 'CREATE'].includes(row.operation)));
});

test('what only third parties name is shown when asked for; --all alone is the whole catalogue', async () => {
	const shown = await json();
	const all = await json('--all');
	assert.ok(shown.scopes.every((row: {confidence: string}) => row.confidence !== 'third-party'));
	assert.ok(all.scopes.length > 2000 && all.scopes.length > shown.scopes.length);
	const hidden = all.scopes.find((row: {confidence: string}) => row.confidence === 'third-party');
	const {stdout, stderr} = await scopes(hidden.scope);
	assert.equal(stdout, '');
	assert.match(stderr, /--all also shows|nearest is/);
});

test('without words the products are listed', async () => {
	const {code, stdout, stderr} = await scopes();
	assert.equal(code, 0);
	assert.match(stdout, /^PRODUCT +NAME +PREFIX +SCOPES$/m);
	assert.match(stdout, /^billing +Zoho Billing +ZohoSubscriptions +\d+$/m);
	assert.match(stderr, /zconn scopes books contacts read/);
});

test('a scope is explained: what it allows, where it is from, what shows it, what bites', async () => {
	const {code, stdout, stderr} = await scopes('--explain', 'zohobooks.SETTINGS.read');
	assert.equal(code, 0);
	assert.equal(stderr, 'Zoho writes it ZohoBooks.settings.READ.\n');
	assert.match(stdout, /Allows +reading\n/);
	assert.doesNotMatch(stdout, /Narrower/);
	assert.match(stdout, /^ZohoBooks\.settings\.READ\n {2}\S/);
	assert.match(stdout, /Included in +.*ZohoBooks\.fullaccess\.all/);
	assert.match(stdout, /Shown by +GET \/books\/v3\/organizations/);
	assert.match(stdout, /Confidence +official: printed by Zoho itself/);
	assert.match(stdout, /Source +\S/);
	const creator = await scopes('--explain', 'ZohoCreator.meta.application.READ');
	assert.match(creator.stdout, /Note +.*ZohoCreator\.dashboard\.READ/);
	const {explanation} = await json('--explain', 'ZohoBooks.contacts.ALL');
	assert.ok(explanation.includes.includes('ZohoBooks.contacts.DELETE'));
	assert.equal(explanation.probe.isAllowed, false);
	assert.deepEqual([explanation.allows, explanation.narrower], ['delete', 'ZohoBooks.contacts.READ']);
	const all = await scopes('--explain', 'ZohoBooks.contacts.ALL');
	assert.equal(all.stderr, '');
	assert.match(
		all.stdout,
		/Allows +writing and deleting\n {2}Narrower +ZohoBooks\.contacts\.READ, which only reads\n/,
	);
});

test('a scope that is not there is answered with the nearest one', async () => {
	const {code, stdout, stderr} = await scopes('--explain', 'ZohoBook.contact.READ');
	assert.deepEqual([code, stdout], [0, '']);
	assert.match(stderr, /nearest is ZohoBooks\.contacts\.READ/);
	const unknown = await json('--explain', 'ZohoDesk.tickets.READ');
	assert.deepEqual([unknown.scopes, unknown.explanation, unknown.nearest], [[], null, 'Desk.tickets.READ']);
});

test('--for tells which scopes a call needs, of a path, an address and a curl line', async () => {
	const {code, stdout, stderr} = await scopes('--for', 'POST /books/v3/invoices');
	assert.deepEqual([code, stderr], [0, '']);
	const [head, first] = stdout.split('\n');
	assert.match(head ?? '', /^SCOPE +PRODUCT +CONFIDENCE +CALL$/);
	assert.match(
		first ?? '',
		/^ZohoBooks\.invoices\.CREATE +Zoho Books +documented by Zoho +POST \/books\/v3\/invoices$/,
	);
	const curl =
		"curl -X PUT https://desk.zoho.eu/api/v1/tickets/1 -H 'Authorization: Zoho-oauthtoken 1000.secret.x'";
	const ofCurl = await json('--for', curl);
	assert.deepEqual(ofCurl.call, {method: 'PUT', path: '/api/v1/tickets/1', host: 'desk.zoho.eu'});
	assert.doesNotMatch(JSON.stringify(ofCurl), /secret/);
	const unknown = await scopes('--for', '/nothing/like/it');
	assert.deepEqual([unknown.code, unknown.stdout], [0, '']);
	assert.match(unknown.stderr, /GET \/nothing\/like\/it needs is not known here/);
	const odd = await scopes('--for', 'books invoices');
	assert.deepEqual([odd.code, odd.stdout], [2, '']);
	assert.match(odd.stderr, /POST \/books\/v3\/invoices/);
});
