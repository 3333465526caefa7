import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {isScopeShaped, missingScopes, parseScopes, scopeCovers} from '../../../source/zoho/scopes/scope.js';

const part = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/);
const scope = fc
	.tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/), fc.array(part, {maxLength: 4}), fc.boolean())
	.map(([service, parts, isDouble]) =>
		[service, ...parts].join('.').concat(isDouble && parts.length > 0 ? '-UPDATE' : ''),
	);
const delimiter = fc.constantFrom(',', ' ', '+');

test('what is joined is parsed back, in order, whatever the delimiter', () => {
	fc.assert(
		fc.property(fc.uniqueArray(scope, {selector: text => text.toLowerCase()}), delimiter, (scopes, by) => {
			assert.ok(scopes.every(isScopeShaped));
			assert.deepEqual(parseScopes(scopes.join(by)), scopes);
		}),
	);
});

const two = ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL'];

test('two scopes are found in whatever was pasted', () => {
	const pastes = [
		'ZohoBooks.contacts.READ,ZohoCRM.modules.ALL',
		' ZohoBooks.contacts.READ ,\r\n ZohoCRM.modules.ALL. ',
		'ZohoBooks.contacts.READ+ZohoCRM.modules.ALL',
		'ZohoBooks.contacts.READ%2CZohoCRM.modules.ALL',
		'ZohoBooks.contacts.READ%252CZohoCRM.modules.ALL',
		'"ZohoBooks.contacts.READ", "ZohoCRM.modules.ALL"',
		'[“ZohoBooks.contacts.READ”; ‘ZohoCRM.modules.ALL’]',
		'{"scope": "ZohoBooks.contacts.READ ZohoCRM.modules.ALL"}',
		'scope: ZohoBooks.contacts.READ, ZohoCRM.modules.ALL',
		'- ZohoBooks.contacts.READ\n- ZohoCRM.modules.ALL',
		'• ZohoBooks.contacts.READ\n• ZohoCRM.modules.ALL',
		'1. ZohoBooks.contacts.READ\n2. ZohoCRM.modules.ALL',
		'ZohoBooks.contacts.READ,zohobooks.CONTACTS.read,ZohoCRM.modules.ALL',
		'Zoho\u200BBooks.contacts.READ, ZohoCRM.modules.ALL\uFEFF',
		'https://accounts.zoho.com/oauth/v2/auth?client_id=1000.X&scope=ZohoBooks.contacts.READ,ZohoCRM.modules.ALL&state=a.b',
		'https://accounts.zoho.eu/oauth/v2/auth?scope=ZohoBooks.contacts.READ%20ZohoCRM.modules.ALL#x',
		'response_type=code&amp;scope=ZohoBooks.contacts.READ+ZohoCRM.modules.ALL&amp;prompt=consent',
		'?scope=ZohoBooks.contacts.READ&x=1&scope=ZohoCRM.modules.ALL',
		'ZohoBooks.contacts.READ and scope=ZohoCRM.modules.ALL',
		'ZohoBooks.contacts.READ,\r\nhttps://accounts.zoho.com/oauth/v2/auth?client_id=1000.X&scope=ZohoCRM.modules.ALL&state=a.b',
		'https://accounts.zoho.eu/oauth/v2/auth?scope=ZohoBooks.contacts.READ&state=a.b then ZohoCRM.modules.ALL.',
	];
	for (const paste of pastes) assert.deepEqual(parseScopes(paste), two, paste);
});

test('nothing is found in nothing, and other servers keep their scopes', () => {
	assert.deepEqual(parseScopes(' , \n - 12. "" '), []);
	assert.deepEqual(parseScopes('openid https://mail.google.com/ user:email'), [
		'openid',
		'https://mail.google.com/',
		'user:email',
	]);
});

test('parsing never throws, repeats nothing and is stable', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
			const scopes = parseScopes(text);
			assert.equal(new Set(scopes.map(entry => entry.toLowerCase())).size, scopes.length);
			for (const entry of scopes) assert.doesNotMatch(entry, /[\s\p{Cc},]/u);
		}),
	);
});

test('the form of a scope', async () => {
	for (const good of [
		'openid',
		'Desk.exports',
		'Site24x7.Reports.Read',
		'ZohoCampaigns.campaign.CREATE-UPDATE',
		'ZohoCRM.templates.email.send_test_mail.CREATE',
	]) {
		assert.ok(isScopeShaped(good), good);
	}
	for (const bad of [
		'',
		'.',
		'a.',
		'.a',
		'a..b',
		'a b',
		'a.b-',
		'1a.b',
		'a.{module}.READ',
		'a.b,c.d',
		'a-b',
		`a${'.b'.repeat(200)}`,
	]) {
		assert.ok(!isScopeShaped(bad), bad);
	}
	for (const {scope: known} of (await loadScopeCatalogue()).scopes) assert.ok(isScopeShaped(known), known);
});

test('what a granted scope covers', () => {
	const covers: ReadonlyArray<readonly [string, string]> = [
		['ZohoBooks.contacts.READ', 'zohobooks.CONTACTS.read'],
		['ZohoBooks.contacts.ALL', 'ZohoBooks.contacts.DELETE'],
		['ZohoCRM.modules.leads.WRITE', 'ZohoCRM.modules.leads.UPDATE'],
		['ZohoCampaigns.contact.CREATE-UPDATE', 'ZohoCampaigns.contact.CREATE'],
		['ZohoBooks.fullaccess.all', 'ZohoBooks.invoices.CREATE'],
		['ZohoExpense.fullaccess.ALL', 'ZohoExpense.expensereport.READ'],
		['ZohoCRM.modules.ALL', 'ZohoCRM.modules.leads.READ'],
		['ZohoCRM.modules.READ', 'ZohoCRM.modules.leads.READ'],
		['ZohoCRM.settings.ALL', 'ZohoCRM.settings.custom_views.UPDATE'],
		['openid', 'OpenID'],
	];
	for (const [granted, needed] of covers) assert.ok(scopeCovers(granted, needed), `${granted} ⊇ ${needed}`);
	const not: ReadonlyArray<readonly [string, string]> = [
		['ZohoBooks.contacts.READ', 'ZohoBooks.contacts.ALL'],
		['ZohoBooks.contacts.READ', 'ZohoBooks.contacts.CREATE'],
		['ZohoBooks.contacts.ALL', 'ZohoInventory.contacts.READ'],
		['ZohoCRM.modules.leads.WRITE', 'ZohoCRM.modules.leads.READ'],
		['ZohoCRM.modules.ALL', 'ZohoCRM.coql.READ'],
		['ZohoCRM.modules.ALL', 'ZohoCRM.files.CREATE'],
		['ZohoCRM.modules.ALL', 'ZohoCRM.bulk.READ'],
		['ZohoCRM.modules.READ', 'ZohoCRM.modules.leads.CREATE'],
		['ZohoCRM.modules.leads.ALL', 'ZohoCRM.modules.ALL'],
		['ZohoCRM.mod.ALL', 'ZohoCRM.modules.READ'],
		['ZohoBooks.fullaccess.all', 'ZohoBooks'],
		['ZohoBooks.ALL', 'ZohoBooks.contacts.READ'],
		['Desk.exports', 'Desk.exports.READ'],
		['openid', 'email'],
	];
	for (const [granted, needed] of not) assert.ok(!scopeCovers(granted, needed), `${granted} ⊉ ${needed}`);
});

test('requested against granted', () => {
	assert.deepEqual(
		missingScopes(
			['ZohoCRM.modules.leads.READ', 'ZohoBooks.contacts.read', 'ZohoBooks.invoices.READ'],
			['zohocrm.modules.ALL', 'ZohoBooks.contacts.READ', 'Desk.tickets.READ'],
		),
		['ZohoBooks.invoices.READ'],
	);
	fc.assert(
		fc.property(
			fc.uniqueArray(scope, {selector: text => text.toLowerCase()}),
			fc.array(scope),
			(asked, got) => {
				const missing = missingScopes(asked, got);
				assert.deepEqual(
					missing,
					asked.filter(one => missing.includes(one)),
				);
				assert.deepEqual(missingScopes(missing, got), missing);
				assert.deepEqual(
					missingScopes(
						asked,
						asked.map(text => text.toUpperCase()),
					),
					[],
				);
			},
		),
	);
});

test('no paste loses a token: whatever stands between, before and behind, every scope comes out, in order', () => {
	const between = fc.constantFrom(
		',',
		', ',
		' ',
		'\n',
		'\r\n',
		';',
		' | ',
		'", "',
		"','",
		'\n- ',
		'\n• ',
		'%2C',
		'%20',
		'+',
	);
	const around = fc.constantFrom(
		...[
			['', ''],
			['scope=', ''],
			['https://accounts.zoho.eu/oauth/v2/auth?client_id=1&scope=', '&state=a.b#x'],
			['["', '"]'],
		],
		...[
			['Scopes: ', '.'],
			['(', ')'],
			['“', '”'],
			['\uFEFF', '\n'],
			['1. ', ''],
		],
	);
	const some = fc.uniqueArray(scope, {minLength: 1, maxLength: 12, selector: text => text.toLowerCase()});
	// A bare word of a URL is not a scope's; those with dots always are.
	const dotted = some.map(list => list.filter(text => text.includes('.') && !/^scopes?\./i.test(text)));
	fc.assert(
		fc.property(
			dotted,
			fc.array(between, {minLength: 12, maxLength: 12}),
			around,
			(scopes, separators, ends) => {
				const [before = '', behind = ''] = ends;
				const body = scopes
					.map((text, index) => (index === 0 ? '' : (separators[index] ?? ',')) + text)
					.join('');
				const text = before + body + behind;
				assert.deepEqual(parseScopes(text), scopes, JSON.stringify(text));
			},
		),
	);
});
