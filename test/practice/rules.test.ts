import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
	changeSettings,
	checkForm,
	deleteClient,
	isEnabledIn,
	secretAt,
	tidyForm,
} from '../../source/practice/clients.js';
import {changeFaults, noFaults} from '../../source/practice/faults.js';
import {describeScope, isKnownScope, splitScopes} from '../../source/practice/scopes.js';
import {mintRefreshToken} from '../../source/practice/tokens.js';
import {isCovered} from '../../source/zoho/scopes/scope.js';
import {grantFor, testClient, testWorld} from './world-for-tests.js';

const messages = (name: string, homepage: string, ...redirectUris: string[]) =>
	checkForm(tidyForm({name, homepage, redirectUris}), 'server-based').map(({message}) => message);

describe('the registration form', () => {
	it('takes what the API Console takes', () => {
		assert.deepEqual(messages(' Café & Co_2 ', 'http://x.example', 'http://localhost:8790/callback', ''), []);
	});

	it('refuses in its words', () => {
		const wrong = ['Enter a valid client name', 'Enter a valid homepage URL', 'Enter a valid redirect URI'];
		assert.deepEqual(messages('', '', ''), wrong);
		assert.deepEqual(messages('my-tool', 'example.com', 'myapp://callback'), wrong);
		assert.deepEqual(messages('a<b', 'ftp://example.com', 'http://'), wrong);
	});

	for (const uri of [
		'http://127.0.0.1:8790/callback',
		'http://[::1]/',
		'http://localhost/#x',
		'http://localhost/a b',
		'https://exämple.com/',
	])
		it(`refuses ${uri}`, () => {
			assert.deepEqual(messages('Tool', 'https://example.com', uri), ['Enter a valid redirect URI']);
		});

	it('drops empty and repeated rows', () => {
		const form = tidyForm({name: '', homepage: '', redirectUris: ['', ' a ', 'a', 'b', '']});
		assert.deepEqual(form.redirectUris, ['a', 'b']);
	});
});

describe('a client', () => {
	it('starts at home only, with an id and secrets of Zoho’s form', () => {
		const client = testClient(testWorld());
		assert.match(client.id, /^1000\.[A-Z0-9]{30}$/u);
		assert.match(secretAt(client, 'us') ?? '', /^[0-9a-f]{42}$/u);
		assert.deepEqual(
			['us', 'eu', 'ca'].map(id => isEnabledIn(client, id)),
			[true, false, false],
		);
	});

	it('has a secret per data center until credentials are shared, and home cannot be switched off', () => {
		const world = testWorld();
		const client = testClient(world);
		changeSettings(client, {sameCredentials: false, enabled: ['eu']});
		assert.notEqual(secretAt(client, 'eu'), secretAt(client, 'us'));
		changeSettings(client, {sameCredentials: true, enabled: ['ca']});
		assert.equal(secretAt(client, 'eu'), secretAt(client, 'us'));
		assert.deepEqual(
			['us', 'eu', 'ca'].map(id => isEnabledIn(client, id)),
			[true, false, true],
		);
	});

	it('takes its tokens along when it is deleted', () => {
		const world = testWorld();
		const client = testClient(world);
		mintRefreshToken(world, grantFor(client.id));
		mintRefreshToken(world, grantFor('other'));
		deleteClient(world, client);
		assert.deepEqual(world.state.clients, []);
		assert.equal(world.state.refreshTokens.length, 1);
	});
});

describe('scopes', () => {
	it('are split at commas and spaces', () => {
		assert.deepEqual(splitScopes(' A.b.READ,A.c.READ  A.b.READ,'), ['A.b.READ', 'A.c.READ']);
	});

	it('are known by service and form', () => {
		for (const scope of [
			'ZohoBooks.contacts.READ',
			'zohocrm.modules.leads.all',
			'ZohoBooks.fullaccess.all',
			'openid',
			'Desk.exports',
			'AaaServer.profile.Read',
			'ZohoCampaigns.contact.CREATE-UPDATE',
		])
			assert.equal(isKnownScope(scope), true, scope);
		for (const scope of [
			'',
			'ZohoBooks',
			'ZohoBooks.READ',
			'ZohoBoks.contacts.READ',
			'ZohoBooks.contacts.REED',
			'ZohoBooks..READ',
			'a.b.c',
			'__proto__',
			'constructor.x.READ',
		])
			assert.equal(isKnownScope(scope), false, scope);
	});

	it('cover what they say, without regard to case', () => {
		const covers = (granted: string, required: string) => isCovered(required, [granted]);
		assert.equal(covers('zohobooks.CONTACTS.read', 'ZohoBooks.contacts.READ'), true);
		assert.equal(covers('ZohoBooks.contacts.ALL', 'ZohoBooks.contacts.READ'), true);
		assert.equal(covers('ZohoBooks.fullaccess.all', 'ZohoBooks.settings.READ'), true);
		assert.equal(covers('ZohoCRM.modules.ALL', 'ZohoCRM.modules.leads.READ'), true);
		assert.equal(covers('ZohoCRM.modules.leads.READ', 'ZohoCRM.modules.READ'), false);
		assert.equal(covers('ZohoBooks.contacts.CREATE', 'ZohoBooks.contacts.READ'), false);
		assert.equal(covers('ZohoBooks.contacts.ALL', 'ZohoBooks.settings.READ'), false);
		assert.equal(covers('ZohoInventory.fullaccess.all', 'ZohoBooks.settings.READ'), false);
	});

	it('of one service never cover another, and ALL covers every operation', () => {
		const word = fc.stringMatching(/^[a-z]{1,8}$/u);
		const operation = fc.constantFrom('READ', 'CREATE', 'UPDATE', 'DELETE');
		fc.assert(
			fc.property(word, word, operation, (service, group, op) => {
				assert.equal(isCovered(`${service}.${group}.${op}`, [`${service}.${group}.ALL`]), true);
				assert.equal(isCovered(`${service}.${group}.${op}`, [`x${service}.${group}.ALL`]), false);
				assert.equal(isCovered(`${service}.${group}.${op}`, [`${service}.x${group}.ALL`]), false);
			}),
		);
	});

	it('are told in words', () => {
		assert.equal(describeScope('ZohoBooks.contacts.READ'), 'Read contacts in Zoho Books');
		assert.equal(
			describeScope('ZohoCRM.modules.leads.ALL'),
			'Read, create, change and delete leads in Zoho CRM',
		);
		assert.equal(describeScope('ZohoBooks.fullaccess.all'), 'Do everything in Zoho Books');
	});
});

describe('switches', () => {
	it('change one by one', () => {
		assert.deepEqual(changeFaults(noFaults, {'omit-scope': true, 'code-ttl-seconds': 5}), {
			...noFaults,
			'omit-scope': true,
			'code-ttl-seconds': 5,
		});
	});

	it('refuse what they do not know', () => {
		for (const changes of [
			undefined,
			[],
			'x',
			{'no-such': true},
			{'omit-scope': 'yes'},
			{'code-ttl-seconds': 0},
			{'code-ttl-seconds': 1.5},
		])
			assert.ok('problem' in changeFaults(noFaults, changes), JSON.stringify(changes));
	});
});
