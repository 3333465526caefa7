import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {authorizePageErrors, explainAuthorizePage} from '../../source/zoho/consent/authorize-page-errors.js';
import {markDifference} from '../../source/zoho/consent/redirect-difference.js';
import {builtInDataCenters, type DataCenter, findDataCenter} from '../../source/zoho/data-center.js';
import {explainTokenError} from '../../source/zoho/errors.js';
import type {Refusal} from '../../source/zoho/refusal.js';
import type {TokenEvidence} from '../../source/zoho/tokens/evidence.js';
import {
	explainDataCenterNeedsOwnSecret,
	explainMissingRefreshToken,
	explainThrottle,
	explainUnreadable,
} from '../../source/zoho/tokens/refusals.js';

const dataCenter = (id: string): DataCenter => {
	const found = findDataCenter(builtInDataCenters, id);
	assert.ok(found);
	return found;
};
const us = dataCenter('us');
const eu = dataCenter('eu');

const ofCode = (code: string, evidence: TokenEvidence = {}): Refusal =>
	explainTokenError({code, grantType: 'authorization_code', evidence});
const ofRefresh = (code: string, evidence: TokenEvidence = {}): Refusal =>
	explainTokenError({code, grantType: 'refresh_token', evidence});

test('the word, the id and the exit code belong together', () => {
	const table: ReadonlyArray<readonly [string, string, number]> = [
		['invalid_client', 'invalid-client', 3],
		['invalid_client_secret', 'invalid-client-secret', 3],
		['invalid_code', 'invalid-code', 3],
		['invalid_grant', 'invalid-code', 3],
		['INVALID_CODE', 'invalid-code', 3],
		['invalid_redirect_uri', 'invalid-redirect-uri', 3],
		['invalid_scope', 'invalid-scope', 3],
		['access_denied', 'throttled', 4],
		['general_error', 'general-error', 4],
		['something_new', 'unknown-refusal', 4],
	];
	for (const [code, id, exitCode] of table) {
		for (const explain of [ofCode, ofRefresh]) {
			const refusal = explain(code);
			assert.deepEqual([refusal.id, refusal.exitCode], [id, exitCode]);
			assert.equal(refusal.detail, code);
		}
	}
});

test('invalid_code on a code: one cause, ranked by what is known', () => {
	const evidence = {askedDataCenter: us, issuedBy: us, secondsSinceCode: 9};
	assert.match(ofCode('invalid_code', {...evidence, alreadySpent: true, issuedBy: eu}).what, /used before/);
	assert.equal(
		ofCode('invalid_code', {...evidence, issuedBy: eu, secondsSinceCode: 500}).what,
		'The code was issued by Europe, but United States was asked.',
	);
	assert.match(ofCode('invalid_code', {...evidence, secondsSinceCode: 61}).why, /60 seconds/);
	assert.match(ofCode('invalid_code', {...evidence, secondsSinceCode: 121}).why, /2 minutes/);
	assert.match(ofCode('invalid_code', {...evidence, secondsSinceCode: 181}).why, /3 minutes/);
	assert.match(ofCode('invalid_code', {askedDataCenter: us, secondsSinceCode: 9}).next, /whole address/);
	assert.match(ofCode('invalid_code', evidence).why, /9 seconds old, not used from here/);
	assert.doesNotMatch(ofCode('invalid_code', {...evidence, secondsSinceCode: 60}).what, /seconds old/);
});

test('invalid_code on a refresh: connect again', () => {
	const at = Date.UTC(2026, 8, 30, 12);
	const refusal = ofRefresh('invalid_code', {
		connection: 'books',
		lastRefreshedAt: at,
		askedDataCenter: eu,
		issuedBy: eu,
	});
	assert.equal(refusal.next, 'Run: zconn reconnect books');
	assert.match(refusal.why, /worked on 2026-09-30.*20 per user and client/);
	assert.match(
		ofRefresh('invalid_code', {askedDataCenter: us, issuedBy: eu}).what,
		/from Europe, but United States/,
	);
	assert.match(ofRefresh('invalid_code', {lastRefreshedAt: 1e300}).why, /revoked/);
});

test('invalid_client: the data center is the first suspect', () => {
	const elsewhere = ofCode('invalid_client', {askedDataCenter: eu, chosenDataCenter: us});
	assert.match(elsewhere.why, /registered in United States, the account is in Europe/);
	assert.match(elsewhere.next, /https:\/\/api-console\.zoho\.com .*toggle of Europe/);
	const home = ofCode('invalid_client', {
		askedDataCenter: us,
		chosenDataCenter: us,
		clientIdHint: '1000.ABC',
	});
	assert.match(home.what, /does not know the Client ID 1000\.ABC/);
	assert.match(home.why, /another data center than United States/);
	assert.match(
		ofRefresh('invalid_client', {askedDataCenter: us, connection: 'books'}).next,
		/then run: zconn edit books$/,
	);
	assert.doesNotMatch(JSON.stringify(ofCode('invalid_client')), /Zoho|undefined/);
});

test('invalid_client of a client that worked before: not the data center, but the client or its secret', () => {
	const before = ofRefresh('invalid_client', {
		askedDataCenter: us,
		chosenDataCenter: us,
		connection: 'books',
		lastRefreshedAt: Date.UTC(2030, 4, 6),
	});
	assert.match(before.why, /worked on 2030-05-06, so the data center is right: .*deleted.*secret/i);
	assert.match(
		before.next,
		/https:\/\/api-console\.zoho\.com.*Client Secret again, then run: zconn edit books$/,
	);
	// Some products use the same word for the secret of another data center.
	const elsewhere = {askedDataCenter: eu, chosenDataCenter: us};
	assert.match(
		ofCode('invalid_client', {...elsewhere, sameCredentials: false}).why,
		/the Client Secret is the one of United States; or the client is not enabled there/,
	);
	assert.doesNotMatch(ofCode('invalid_client', {...elsewhere, sameCredentials: true}).why, /Secret/);
});

test('invalid_client_secret: each data center may have one of its own', () => {
	const elsewhere = ofCode('invalid_client_secret', {askedDataCenter: eu, chosenDataCenter: us});
	assert.match(elsewhere.why, /belongs to United States; Europe has one of its own/);
	assert.match(elsewhere.next, /Use the same OAuth credentials for all data centers/);
	assert.match(
		ofCode('invalid_client_secret', {askedDataCenter: us, chosenDataCenter: us}).why,
		/character is missing/,
	);
});

test('invalid_redirect_uri shows both strings and where they differ', () => {
	const sent = 'http://localhost:8790/callback';
	const differing = ofCode('invalid_redirect_uri', {
		redirectUri: sent,
		registeredRedirectUris: ['https://x.example', `${sent}/`],
	});
	assert.match(
		differing.why,
		/http:\/\/localhost:8790\/callback>><< .*http:\/\/localhost:8790\/callback>>\/<</,
	);
	assert.ok(differing.next.includes(`add exactly ${sent} to`));
	const equal = ofCode('invalid_redirect_uri', {
		redirectUri: sent,
		registeredRedirectUris: [sent],
		chosenDataCenter: us,
	});
	assert.match(equal.why, /trailing slash/);
	assert.match(equal.next, /api-console\.zoho\.com/);
	assert.match(ofCode('invalid_redirect_uri').why, /exactly/);
});

test('a marked difference can be undone, and marks a difference', () => {
	assert.deepEqual(markDifference('http://a:1/x', 'http://a:2/x'), ['http://a:>>1<</x', 'http://a:>>2<</x']);
	assert.deepEqual(markDifference('same', 'same'), ['same', 'same']);
	const text = fc.string({unit: fc.constantFrom('a', 'b', '/')});
	fc.assert(
		fc.property(text, text, (left, right) => {
			const marked = markDifference(left, right);
			assert.deepEqual(
				marked.map(one => one.replace('>>', '').replace('<<', '')),
				[left, right],
			);
			const [inLeft, inRight] = marked.map(one => /^(.*)>>(.*)<<(.*)$/.exec(one));
			if (left === right) assert.ok(!inLeft);
			else
				assert.ok(
					inLeft &&
						inRight &&
						inLeft[2] !== inRight[2] &&
						inLeft[1] === inRight[1] &&
						inLeft[3] === inRight[3],
				);
		}),
	);
});

test('a throttle names the time and never doubts the credentials', () => {
	const until = Date.UTC(2026, 9, 1, 14, 32);
	const refusal = explainThrottle({until, connection: 'books'});
	assert.match(refusal.next, /^Wait until 14:32 UTC, then run: zconn token books\./);
	assert.equal(refusal.exitCode, 4);
	assert.match(explainThrottle({}).next, /at least 10 minutes/);
	assert.match(explainThrottle({until: Number.NaN}).next, /at least 10 minutes/);
	assert.doesNotMatch(JSON.stringify(refusal), /invalid|wrong|secret/i);
});

test('the other refusals say what is to be done', () => {
	assert.match(explainMissingRefreshToken({}).why, /access_type=offline/);
	assert.match(explainMissingRefreshToken({connection: 'books'}).next, /zconn reconnect books$/);
	assert.doesNotMatch(explainMissingRefreshToken({otherHost: 'auth.example'}).why, /Zoho/);
	const own = explainDataCenterNeedsOwnSecret({chosen: us, actual: eu});
	assert.match(own.what, /is in Europe.*one of United States/);
	assert.equal(own.id, 'data-center-needs-own-secret');
	assert.match(explainUnreadable({reason: 'a page', status: 503}).why, /trouble of its own/);
	assert.match(explainUnreadable({reason: '\u001B[31ma page', status: 200}).why, /proxy/);
	assert.equal(explainUnreadable({reason: '\u001B[31ma page', status: 200}).detail, 'a page');
});

test('an unexplained error is tried again before anything is given up', () => {
	assert.equal(ofCode('general_error').next, 'Try again in a few minutes.');
	assert.match(
		ofRefresh('new_word', {connection: 'books'}).next,
		/zconn token books\. If it stays, run: zconn reconnect books$/,
	);
	assert.match(ofRefresh('new_word').what, /"new_word"/);
});

test('any word of any server becomes a whole, clean refusal', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary'}),
			fc.string({unit: 'binary'}),
			fc.boolean(),
			(code, description, isRefresh) => {
				const refusal = explainTokenError({
					code,
					description,
					grantType: isRefresh ? 'refresh_token' : 'authorization_code',
					evidence: {},
				});
				for (const part of [refusal.what, refusal.why, refusal.next]) assert.notEqual(part, '');
				assert.doesNotMatch(JSON.stringify(refusal), /undefined/);
				assert.doesNotMatch(refusal.what + refusal.why + refusal.next + refusal.detail, /[\p{Cc}\p{Cf}]/u);
			},
		),
	);
});

test("Zoho's own error pages are recognized by their words", () => {
	const table: ReadonlyArray<readonly [string, string]> = [
		['Invalid Client\nThe client ID does not exist', 'invalid-client'],
		['ERROR: Invalid Redirect Uri. Redirect URI passed does not match', 'invalid-redirect-uri'],
		['Invalid OAuth Scope - Scope does not exist', 'invalid-scope'],
		['Invalid response type', 'invalid-response-type'],
		['localhost refused to connect', 'unreachable-callback'],
		['This site can’t be reached', 'unreachable-callback'],
		['An error occurred', 'general-error'],
		['ACCESS DENIED IN YOUR REGION', 'access-denied-in-region'],
		['Accessdeniedinyourregion', 'access-denied-in-region'],
		['Invalid Redirect Uri = not registered', 'invalid-redirect-uri'],
		[
			'https://accounts.zoho.com/oauth/v2/error?error=access_denied_in_your_region',
			'access-denied-in-region',
		],
		['https://accounts.zoho.eu/page?client_id=1000.A&scope=x&error=ERROR_invalid_client', 'invalid-client'],
		['https://accounts.zoho.com/e?title=Invalid%20OAuth%20scope', 'invalid-scope'],
		['chrome-error://chromewebdata/', 'unreachable-callback'],
		['Unabletoconnect', 'unreachable-callback'],
	];
	for (const [words, id] of table) assert.equal(explainAuthorizePage(words)?.id, id, words);
	const none = [
		'Sign in',
		'https://accounts.zoho.com/oauth/v2/auth?response_type=code&client_id=1000.A&scope=Desk.tickets.READ',
		`http://localhost:8790/callback?code=1000.${'a'.repeat(32)}.${'b'.repeat(32)}&state=scope`,
		'http://localhost:8790/callback?error=access_denied&state=S',
		`1000.${'a'.repeat(32)}.${'b'.repeat(32)}`,
	];
	for (const text of none) assert.equal(explainAuthorizePage(text), undefined, text);
	for (const {id, label} of authorizePageErrors) assert.equal(explainAuthorizePage(label)?.id, id);
});
