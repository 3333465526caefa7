import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, it} from 'node:test';
import {type AuthRequest, accept, exchange, needsConsent, widen} from '../../source/practice/consents.js';
import {endTokens, mintRefreshToken} from '../../source/practice/tokens.js';
import {newToken} from '../../source/practice/world.js';
import {callback, grantFor, requestFor, testClient, testWorld} from './world-for-tests.js';

const start = () => {
	const world = testWorld();
	const client = testClient(world);
	const consent = (changes: Partial<AuthRequest> = {}, organizationId?: string) =>
		accept(world, requestFor(world, changes), {
			personId: 'amelia',
			dataCenter: 'us',
			organizationId,
			defaultOrganizationId: '700100001',
		});
	const redeem = (
		code: string | undefined,
		changes: {redirectUri?: string; dataCenter?: string; clientId?: string; verifier?: string} = {},
	) =>
		exchange(world, {
			clientId: client.id,
			dataCenter: 'us',
			code,
			redirectUri: callback,
			verifier: undefined,
			...changes,
		});
	return {world, client, consent, redeem};
};

const errorOf = (outcome: ReturnType<typeof exchange>) =>
	outcome.kind === 'refused' ? outcome.error : 'minted';

describe('a code', () => {
	it('is redeemed once', () => {
		const {consent, redeem} = start();
		const code = consent()?.code;
		assert.equal(errorOf(redeem(code)), 'minted');
		assert.equal(errorOf(redeem(code)), 'invalid_code');
	});

	it('ends after its time, which a switch sets', () => {
		const {world, consent, redeem} = start();
		const early = consent()?.code;
		world.state.faults['code-ttl-seconds'] = 120;
		const late = consent()?.code;
		world.pass(60_000);
		assert.equal(errorOf(redeem(early)), 'invalid_code');
		world.pass(59_999);
		assert.equal(errorOf(redeem(late)), 'minted');
	});

	it('is bound to redirect URI, data center and client', () => {
		const {consent, redeem} = start();
		const code = consent()?.code;
		assert.equal(errorOf(redeem(code, {redirectUri: `${callback}/`})), 'invalid_redirect_uri');
		assert.equal(errorOf(redeem(code, {dataCenter: 'eu'})), 'invalid_code');
		assert.equal(errorOf(redeem(code, {clientId: 'other'})), 'invalid_code');
		assert.equal(errorOf(redeem(code)), 'minted');
	});

	it('is issued ten times in ten minutes', () => {
		const {world, consent} = start();
		for (let count = 0; count < 10; count++) assert.ok(consent());
		assert.equal(consent(), undefined);
		world.pass(10 * 60_000);
		assert.ok(consent());
	});

	it('dies with the tokens of its client', () => {
		const {world, client, consent, redeem} = start();
		const code = consent()?.code;
		endTokens(world, {clientId: client.id}, 'forgets');
		assert.equal(errorOf(redeem(code)), 'invalid_code');
	});
});

describe('a proof key (RFC 7636)', () => {
	const verifier = 'a'.repeat(43);
	const challenges = {
		S256: createHash('sha256').update(verifier).digest('base64url'),
		plain: verifier,
	} as const;
	for (const method of ['S256', 'plain'] as const)
		it(`${method} is asked for when its challenge was sent`, () => {
			const {consent, redeem} = start();
			const code = consent({challenge: {method, value: challenges[method]}})?.code;
			assert.equal(errorOf(redeem(code)), 'invalid_code');
			assert.equal(errorOf(redeem(code, {verifier: 'b'.repeat(43)})), 'invalid_code');
			assert.equal(errorOf(redeem(code, {verifier})), 'minted');
		});

	it('with a verifier that is too short proves nothing', () => {
		const {consent, redeem} = start();
		const code = consent({challenge: {method: 'plain', value: 'short'}})?.code;
		assert.equal(errorOf(redeem(code, {verifier: 'short'})), 'invalid_code');
	});
});

describe('a refresh token', () => {
	const gets = (outcome: ReturnType<typeof exchange>) =>
		outcome.kind === 'minted' && outcome.refreshToken !== undefined;

	it('comes of the first offline consent, and later only with prompt=consent', () => {
		const {consent, redeem} = start();
		assert.equal(gets(redeem(consent({asksEveryTime: false})?.code)), true);
		assert.equal(gets(redeem(consent({asksEveryTime: false})?.code)), false);
		assert.equal(gets(redeem(consent({asksEveryTime: true})?.code)), true);
	});

	it('never comes of online access', () => {
		const {consent, redeem} = start();
		assert.equal(gets(redeem(consent({isOffline: false})?.code)), false);
	});
});

describe('consent', () => {
	it('is asked for once, unless the client asks every time or wants more', () => {
		const {world, consent} = start();
		const quiet = requestFor(world, {asksEveryTime: false});
		assert.equal(needsConsent(world, quiet, 'amelia'), true);
		consent();
		assert.equal(needsConsent(world, quiet, 'amelia'), false);
		assert.equal(needsConsent(world, quiet, 'noah'), true);
		assert.equal(needsConsent(world, requestFor(world), 'amelia'), true);
		assert.equal(needsConsent(world, {...quiet, scopes: ['ZohoBooks.bills.READ']}, 'amelia'), true);
	});

	it('keeps the organization that was chosen before', () => {
		const {consent} = start();
		assert.equal(consent()?.organizationId, '700100001');
		assert.equal(consent({}, '700100002')?.organizationId, '700100002');
		assert.equal(consent()?.organizationId, '700100002');
	});

	it('may lose a scope silently, but never the only one', () => {
		const {world, consent} = start();
		world.state.faults['drop-scope'] = true;
		assert.deepEqual(consent()?.scopes, ['ZohoBooks.contacts.READ']);
		assert.deepEqual(consent({scopes: ['ZohoBooks.bills.READ']})?.scopes, ['ZohoBooks.bills.READ']);
	});
});

describe('incremental authorization', () => {
	it('widens the refresh token it was made for, once and in time', () => {
		const world = testWorld();
		const refreshToken = mintRefreshToken(world, grantFor(testClient(world).id));
		const enhance = (expiresAt: number) => {
			const token = newToken(world);
			world.state.enhanceTokens.push({token, refreshToken: refreshToken.token, expiresAt});
			return token;
		};
		assert.equal(widen(world, enhance(world.now()), ['ZohoBooks.bills.READ']), false);
		const token = enhance(world.now() + 1);
		assert.equal(widen(world, token, ['ZohoBooks.bills.READ']), true);
		assert.equal(widen(world, token, ['ZohoBooks.items.READ']), false);
		assert.deepEqual(world.state.refreshTokens[0]?.scopes, [
			'ZohoBooks.contacts.READ',
			'ZohoBooks.bills.READ',
		]);
	});
});
