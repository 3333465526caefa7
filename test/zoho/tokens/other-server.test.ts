import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {explainTokenError} from '../../../source/zoho/errors.js';
import type {Refusal} from '../../../source/zoho/refusal.js';
import type {TokenErrorInput, TokenEvidence} from '../../../source/zoho/tokens/evidence.js';
import {
	explainMissingRefreshToken,
	explainThrottle,
	explainUnreadable,
} from '../../../source/zoho/tokens/refusals.js';

const explain = (
	code: string,
	evidence: TokenEvidence = {},
	grantType: TokenErrorInput['grantType'] = 'refresh_token',
): Refusal => explainTokenError({code, grantType, evidence: {otherHost: 'auth.example', ...evidence}});

const anyCode = fc.oneof(
	fc.constantFrom(
		...['invalid_client', 'unauthorized_client', 'invalid_client_secret', 'invalid_grant', 'invalid_code'],
		...['invalid_scope', 'invalid_oauthscope', 'invalid_request', 'unsupported_grant_type', 'access_denied'],
		...['Access Denied', 'general_error', 'server_error', 'temporarily_unavailable', 'bad_refresh_token'],
		...['interaction_required', 'invalid_redirect_uri', 'no_org'],
	),
	fc.string(),
);

test('nothing that is said of another server speaks of Zoho, its limits, consoles or data centers', () => {
	const ofZoho =
		/zoho|console|data center|20 per user|10 new access|within 10 minutes|Connected Apps|access_type/i;
	fc.assert(
		fc.property(
			anyCode,
			fc.constantFrom('authorization_code' as const, 'refresh_token' as const),
			fc.record({connection: fc.constantFrom(undefined, 'books'), rotates: fc.boolean()}),
			(code, grantType, evidence) => {
				const {what, why, next} = explain(code, evidence, grantType);
				assert.doesNotMatch(`${what} ${why} ${next}`, ofZoho);
			},
		),
	);
	const otherHost = 'auth.example';
	for (const refusal of [
		explainThrottle({otherHost}),
		explainThrottle({otherHost, until: 0, connection: 'books'}),
		explainMissingRefreshToken({otherHost}),
		explainUnreadable({otherHost, reason: 'a page', status: 200}),
		explainUnreadable({otherHost, reason: 'a page', status: 503}),
	]) {
		assert.doesNotMatch(`${refusal.what} ${refusal.why} ${refusal.next}`, ofZoho);
	}
});

test('failed client authentication: all three causes, the likeliest first', () => {
	const {id, exitCode, why, next} = explain('invalid_client', {connection: 'books'});
	assert.deepEqual([id, exitCode], ['invalid-client', 3]);
	assert.match(why, /^Most often the Client Secret.*Client ID.*another way/);
	assert.match(next, /zconn edit books$/);
	assert.match(
		explain('unauthorized_client').why,
		/^Most often the client is not allowed.*Secret.*Client ID/,
	);
});

test('invalid_grant: what rotation may have done comes first where the server was seen to rotate', () => {
	assert.match(explain('invalid_grant', {rotates: true}).why, /Most likely another copy/);
	assert.match(
		explain('invalid_grant').why,
		/^The grant expired or was revoked; or the server gives a new one/,
	);
	assert.equal(explain('invalid_grant').exitCode, 3);
	assert.match(explain('invalid_grant', {}, 'authorization_code').what, /refused the code/);
});

test('only what is definite ends a connection', () => {
	const table: ReadonlyArray<readonly [string, number]> = [
		['bad_refresh_token', 3],
		['interaction_required', 3],
		['invalid_scope', 3],
		['access_denied', 4],
		['server_error', 4],
		['temporarily_unavailable', 4],
		['invalid_request', 4],
		['something_new', 4],
	];
	for (const [code, exitCode] of table) assert.equal(explain(code).exitCode, exitCode, code);
});
