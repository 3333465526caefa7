import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {decisionOf} from '../../../source/wizard/consent/decision.js';
import {differenceOf} from '../../../source/wizard/edit/difference.js';
import type {WizardContext} from '../../../source/wizard/field.js';
import {sampleConnection, sampleFile, sampleNow} from '../../connection/samples.js';
import {askingToWiden, attempt, Driver, sharedFile, widenedUrl, widening, withTarget} from '../driver.js';

const id = 'draft-1-1';
const second = 'draft-1-2';
const contacts = 'ZohoBooks.contacts.READ';
const bills = 'ZohoBooks.bills.READ';
const declined = {kind: 'declined', why: 'Zoho would not'} as const;
const denied = 'http://localhost:8790/callback?error=access_denied';

const consequenceOf = (
	given: ConstructorParameters<typeof Driver>[0],
	about: WizardContext = withTarget(),
) => {
	const {state} = new Driver(given, about);
	const {target} = state.context;
	assert.ok(target);
	return differenceOf(state, target).consequence;
};

/** The context in which the sample connection is another one. */
const about = (change: Parameters<typeof sampleConnection>[0]) =>
	withTarget('everything', {...sampleFile(), connections: {acme: sampleConnection(change)}});

const wider = {
	type: 'widened',
	id,
	path: '/home/me/connections.json',
	scopesGranted: [contacts, bills],
	accessTokenExpiresAt: new Date(sampleNow + 3_600_000).toISOString(),
	probes: [],
} as const;

test('scopes that are only added widen the grant; with anything else that needs a consent it is a new one', () => {
	const scopes = [contacts, bills];
	assert.equal(consequenceOf({scopes}), 'wider-consent');
	assert.equal(consequenceOf({scopes, connectionName: 'Other', serviceName: 'Else'}), 'wider-consent');
	assert.equal(consequenceOf({scopes, scopeDelimiter: 'space'}), 'wider-consent');
	assert.equal(consequenceOf({scopes: [bills]}), 'new-consent');
	assert.equal(consequenceOf({scopes, clientSecret: 'f'.repeat(42)}), 'new-grant');
	assert.equal(consequenceOf({scopes, dataCenter: 'eu'}), 'new-grant');
});

test('a grant that is over, or of a server that is not Zoho’s, is not widened; nor is one by a reconnect', () => {
	const scopes = [contacts, bills];
	const refusal = {id: 'invalid-code', reason: 'Over.', at: new Date(sampleNow).toISOString()};
	assert.equal(consequenceOf({scopes}, about({refusal})), 'new-consent');
	assert.equal(consequenceOf({scopes}, about({dataCenter: null})), 'new-consent');
	assert.equal(consequenceOf({scopes}, withTarget('consent')), 'new-consent');
});

test('any edit of scopes and names: a wider consent exactly when scopes are added and none is removed', () => {
	const known = [contacts, bills, 'ZohoCRM.org.READ'];
	const edits = fc.record({
		scopes: fc.subarray(known, {minLength: 1}),
		connectionName: fc.constantFrom('Acme', 'Other'),
	});
	fc.assert(
		fc.property(edits, given => {
			const keeps = given.scopes.includes(contacts);
			const adds = given.scopes.length > (keeps ? 1 : 0);
			const expected = !keeps ? 'new-consent' : adds ? 'wider-consent' : 'nothing';
			assert.equal(consequenceOf(given), expected);
		}),
	);
});

test('the grant’s own accounts server is asked, for the added scopes alone, before any browser', () => {
	const driver = askingToWiden({}, about({dataCenter: 'eu'}));
	const prepare = driver.last('prepare-consent');
	assert.equal(prepare.accountsUrl, 'https://accounts.zoho.eu');
	assert.equal(prepare.brings, 'wider-grant');
	assert.deepEqual(driver.last('ask-to-widen').scopes, [bills]);
	assert.equal(driver.count('ask-for-consent'), 0);
	driver.send({type: 'widening-asked', id, problem: undefined});
	const {consent} = driver.state;
	assert.ok(consent.phase === 'waiting');
	// What is shown is the local link; the address behind it holds a secret.
	assert.equal(consent.address, 'http://localhost:8790/go/abcdefghijklmnop');
	assert.equal(driver.count('ask-for-consent'), 0);
});

test('what the grant lacks is asked for, also where the service has had it for a while', () => {
	const about = {scopesGranted: ['ZohoBooks.items.READ'], scopesRequested: ['ZohoBooks.items.READ']};
	const file = {...sampleFile(), connections: {acme: sampleConnection(about)}};
	const driver = askingToWiden({}, withTarget('everything', file));
	assert.deepEqual(driver.last('ask-to-widen').scopes, [contacts, bills]);
});

test('agreed: a token has to show it; then it is saved, and told as ready. No code, no new grant', () => {
	const driver = widening({connectionName: 'Wider'});
	const save = driver.last('save-widened');
	assert.equal(save.linkName, 'acme');
	assert.equal(save.name, 'Wider');
	assert.deepEqual(save.service?.scopes, [contacts, bills]);
	assert.deepEqual(save.scopes, [bills]);
	assert.deepEqual(save.scopesRequested, [contacts, bills]);
	// Esc does not lose what Zoho has done already.
	assert.equal(driver.escape().state.consent.phase, 'widening');
	const {consent} = driver.send(wider).state;
	assert.ok(consent.phase === 'done');
	assert.deepEqual(consent.notices, ['The grant was widened: it is the same one, and no other was made.']);
	assert.deepEqual(consent.outcome.issued.missing, []);
	const {page} = driver.last('answer-browser');
	assert.ok(page.kind === 'connected');
	assert.deepEqual(page.granted, [contacts, bills]);
	assert.equal(page.account, 'pat@example.com');
	for (const type of ['exchange-code', 'save-connection', 'take-over', 'revoke-outgoing'] as const) {
		assert.equal(driver.count(type), 0, type);
	}
	assert.equal(driver.count('end-consent'), 1);
});

for (const [name, decline] of [
	['when it is asked', () => askingToWiden().send({type: 'widening-asked', id, problem: declined})],
	[
		'on its page',
		() =>
			askingToWiden()
				.send({type: 'widening-asked', id, problem: undefined})
				.send({type: 'callback-arrived', id, via: 'loopback', text: denied, at: sampleNow}),
	],
	['by what its token shows', () => widening().send({type: 'not-widened', id, problem: declined})],
] as const) {
	test(`Zoho declines ${name}: the usual consent with all scopes, in the same run, and one line says why`, () => {
		const driver = decline();
		assert.deepEqual(
			driver.effects.slice(-3).map(({type}) => type),
			['answer-browser', 'end-consent', 'prepare-consent'],
		);
		assert.equal(driver.last('prepare-consent').brings, 'code');
		driver.send({type: 'consent-prepared', id: second, attempt: attempt(second)});
		const {consent} = driver.state;
		assert.ok(consent.phase === 'waiting');
		assert.equal(consent.brings, 'code');
		assert.equal(consent.notices.filter(line => /a new consent is asked for/.test(line)).length, 1);
		const {searchParams} = new URL(driver.last('ask-for-consent').authorizeUrl);
		assert.equal(searchParams.get('scope'), `${contacts},${bills}`);
		assert.equal(searchParams.get('prompt'), 'consent');
		// The review says from now on what it really costs.
		const {target} = driver.state.context;
		assert.ok(target);
		assert.equal(differenceOf(driver.escape().state, target).consequence, 'new-consent');
	});
}

test('without a callback port it is the usual consent at once, with the attempt that is there', () => {
	const driver = askingToWiden({}, withTarget(), {isListening: false, shortLink: undefined});
	assert.equal(driver.count('ask-to-widen'), 0);
	assert.equal(driver.count('prepare-consent'), 1);
	const {consent} = driver.state;
	assert.ok(consent.phase === 'waiting' && consent.brings === 'code');
	assert.match(consent.notices.join(' '), /needs a callback port/);
});

test('a network that fails declines nothing: the refusal is told, and trying again widens', () => {
	const refusal = {id: 'network-dns', what: 'w', why: 'w', next: 'n', exitCode: 4} as const;
	const driver = askingToWiden().send({type: 'widening-asked', id, problem: {kind: 'failed', refusal}});
	assert.equal(driver.state.consent.phase, 'failed');
	assert.equal(driver.enter().last('prepare-consent').brings, 'wider-grant');
	const later = widening().send({type: 'not-widened', id, problem: {kind: 'failed', refusal}});
	assert.equal(later.state.consent.phase, 'failed');
});

test('no callback came: the next try has an address that can be opened on another machine', () => {
	const driver = askingToWiden().send({type: 'widening-asked', id, problem: undefined});
	driver.send({type: 'time-ran-out', id});
	assert.equal(driver.state.consent.phase, 'failed');
	assert.equal(driver.enter().last('prepare-consent').brings, 'code');
});

test('a paste counts too; one that is no ending goes on waiting', () => {
	const driver = askingToWiden().send({type: 'widening-asked', id, problem: undefined});
	driver.send({type: 'typed-paste', value: 'http://localhost:8790/callback?code=1000.a.b'}).enter();
	const {consent} = driver.state;
	assert.ok(consent.phase === 'waiting');
	assert.equal(consent.problem?.id, 'no-answer-in-address');
	driver.send({type: 'typed-paste', value: `"${widenedUrl}"`}).enter();
	assert.equal(driver.state.consent.phase, 'widening');
});

test('left or gone back from while Zoho is asked: the port is freed and nothing is written', () => {
	for (const leave of ['left', 'went-back'] as const) {
		const driver = askingToWiden().send({type: leave, at: sampleNow});
		assert.equal(driver.count('end-consent'), 1, leave);
		driver.send({type: 'widening-asked', id, problem: undefined});
		assert.equal(driver.count('save-widened'), 0);
	}
});

test('a shared service is asked about first; for all of them the others keep their grants', () => {
	const scopes = [contacts, bills];
	const driver = new Driver({scopes}, withTarget('everything', sharedFile())).enter();
	assert.equal(driver.state.consent.phase, 'asking-shared');
	assert.match(decisionOf(driver.state)?.options.at(-1)?.label ?? '', /the other keeps its grant/);
	driver.send({type: 'answered-shared', choice: 'own', at: sampleNow});
	driver
		.send({type: 'consent-prepared', id, attempt: attempt(id)})
		.send({type: 'widening-asked', id, problem: undefined})
		.send({type: 'callback-arrived', id, via: 'loopback', text: widenedUrl, at: sampleNow});
	assert.equal(driver.last('save-widened').service?.linkName, 'suite_2');
});
