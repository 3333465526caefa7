import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	consoleLines,
	plainReview,
	promptOf,
	questionLines,
	readAnswer,
} from '../../../source/ui/plain/ask.js';
import {fieldOf, fields} from '../../../source/wizard/steps/index.js';
import {answers, Driver} from '../../wizard/driver.js';

const {state} = new Driver(answers);
const read = (key: Parameters<typeof fieldOf>[0], line: string) => readAnswer(fieldOf(key), line, state);

test('a choice is answered by number, by value or by label', () => {
	for (const line of ['2', 'eu', 'EU', ' Europe ']) {
		assert.deepEqual(read('dataCenter', line), {kind: 'value', value: 'eu'}, line);
	}
	for (const line of ['0', '99', 'mars', '1.5']) {
		assert.deepEqual(read('dataCenter', line), {
			kind: 'problem',
			text: 'Answer with a number from 1 to 12.',
		});
	}
	assert.deepEqual(read('scopeDelimiter', 'Space'), {kind: 'value', value: 'space'});
});

test('several are answered with commas or spaces, and one wrong word spoils all', () => {
	assert.deepEqual(read('enabledDataCenters', '1, 2 ca'), {kind: 'value', value: ['us', 'eu', 'ca']});
	assert.equal(read('enabledDataCenters', '1,mars').kind, 'problem');
});

test('yes and no in any case; anything else is asked again', () => {
	for (const line of ['y', 'YES', ' Yes '])
		assert.deepEqual(read('sameCredentials', line), {kind: 'value', value: true});
	for (const line of ['n', 'No'])
		assert.deepEqual(read('sameCredentials', line), {kind: 'value', value: false});
	assert.deepEqual(read('sameCredentials', 'maybe'), {kind: 'problem', text: 'Answer y or n.'});
});

test('an empty line keeps what stands there; a text is taken as it is', () => {
	for (const {key} of fields) assert.deepEqual(read(key, '  '), {kind: 'keep'}, key);
	fc.assert(
		fc.property(fc.string(), line => {
			fc.pre(line.trim() !== '');
			assert.deepEqual(read('clientSecret', line), {kind: 'value', value: line});
		}),
	);
	assert.deepEqual(read('scopes', 'A.b.READ, C.d.ALL'), {kind: 'value', value: ['A.b.READ, C.d.ALL']});
});

test('a question has its label, its help, numbered choices and what Enter alone takes; a secret is a fingerprint', () => {
	const lines = questionLines(fieldOf('dataCenter'), state);
	assert.equal(lines[0], 'Data center');
	assert.ok(lines.includes('  1. United States, zoho.com (chosen)'));
	assert.equal(lines.at(-1), '  Enter alone takes: United States');
	const secret = questionLines(fieldOf('clientSecret'), state).join('\n');
	assert.ok(!secret.includes(answers.clientSecret ?? 'none'));
	for (const field of fields) assert.match(promptOf(field), /^.+ \(.+; < goes back\): $/);
});

test('each value of the console form stands alone on its line, and the review is numbered', () => {
	assert.ok(consoleLines(state).includes('http://localhost:8790/callback'));
	const review = plainReview(state);
	assert.match(review[1] ?? '', /^ {2}1\. Data center: United States$/);
	assert.ok(!review.join('\n').includes(answers.clientSecret ?? 'none'));
});
