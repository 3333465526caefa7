import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTokenStore} from '../../source/library/index.js';
import {libraryScene, OAuthToken, withTokens} from './scene.js';

/** The SDK refuses a store that is none of these. */
class TokenStore {
	findToken(): null {
		return null;
	}
}

const createToken = (): OAuthToken => new OAuthToken();

/** The SDK refreshes by itself when fewer than five seconds are left of this. */
const isLiving = ({expiresIn}: OAuthToken): boolean =>
	Number.parseInt(expiresIn ?? '', 10) - Date.now() > 5000;

test('an id is a link name, and its token lives', async t => {
	const {open, origin} = await libraryScene(t);
	const store = createTokenStore({...open, createToken, base: TokenStore});
	assert.ok(store instanceof TokenStore);
	const token = await store.findTokenById('acme');
	assert.ok(token);
	assert.deepEqual([token.id, token.accessToken, token.apiDomain], ['acme', 'sample-access-token', origin]);
	assert.ok(isLiving(token));
	// With null the SDK for JavaScript breaks, and that for TypeScript asks Zoho with nothing in its hands.
	await assert.rejects(store.findTokenById('nobody'), {id: 'no-such-connection', exitCode: 5});
});

test('a token without an id is that of the only connection, or of the one that was named', async t => {
	const one = await libraryScene(t);
	const store = createTokenStore({...one.open, createToken});
	const token = new OAuthToken();
	assert.equal(await store.findToken(token), token);
	assert.equal(token.id, 'acme');
	const two = await libraryScene(t, {rows: [{}, {linkName: 'second', name: 'Second'}]});
	await assert.rejects(createTokenStore({...two.open, createToken}).findToken(new OAuthToken()), {
		id: 'wrong-use',
		nextStep: /linkName/,
	});
	const named = createTokenStore({...two.open, createToken, linkName: 'second'});
	assert.equal((await named.findToken(new OAuthToken()))?.id, 'second');
	const asked = new OAuthToken();
	asked.setId('acme');
	assert.equal((await named.findToken(asked))?.id, 'acme');
});

test('a token that ends soon is refreshed here, so that the SDK never does', async t => {
	const {open, asked} = await libraryScene(t, {
		answer: withTokens(() => ({status: 404, body: {}})),
		rows: [{accessTokenExpiresAt: new Date(Date.now() + 60_000).toISOString()}],
	});
	const token = await createTokenStore({...open, createToken}).findTokenById('acme');
	assert.ok(token && isLiving(token));
	assert.equal(token.accessToken, 'fresh-access-token');
	assert.equal(asked.length, 1);
});

test('all tokens are those of the connections that work; nothing is deleted', async t => {
	const problem = {id: 'invalid-code', reason: 'Over.', at: new Date().toISOString()};
	const {open} = await libraryScene(t, {
		answer: () => ({status: 200, body: {error: 'invalid_code'}}),
		rows: [{}, {linkName: 'gone', name: 'Gone', refusal: problem}],
	});
	const store = createTokenStore({...open, createToken});
	const ids = async () => (await store.getTokens()).map(({id}) => id);
	assert.deepEqual(await ids(), ['acme']);
	await store.saveToken(new OAuthToken());
	await assert.rejects(store.deleteToken('acme'), {id: 'wrong-use', nextStep: /zconn remove/});
	await assert.rejects(store.deleteTokens(), {id: 'wrong-use'});
	assert.deepEqual(await ids(), ['acme']);
	await assert.rejects(store.findTokenById('gone'), {id: 'invalid-code'});
});
