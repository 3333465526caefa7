import assert from 'node:assert/strict';
import {test} from 'node:test';
import {adviceTexts, foundLines} from '../../../source/ui/plain/scopes.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {answers, Driver} from '../../wizard/driver.js';

const catalogue = await loadScopeCatalogue();
const state = (scopes: readonly string[] = []) => new Driver({...answers, scopes}).enterUntil('scopes').state;

test('words search, scopes answer', () => {
	const found = foundLines(catalogue, 'books contacts read', state());
	assert.equal(found?.[0], '  ZohoBooks.contacts.READ: Read contacts');
	assert.equal(found?.at(-1), 'Type the ones you want, separated by commas.');
	assert.match(
		foundLines(catalogue, 'zoho', state())?.at(-2) ?? '',
		/^ {2}and \d+ more; another word narrows\.$/,
	);
	assert.deepEqual(foundLines(catalogue, 'qwertyuiop', state()), [
		'Nothing matches "qwertyuiop"; fewer words find more.',
	]);
	const reply = foundLines(catalogue, 'campaign subscribers xqzwv', state());
	assert.equal(reply?.[0], 'Found without "xqzwv":');
	assert.ok(reply?.some(row => row.startsWith('  ZohoCampaigns.contact.')));
	assert.ok(
		foundLines(catalogue, 'send mail', state())?.includes(
			'  Send mail: ZohoMail.messages.CREATE, ZohoMail.accounts.READ',
		),
	);
	for (const line of ['', ' ', 'openid', 'ZohoBooks.contacts.READ, other.thing', 'scope=a.b'])
		assert.equal(foundLines(catalogue, line, state()), undefined, line);
});

test('what was given is looked at', () => {
	assert.deepEqual(adviceTexts(catalogue, state(['ZohoBooks.contacts.READ'])), []);
	const [first] = adviceTexts(catalogue, state(['ZohoBilling.invoices.READ']));
	assert.match(first ?? '', /^Warning: ZohoBilling\.invoices\.READ is not known; near is ZohoSubscriptions/);
});
