import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reviewQuestion, valuesQuestion} from '../../../source/ui/plain/group.js';
import {answers, context, Driver, withTarget} from '../../wizard/driver.js';

const now = () => 0;

test('a form whose values are right is one question; a number opens one of them, and Enter leads back to it', async () => {
	const driver = new Driver(answers).enterUntil('useValues');
	const {lines, prompt, read} = valuesQuestion(driver.state, now);
	assert.match(lines[0] ?? '', /^ {2}1\. Service Name: /);
	assert.equal(lines.at(-1), '  Authentication Type: OAuth2. Grant Type: Authorization Code.');
	assert.equal(prompt, 'Enter uses these values; a number changes one: ');
	for (const event of (await read('2')).events ?? []) driver.send(event);
	assert.equal(driver.state.field, 'parameterType');
	driver.send({type: 'accepted', at: 0});
	assert.equal(driver.state.field, 'useValues');
	for (const line of ['0', '9', '1 2', 'x'])
		assert.match((await read(line)).says?.[0] ?? '', /^Error: /, line);
});

test('the review is numbered, what Sigma says by itself at the end, and nothing of a secret in it', async () => {
	const driver = new Driver(answers).enterUntil('review');
	const {lines, prompt, read} = reviewQuestion(driver.state, now, false);
	assert.match(lines[1] ?? '', /^ {2}1\. Data center: United States$/);
	assert.match(lines.at(-1) ?? '', /^ {2}and \d+ that are Sigma's defaults: 0 shows them$/);
	assert.equal(prompt, 'Enter is Create and Connect and opens your browser; a number changes one: ');
	assert.ok(!lines.join('\n').includes(answers.clientSecret ?? 'none'));
	const rest = (await read('0')).says ?? [];
	assert.ok(rest.some(text => text.includes('Refresh token URL')));
	const id = lines.findIndex(text => text.includes('Client ID'));
	assert.deepEqual((await read(String(id))).events, [{type: 'opened-field', key: 'clientId', at: 0}]);
	assert.deepEqual(reviewQuestion(driver.state, now, true).lines, []);
});

test('what an edit changes stands first, with its price', () => {
	const driver = new Driver({scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ']}, withTarget());
	const {lines} = reviewQuestion(driver.state, now, false);
	assert.match(lines[1] ?? '', /^ {2}1\. Scope: .*needs a /);
	assert.equal(reviewQuestion(driver.state, now, true).lines.length, 1);
});

test('without a browser, and where the way to the grant needs none, Enter opens none', () => {
	for (const [given, about] of [
		[{}, context({openBrowser: false})],
		[{clientType: 'self-client'}, context()],
		[{clientType: 'non-browser'}, context()],
		[{clientType: 'refresh-token'}, context()],
		[{clientType: 'self-client', grantType: 'client-credentials', soid: 'ZohoCRM.1'}, context()],
	] as const) {
		const driver = new Driver({...answers, ...given}, about).enterUntil('review');
		assert.match(reviewQuestion(driver.state, now, false).prompt, /^Enter is Create and Connect; /);
	}
});
