import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stillWaiting} from '../../../source/ui/plain/connect.js';
import type {WizardEvent} from '../../../source/wizard/events.js';
import {sampleNow} from '../../connection/samples.js';
import {attempt, goodCallback, plainDriver, tokens, waiting} from '../../wizard/driver.js';
import {device, deviceCode, proof} from '../../wizard/flows/driver.js';
import {budget, type Turn, walkPlainly, wordsIn} from './walk.js';

const id = 'draft-1-1';
const secret = '0123456789abcdef0123456789abcdef0123456789';

/** Defaults are taken, scopes are pasted: the shortest way that a person goes. @param scopes what is pasted */
const form = (scopes: string): readonly Turn[] => [
	['Number [1]:', ''],
	['Number [1]:', ''],
	["Enter when done, o opens the console, s adds Sigma's URIs:", ''],
	['y or n [y]:', ''],
	['Numbers [1]:', ''],
	['Client ID:', '1000.AB12CD34EF56GH78IJ90KL12MN34OP'],
	['Client Secret:', secret],
	['Enter uses these values; 0 reads them:', ''],
	['Words to search, a list of scopes, or 0 for 7 tasks:', scopes],
	['More, or Enter to go on:', ''],
	...(scopes.includes(',') ? [['Number [1]:', ''] as const] : []),
	['Connection Name [Zoho]:', ''],
	['Link name [zoho]:', ''],
	['Enter is Create and Connect and opens your browser; 0 reads them:', ''],
];

const prepared: Turn = ['', [{type: 'consent-prepared', id, attempt: attempt(id)}]];
const approved: readonly WizardEvent[] = [
	{type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow},
	{type: 'code-exchanged', id, reading: tokens(), at: sampleNow},
	{type: 'connection-saved', id, linkName: 'zoho', path: '/home/me/connections.json'},
	{type: 'proven', id, proof},
];
const consent: readonly Turn[] = [prepared, ['paste its address here:', approved]];

const announced = [
	'Open this address in your browser:',
	'https://accounts.zoho.com/oauth/v2/auth?access_type=offline',
	'or the short link http://localhost:8790/go/abcdefghijklmnop',
];

test('heard from start to end it is short, with one scope and with several', async () => {
	// Several have a delimiter between them, which is asked for; one of them is not granted, which is told.
	for (const [scopes, more] of [
		['ZohoBooks.contacts.READ', 0],
		['AaaServer.profile.READ, ZohoBooks.contacts.READ', 15],
	] as const) {
		const heard = await walkPlainly(plainDriver(), [...form(scopes), ...consent], {announced});
		const [first = ''] = heard.split(/(?<=Number \[1\]:)/);
		assert.ok(wordsIn(first) <= budget.firstQuestion, `${wordsIn(first)} until the first question`);
		const [browser = ''] = heard.split('Step 5 of 6');
		assert.ok(wordsIn(browser) <= budget.browser, `${wordsIn(browser)} until the browser\n${browser}`);
		assert.ok(wordsIn(heard) <= budget.whole + more, `${wordsIn(heard)} to the end`);
		assert.ok(!heard.includes(secret));
	}
});

/** Wrong for each question, one after the other, and what goes on from it. */
const wrong: readonly (readonly [prompt: string, wrong: string, right: string])[] = [
	['Number [1]:', '99', ''],
	['Number [1]:', 'mars', ''],
	["Enter when done, o opens the console, s adds Sigma's URIs:", 'x', ''],
	['y or n [y]:', 'maybe', ''],
	['Numbers [1]:', '77', ''],
	['Client ID:', '', '1000.AB12CD34EF56GH78IJ90KL12MN34OP'],
	['Client Secret:', '', secret],
	['Enter uses these values; 0 reads them:', '9', ''],
	['Words to search, a list of scopes, or 0 for 7 tasks:', '99', 'ZohoBooks.contacts.READ'],
	['More, or Enter to go on:', 'qqqq zzzz', ''],
	['Connection Name [Zoho]:', 'x'.repeat(51), ''],
	['Link name [zoho]:', 'not-one', ''],
	['Enter is Create and Connect and opens your browser; 0 reads them:', '99', ''],
];

test('a wrong answer costs its error and the prompt, and nothing else is read again', async () => {
	const turns = wrong.flatMap(([prompt, line, right]): readonly Turn[] => [
		[prompt, line],
		[prompt, right],
	]);
	const heard = await walkPlainly(plainDriver(), [...turns, ...consent]);
	const errors = heard.match(/^(?:Error|Warning): .*$/gm) ?? [];
	assert.equal(errors.length, wrong.length, heard);
	for (const error of errors) {
		const cost = wordsIn(error);
		assert.ok(cost <= budget.wrongAnswer, `${cost}: ${error}`);
	}
});

test('a callback that comes while a failure is looked at is told at once, without another Enter', async () => {
	const turns: readonly Turn[] = [
		...form('ZohoBooks.contacts.READ'),
		prepared,
		// "Access denied in your region": the browser is still waited for.
		['paste its address here:', '4'],
		['Number [1]:', approved],
	];
	const heard = await walkPlainly(plainDriver(), turns, {announced});
	assert.match(heard, /\nNumber \[1\]: \n✔ Approved\.\n✔ Tokens saved\.\n\nStep 6 of 6: Ready\n/);
});

test('once a minute it is said how long is left, until the end is near', () => {
	const {state} = waiting();
	const {consent} = state;
	assert.ok(consent.phase === 'waiting');
	const {deadline} = consent.attempt;
	assert.deepEqual(stillWaiting(state, deadline - 540_000), [
		'Still waiting, 9 minutes left. ? lists what the browser may show.',
	]);
	assert.deepEqual(stillWaiting(state, deadline - 20_000), []);
	assert.deepEqual(stillWaiting(device().state, deviceCode.expiresAt - 61_000), [
		'Still waiting, 1 minute left.',
	]);
	assert.deepEqual(stillWaiting({...state, consent: {phase: 'idle'}}, 0), []);
});
