import assert from 'node:assert/strict';
import {test} from 'node:test';
import {healthOf, timeLeft} from '../../source/connection/health.js';
import {sampleConnection, sampleNow} from './samples.js';

const later = (minutes: number): string => new Date(sampleNow + minutes * 60_000).toISOString();
const problem = {id: 'invalid-code', reason: 'Zoho refused the refresh token', at: later(-5)};

test('a valid token is ready, even after a failed request', () => {
	assert.equal(healthOf(sampleConnection(), sampleNow).word, 'ready');
	assert.equal(healthOf(sampleConnection({doubt: problem}), sampleNow).word, 'ready');
});

test('a token that is over refreshes on use', () => {
	const health = healthOf(sampleConnection({accessTokenExpiresAt: later(-1)}), sampleNow);
	assert.equal(health.word, 'expired');
});

test('only a definite refusal needs reconnecting, and it says since when', () => {
	const health = healthOf(sampleConnection({refusal: problem}), sampleNow);
	assert.deepEqual(health, {word: 'needs reconnecting', reason: problem.reason, at: problem.at});
});

test('after the clock was set back no one knows how long a token lives, and it is not called ready', () => {
	const fiveYears = 5 * 365 * 24 * 60;
	const ahead = {accessTokenExpiresAt: later(fiveYears + 60), refreshedAt: [later(fiveYears)]};
	const health = healthOf(sampleConnection(ahead), sampleNow);
	assert.equal(health.word, 'expired');
	assert.match(health.reason, /clock was set back.*refreshes by itself/);
	assert.equal(timeLeft(sampleConnection(ahead), sampleNow), 'not known');
	const noRefresh = sampleConnection({...ahead, noRefreshToken: true});
	assert.equal(healthOf(noRefresh, sampleNow).word, 'ready');
});

test('what could not be asked is unknown', () => {
	const over = {accessTokenExpiresAt: later(-1)};
	assert.equal(healthOf(sampleConnection({...over, doubt: problem}), sampleNow).word, 'unknown');
	const throttled = healthOf(sampleConnection({...over, throttledUntil: later(4)}), sampleNow);
	assert.equal(throttled.word, 'unknown');
	assert.match(throttled.reason, /12:04 UTC/);
	assert.equal(healthOf(sampleConnection({...over, throttledUntil: later(-4)}), sampleNow).word, 'expired');
});

test('time left is told in minutes', () => {
	assert.equal(timeLeft(sampleConnection(), sampleNow), '47 min');
	assert.equal(
		timeLeft(sampleConnection({accessTokenExpiresAt: later(0.5)}), sampleNow),
		'less than a minute',
	);
	assert.equal(timeLeft(sampleConnection({accessTokenExpiresAt: later(-1)}), sampleNow), 'over');
	assert.equal(timeLeft(sampleConnection({accessToken: null}), sampleNow), 'over');
});
