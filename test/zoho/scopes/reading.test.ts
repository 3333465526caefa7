import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {leftOutText, readScopes} from '../../../source/zoho/scopes/reading.js';
import {computing} from '../../helpers/computing.js';

const two = ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL'];

const sigma = {
	connectionLinkName: 'salesiq_link',
	connectionName: 'SalesIQ.Link',
	serviceName: 'zlabs_integration',
	userAccess: false,
	isUserDefinedService: false,
	sharedBy: '1234567',
	scope: two,
};

/** Texts that have these two scopes in them and nothing else that could be one. */
const pastes: readonly string[] = [
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
	'1. ZohoBooks.contacts.READ\n2. ZohoCRM.modules.ALL',
	'ZohoBooks.contacts.READ,zohobooks.CONTACTS.read,ZohoCRM.modules.ALL',
	'Zoho\u200BBooks.contacts.READ, ZohoCRM.modules.ALL\uFEFF',
	'https://accounts.zoho.com/oauth/v2/auth?client_id=1000.X&scope=ZohoBooks.contacts.READ,ZohoCRM.modules.ALL&state=a.b',
	'response_type=code&amp;scope=ZohoBooks.contacts.READ+ZohoCRM.modules.ALL&amp;prompt=consent',
	'?scope=ZohoBooks.contacts.READ&x=1&scope=ZohoCRM.modules.ALL',
	'ZohoBooks.contacts.READ and scope=ZohoCRM.modules.ALL',
	JSON.stringify(sigma),
	JSON.stringify(sigma, undefined, 2),
	JSON.stringify([sigma]),
	JSON.stringify({connections: {mine: {...sigma, scope: two.join(',')}}}),
	JSON.stringify(two),
	'"usedConnections": [{"connectionLinkName": "a.b.READ", "scope": ["ZohoBooks.contacts.READ", "ZohoCRM.modules.ALL"]}],',
	"scopes: ['ZohoBooks.contacts.READ', 'ZohoCRM.modules.ALL']",
	'| Scope | What it is for |\n|---|---|\n| `ZohoBooks.contacts.READ` | read contacts |\n| `ZohoCRM.modules.ALL` | all of CRM |',
	'ZohoBooks.contacts.**READ** or ZohoCRM.**modules**.ALL',
	'To list contacts, e.g. in desk.zoho.com, ask for ZohoBooks.contacts.READ. See index.html or Node.js; for CRM, ZohoCRM.modules.ALL!',
	'<li><code>ZohoBooks.contacts.READ</code></li><li><code>ZohoCRM.modules.ALL</code></li>',
	"curl -X POST 'https://accounts.zoho.com/oauth/v2/token?client_id=1000.AB&scope=ZohoBooks.contacts.READ,ZohoCRM.modules.ALL&grant_type=client_credentials' -H 'Accept: a/b'",
	"const scope = 'ZohoBooks.contacts.READ,ZohoCRM.modules.ALL'; await ZFAPPS.request(options); console.log(1)",
	'Scope for Books: ZohoBooks.contacts.READ\nScope for CRM: ZohoCRM.modules.ALL\nThanks, a.b@example.com',
];

test('two scopes are found in whatever was pasted, and no word that is none', () => {
	for (const paste of pastes) assert.deepEqual(readScopes(paste).scopes, two, paste);
});

test('escapes, placeholders and unknown scopes', () => {
	const rows: readonly (readonly [string, readonly string[], (readonly string[])?])[] = [
		[
			'ZohoCRM.settings.record\\_locking\\_configurations.READ',
			['ZohoCRM.settings.record_locking_configurations.READ'],
		],
		[
			'ZohoCRM.modules.{module_name}.READ, ZohoCRM.org.READ',
			['ZohoCRM.org.READ'],
			['ZohoCRM.modules.{module_name}.READ'],
		],
		['ZohoNew.things.READ', ['ZohoNew.things.READ']],
		['ZohoBooks.nothing.ALL', ['ZohoBooks.nothing.ALL']],
		['openid email profile', ['openid', 'email', 'profile']],
		['please email me', [], ['please', 'email', 'me']],
		['openid, Desk.exports and phone', ['openid', 'Desk.exports'], ['and', 'phone']],
		['foo,ZohoBooks.contacts.READ', ['ZohoBooks.contacts.READ'], ['foo']],
		[
			'accounts.zoho.com desk.zoho.in mail.google.com',
			[],
			['accounts.zoho.com', 'desk.zoho.in', 'mail.google.com'],
		],
		['{"scope": ["Desk.tickets.READ", "no scope"]}', ['Desk.tickets.READ'], ['no', 'scope']],
		[' , \n - 12. "" ', []],
	];
	for (const [text, scopes, leftOut = []] of rows)
		assert.deepEqual(readScopes(text), {scopes, leftOut}, text);
	assert.equal(leftOutText({scopes: [], leftOut: []}), '');
	assert.equal(
		leftOutText({scopes: [], leftOut: ['a', 'b', 'c', 'd', 'e']}),
		'Left out, because no scope looks like that: a, b, c and 2 more.',
	);
});

test('every scope of the catalogue is taken as it is, alone and in any list', async () => {
	const scopes = (await loadScopeCatalogue()).scopes.map(({scope}) => scope);
	for (const scope of scopes) assert.deepEqual(readScopes(scope), {scopes: [scope], leftOut: []}, scope);
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom(...scopes), {selector: text => text.toLowerCase(), maxLength: 20}),
			fc.constantFrom(',', ' ', '+', '\n', ', ', ' | '),
			(some, by) => {
				assert.deepEqual(readScopes(some.join(by)), {scopes: some, leftOut: []});
				assert.deepEqual(readScopes(JSON.stringify({scope: some})).scopes, some);
			},
		),
	);
});

test('reading never throws, repeats nothing, and takes the same again', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
			const {scopes} = readScopes(text);
			assert.equal(new Set(scopes.map(entry => entry.toLowerCase())).size, scopes.length);
			assert.deepEqual(readScopes(scopes.join(',')).scopes, scopes);
		}),
	);
	const long = `${'a.'.repeat(30_000)}READ ${'{'.repeat(30_000)} ${'scope='.repeat(5000)}`;
	assert.ok(computing(() => readScopes(long)) < 2000);
});
