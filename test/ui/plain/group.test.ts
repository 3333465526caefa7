import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reviewQuestion, valuesQuestion} from '../../../source/ui/plain/group.js';
import {replyTo} from '../../../source/ui/plain/question.js';
import {answers, context, Driver, plainDriver, withTarget} from '../../wizard/driver.js';

test('a form whose values are right is one question; a number opens one of them, and Enter leads back to it', async () => {
	const driver = new Driver(answers).enterUntil('useValues');
	const question = valuesQuestion(driver.state);
	const {lines, prompt} = question;
	const read = (line: string) => replyTo(question, line, 0);
	assert.deepEqual(lines, ['  Service Name: Zoho']);
	const {says: all = [], prompt: after} = await read('0');
	assert.equal(after, 'Enter uses these values; a number changes one: ');
	assert.match(all[1] ?? '', /^ {2}2\. Parameter Type: Header$/);
	assert.equal(all.at(-1), '  Authentication Type: OAuth2. Grant Type: Authorization Code.');
	assert.equal(prompt, 'Enter uses these values; 0 reads them: ');
	for (const event of (await read('2')).events ?? []) driver.send(event);
	assert.equal(driver.state.field, 'parameterType');
	driver.send({type: 'accepted', at: 0});
	assert.equal(driver.state.field, 'useValues');
	for (const line of ['9', '1 2', 'x']) assert.match((await read(line)).says?.[0] ?? '', /^Error: /, line);
});

test('a form of which more than the name was changed is read out whole', () => {
	const driver = new Driver({...answers, parameterType: 'query'}).enterUntil('useValues');
	assert.equal(valuesQuestion(driver.state).lines.length, 6);
});

test('the review is a sentence, or a word where all of it was heard, and numbered when it is asked for: what Sigma says by itself at the end, nothing of a secret', async () => {
	const driver = plainDriver(answers).enterUntil('review');
	const question = reviewQuestion(driver.state, false);
	const {lines, prompt} = question;
	const read = (line: string) => replyTo(question, line, 0);
	assert.deepEqual(lines, ['Review: Acme (acme), United States, 1 scope.']);
	assert.equal(prompt, 'Enter is Create and Connect and opens your browser; 0 reads them: ');
	const all = (await read('0')).says ?? [];
	assert.match(all[0] ?? '', /^ {2}1\. Data center: United States$/);
	assert.match(all.at(-1) ?? '', /Scope Delimiter: Comma/);
	assert.ok(!all.join('\n').includes(answers.clientSecret ?? 'none'));
	const id = all.findIndex(text => text.includes('Client ID'));
	assert.deepEqual((await read(String(id + 1))).events, [{type: 'opened-field', key: 'clientId', at: 0}]);
	assert.deepEqual(reviewQuestion(driver.state, true).lines, ['Review.']);
});

test('what is odd is said before the consent', () => {
	const driver = new Driver({...answers, clientId: 'hello world'}).enterUntil('review');
	const {lines} = reviewQuestion(driver.state, false);
	assert.match(lines[1] ?? '', /^ {2}\d\. Client ID: helloworld\. Warning: /);
});

test('what an edit changes stands first, with its price', () => {
	const driver = new Driver({scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.bills.READ']}, withTarget());
	const {lines} = reviewQuestion(driver.state, false);
	assert.match(lines[1] ?? '', /^ {2}1\. Scope: .*needs a /);
	assert.equal(reviewQuestion(driver.state, true).lines.length, 2);
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
		assert.match(reviewQuestion(driver.state, false).prompt, /^Enter is Create and Connect; /);
	}
});
