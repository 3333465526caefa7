import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
	endTokens,
	findAccessToken,
	limits,
	mintAccessToken,
	mintRefreshToken,
	refresh,
	revoke,
} from '../../source/practice/tokens.js';
import {grantFor, testWorld} from './world-for-tests.js';

const minute = 60_000;

const start = () => {
	const world = testWorld();
	const refreshToken = mintRefreshToken(world, grantFor('c'));
	const ask = (changes: {clientId?: string; dataCenter?: string; token?: string} = {}) =>
		refresh(world, {clientId: 'c', dataCenter: 'us', token: refreshToken.token, ...changes});
	return {world, refreshToken, ask};
};

describe('refreshing', () => {
	it('mints ten access tokens in ten minutes and not an eleventh', () => {
		const {world, ask} = start();
		for (let count = 0; count < 10; count++) assert.equal(ask().kind, 'minted');
		assert.equal(ask().kind, 'throttled');
		world.pass(10 * minute - 1);
		assert.equal(ask().kind, 'throttled');
		world.pass(1);
		assert.equal(ask().kind, 'minted');
	});

	it('knows the token only at its own data center and for its own client', () => {
		const {ask} = start();
		assert.equal(ask({dataCenter: 'eu'}).kind, 'refused');
		assert.equal(ask({clientId: 'other'}).kind, 'refused');
		assert.equal(ask({token: 'unknown'}).kind, 'refused');
		assert.equal(ask().kind, 'minted');
	});
});

describe('access tokens', () => {
	it('end when their time is over, to the millisecond', () => {
		const {world, ask} = start();
		const minted = ask();
		assert.ok(minted.kind === 'minted');
		const {token} = minted.accessToken;
		world.pass(3_600_000 - 1);
		assert.ok(findAccessToken({world, dataCenter: 'us'}, token));
		assert.equal(findAccessToken({world, dataCenter: 'eu'}, token), undefined);
		world.pass(1);
		assert.equal(findAccessToken({world, dataCenter: 'us'}, token), undefined);
	});

	it('are never more than ten alive for one refresh token, and the newest are the ones that live', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), {maxLength: 40}), forFirst => {
				const world = testWorld();
				const parents = [
					mintRefreshToken(world, grantFor('c')),
					mintRefreshToken(world, grantFor('c')),
				] as const;
				const minted: string[][] = [[], []];
				for (const isFirst of forFirst) {
					const index = isFirst ? 0 : 1;
					minted[index]?.push(mintAccessToken(world, parents[index], parents[index].token).token);
				}
				for (const tokens of minted)
					assert.deepEqual(
						tokens.filter(token => findAccessToken({world, dataCenter: 'us'}, token) !== undefined),
						tokens.slice(-limits.activeAccessTokens),
					);
			}),
		);
	});
});

describe('refresh tokens', () => {
	it('are twenty per person and client: the 21st silently ends the oldest with its access tokens', () => {
		const {world, refreshToken, ask} = start();
		const minted = ask();
		assert.ok(minted.kind === 'minted');
		for (let count = 0; count < 19; count++) mintRefreshToken(world, grantFor('c'));
		mintRefreshToken(world, grantFor('c', 'noah'));
		mintRefreshToken(world, grantFor('other'));
		assert.ok(findAccessToken({world, dataCenter: 'us'}, minted.accessToken.token));
		mintRefreshToken(world, grantFor('c'));
		assert.equal(findAccessToken({world, dataCenter: 'us'}, minted.accessToken.token), undefined);
		assert.equal(ask().kind, 'refused');
		assert.ok(!world.state.refreshTokens.some(({token}) => token === refreshToken.token));
		assert.equal(world.state.refreshTokens.length, 22);
	});
});

describe('revoking', () => {
	it('takes the access tokens of a refresh token along', () => {
		const {world, refreshToken, ask} = start();
		ask();
		assert.equal(revoke({world, dataCenter: 'eu'}, refreshToken.token), false);
		assert.equal(revoke({world, dataCenter: 'us'}, refreshToken.token), true);
		assert.deepEqual([world.state.refreshTokens, world.state.accessTokens], [[], []]);
		assert.equal(revoke({world, dataCenter: 'us'}, refreshToken.token), false);
	});

	it('ends an access token alone', () => {
		const {world, ask} = start();
		const minted = ask();
		assert.ok(minted.kind === 'minted');
		assert.equal(revoke({world, dataCenter: 'us'}, minted.accessToken.token), true);
		assert.equal(ask().kind, 'minted');
	});

	it('minds the client and the kind where the endpoint does', () => {
		const {world, refreshToken} = start();
		const only = (clientId: string, kind: 'refresh_token' | 'access_token') =>
			revoke({world, dataCenter: 'us'}, refreshToken.token, {clientId, kind});
		assert.equal(only('other', 'refresh_token'), false);
		assert.equal(only('c', 'access_token'), false);
		assert.equal(only('c', 'refresh_token'), true);
	});

	it('of everything of one person leaves the others alone', () => {
		const {world, ask} = start();
		mintRefreshToken(world, grantFor('c', 'noah'));
		ask();
		endTokens(world, {personId: 'amelia'}, 'remembers');
		assert.deepEqual(
			world.state.refreshTokens.map(({personId}) => personId),
			['noah'],
		);
		assert.deepEqual(world.state.accessTokens, []);
	});
});
