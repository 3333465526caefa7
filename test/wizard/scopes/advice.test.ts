import assert from 'node:assert/strict';
import {test} from 'node:test';
import {adviceAbout, culpritTexts, privilegeText} from '../../../source/wizard/scopes/advice.js';
import {foldScopes, toggleScopes} from '../../../source/wizard/scopes/picker.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {doubtsAbout} from '../../../source/zoho/scopes/check.js';

const catalogue = await loadScopeCatalogue();

test('a blameless list of scopes is not blamed; it is said how to find the one', () => {
	const good = ['ZohoBooks.contacts.READ', 'ZohoBooks.invoices.READ'];
	assert.deepEqual(doubtsAbout(catalogue, good), []);
	assert.deepEqual(culpritTexts(catalogue, good), [
		'All 2 are as Zoho prints them. Ask for half of them to find the one; then for half of the rest.',
	]);
	assert.match(culpritTexts(catalogue, good.slice(0, 1))[0] ?? '', /may have been withdrawn/);
	const many = Array.from({length: 6}, (_none, index) => `invented.scope${index}.READ`);
	assert.equal(culpritTexts(catalogue, many).at(-1), '2 more are doubtful.');
});

test('what the chosen scopes allow, in one line', () => {
	assert.equal(privilegeText([]), '0 chosen');
	assert.equal(privilegeText(['ZohoBooks.contacts.READ']), '1 chosen, read only');
	assert.equal(
		privilegeText(['ZohoBooks.contacts.READ', 'ZohoBooks.contacts.CREATE', 'Desk.tickets.ALL']),
		'3 chosen, 2 can write, 1 can delete',
	);
});

test('warnings come before advice, and each is said once', () => {
	const advice = adviceAbout(catalogue, [
		'ZohoCRM.modules.ALL',
		'ZohoPay.payments.READ',
		'ZohoPay.refunds.READ',
		'ZohoCRM.modules.leads.READ',
		'other.thing',
	]);
	assert.deepEqual(
		advice.map(({isWarning}) => isWarning),
		[true, true, false, false],
	);
	assert.match(advice[0]?.text ?? '', /other\.thing/);
	assert.match(advice[1]?.text ?? '', /soid/);
});

test('what another chosen scope includes is folded; marking is its own inverse', () => {
	const chosen = ['ZohoCRM.modules.leads.READ', 'ZohoCRM.modules.ALL', 'ZohoCRM.coql.READ'];
	assert.deepEqual(foldScopes(chosen), ['ZohoCRM.modules.ALL', 'ZohoCRM.coql.READ']);
	const more = toggleScopes(chosen, ['zohocrm.COQL.read', 'Desk.tickets.READ']);
	assert.deepEqual(more, [...chosen, 'Desk.tickets.READ']);
	assert.deepEqual(toggleScopes(more, ['Desk.tickets.READ']), chosen);
});

test('one choice is judged by each catalogue for itself', () => {
	const chosen = ['ZohoBooks.contacts.READ'];
	const scopes = catalogue.scopes.filter(({serviceId}) => serviceId === 'crm');
	assert.deepEqual(adviceAbout(catalogue, chosen), []);
	assert.match(
		adviceAbout({...catalogue, scopes}, chosen)[0]?.text ?? '',
		/^ZohoBooks\.contacts\.READ is not/,
	);
	assert.deepEqual(adviceAbout(catalogue, chosen), []);
});
