import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleNow} from '../../connection/samples.js';
import {attempt, Driver, goodCallback, tokens} from '../../wizard/driver.js';
import {proof} from '../../wizard/flows/driver.js';
import {budget, delimiterWords, type Turn, walkPlainly, wordsIn} from './walk.js';

const id = 'draft-1-1';
const secret = '0123456789abcdef0123456789abcdef0123456789';

/** Defaults are taken, scopes are pasted: the shortest way that a person goes. @param scopes what is pasted */
const form = (scopes: string): readonly Turn[] => [
	['Number [1]:', ''],
	['Number [1]:', ''],
	["Enter when done, o opens the console, s adds Sigma's redirect URLs:", ''],
	['y or n [y]:', ''],
	['Numbers [1]:', ''],
	['Client ID:', '1000.AB12CD34EF56GH78IJ90KL12MN34OP'],
	['Client Secret:', secret],
	['Enter uses these values; a number changes one:', ''],
	['Numbers, words to search, or a list of scopes:', scopes],
	['More, or Enter to go on:', ''],
	...(scopes.includes(',') ? [['Number [1]:', ''] as const] : []),
	['Connection Name [Zoho]:', ''],
	['Enter keeps the link name, or type another one:', ''],
	['Enter is Create and Connect and opens your browser; a number changes one:', ''],
];

const consent: readonly Turn[] = [
	['', [{type: 'consent-prepared', id, attempt: attempt(id)}]],
	[
		'paste its address here:',
		[
			{type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow},
			{type: 'code-exchanged', id, reading: tokens(), at: sampleNow},
			{type: 'connection-saved', id, linkName: 'zoho', path: '/home/me/connections.json'},
			{type: 'proven', id, proof},
		],
	],
];

const announced = [
	'Your browser was opened. If it was not: https://accounts.zoho.com/oauth/v2/auth?access_type=offline',
	'or the short link http://localhost:8790/go/abcdefghijklmnop',
];

test('heard from start to end it is short, with one scope and with several', async () => {
	// Several have a delimiter between them, which is asked for.
	for (const [scopes, more] of [
		['ZohoBooks.contacts.READ', 0],
		['AaaServer.profile.READ, ZohoBooks.contacts.READ', delimiterWords],
	] as const) {
		const heard = await walkPlainly(new Driver(), [...form(scopes), ...consent], {announced});
		const [first = ''] = heard.split(/(?<=Number \[1\]:)/);
		assert.ok(wordsIn(first) <= budget.firstQuestion, `${wordsIn(first)} until the first question`);
		const [browser = ''] = heard.split('Step 5 of 6');
		assert.ok(wordsIn(browser) <= budget.browser + more, `${wordsIn(browser)} until the browser\n${browser}`);
		assert.ok(more > 0 || wordsIn(heard) <= budget.whole, `${wordsIn(heard)} to the end`);
		assert.ok(!heard.includes(secret));
	}
});

/** Wrong for each question, one after the other, and what goes on from it. */
const wrong: readonly (readonly [prompt: string, wrong: string, right: string])[] = [
	['Number [1]:', '99', ''],
	['Number [1]:', 'mars', ''],
	["Enter when done, o opens the console, s adds Sigma's redirect URLs:", 'x', ''],
	['y or n [y]:', 'maybe', ''],
	['Numbers [1]:', '77', ''],
	['Client ID:', '', '1000.AB12CD34EF56GH78IJ90KL12MN34OP'],
	['Client Secret:', '', secret],
	['Enter uses these values; a number changes one:', '9', ''],
	['Numbers, words to search, or a list of scopes:', '99', 'ZohoBooks.contacts.READ'],
	['More, or Enter to go on:', 'qqqq zzzz', ''],
	['Connection Name [Zoho]:', 'x'.repeat(51), ''],
	['Enter keeps the link name, or type another one:', 'not-one', ''],
	['Enter is Create and Connect and opens your browser; a number changes one:', '99', ''],
];

test('a wrong answer costs its error and the prompt, and nothing else is read again', async () => {
	const turns = wrong.flatMap(([prompt, line, right]): readonly Turn[] => [
		[prompt, line],
		[prompt, right],
	]);
	const heard = await walkPlainly(new Driver(), [...turns, ...consent]);
	const errors = heard.match(/^(?:Error|Warning): .*$/gm) ?? [];
	assert.equal(errors.length, wrong.length, heard);
	for (const error of errors) {
		const cost = wordsIn(error);
		assert.ok(cost <= budget.wrongAnswer, `${cost}: ${error}`);
	}
});
