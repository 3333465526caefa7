import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseConnectionsFile, printConnectionsFile} from '../../source/connection/file/format.js';
import {healthOf, timeLeft} from '../../source/connection/health.js';
import {sampleConnection, sampleNow} from './samples.js';

/** As version 0.1.0 writes a service of another server: nothing of what came later is in it. */
const released = {
	format: 1,
	services: {
		github: {
			linkName: 'github',
			name: 'GitHub',
			authenticationType: 'oauth2',
			parameterType: 'header',
			grantType: 'authorization-code',
			dataCenter: null,
			sameCredentials: true,
			enabledDataCenters: ['us'],
			clientId: 'Iv1.0123456789abcdef',
			clientSecret: {plain: 'a secret'},
			authorizeUrl: 'https://github.com/login/oauth/authorize',
			accessTokenUrl: 'https://github.com/login/oauth/access_token',
			refreshTokenUrl: 'https://github.com/login/oauth/access_token',
			scopes: ['read:user'],
			scopeDelimiter: 'comma',
			createdAt: '2026-11-20T09:00:00.000Z',
			updatedAt: '2026-11-20T09:00:00.000Z',
		},
	},
	connections: {},
	drafts: {},
};

const read = (file: unknown) => {
	const parsed = parseConnectionsFile(JSON.stringify(file), 'connections.json');
	assert.ok(parsed.ok, parsed.ok ? '' : parsed.refusal.why);
	return parsed.value;
};

test('a file of the released program is read, and written as it was', () => {
	assert.deepEqual(JSON.parse(printConnectionsFile(read(released))), released);
});

test('what services of other servers have now is kept, and a way that is none is refused', () => {
	const service = {
		...released.services.github,
		clientAuth: 'none',
		clientSecret: {plain: ''},
		issuer: 'https://sso.example.com',
		namesIssuer: true,
		revocationUrl: 'https://sso.example.com/revoke',
		userinfoUrl: 'https://sso.example.com/me',
		allowedHosts: ['api.example.com', 'localhost:9000'],
	};
	const now = {...released, services: {github: service}};
	assert.deepEqual(JSON.parse(printConnectionsFile(read(now))), now);
	const wrong = {...released, services: {github: {...service, clientAuth: 'digest'}}};
	assert.equal(parseConnectionsFile(JSON.stringify(wrong), 'connections.json').ok, false);
});

test('a grant without refresh token says so while it lives, and needs reconnecting when it is over', () => {
	const at = (days: number) => new Date(sampleNow + days * 86_400_000).toISOString();
	const row = (accessTokenExpiresAt: string) =>
		sampleConnection({noRefreshToken: true, accessTokenExpiresAt, dataCenter: null});
	const days = row(at(9.5));
	assert.match(healthOf(days, sampleNow).reason, /you consent again then$/);
	assert.equal(timeLeft(days, sampleNow), '9 days');
	const over = healthOf(row(at(-1)), sampleNow);
	assert.equal(over.word, 'needs reconnecting');
	assert.match(over.reason, /gave no refresh token/);
	const endless = row(at(36_525));
	assert.match(healthOf(endless, sampleNow).reason, /without an expiry that the server named/);
	assert.equal(timeLeft(endless, sampleNow), 'no end');
});
