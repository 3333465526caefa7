import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {SecretPlace} from '../../../source/connection/secrets/secret.js';
import {createSealer, newKey, newKeyId} from '../../../source/io/secrets/sealed.js';

const place: SecretPlace = {owner: 'connection', linkName: 'books', field: 'refreshToken'};
const id = newKeyId();
const sealer = createSealer(newKey(), id);

const anyPlace = fc.record({
	owner: fc.constantFrom('service' as const, 'connection' as const, 'draft' as const),
	linkName: fc.string(),
	field: fc.constantFrom('clientSecret' as const, 'refreshToken' as const, 'accessToken' as const),
});

test('whatever is sealed opens in its place, and does not stand in what was made of it', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), anyPlace, (secret, where) => {
			const sealed = sealer.seal(secret, where);
			assert.equal(sealer.open(sealed, where), secret);
			assert.equal(sealed.key, id);
			if (secret.length > 3) assert.ok(!Buffer.from(sealed.sealed, 'base64').includes(secret));
		}),
	);
});

test('it opens in no other place', () => {
	fc.assert(
		fc.property(fc.string(), anyPlace, anyPlace, (secret, one, other) => {
			fc.pre(JSON.stringify(one) !== JSON.stringify(other));
			assert.equal(sealer.open(sealer.seal(secret, one), other), undefined);
		}),
	);
	// Parts that run together must not make two places one.
	const [one, other] = [
		{...place, linkName: 'a","refreshToken'},
		{...place, linkName: 'a'},
	];
	assert.equal(sealer.open(sealer.seal('secret', one), other), undefined);
});

test('a changed bit anywhere, a cut, an addition: nothing opens', () => {
	const {sealed, key} = sealer.seal('1000.secret', place);
	const bytes = Buffer.from(sealed, 'base64');
	const opens = (changed: Buffer) => sealer.open({sealed: changed.toString('base64'), key}, place);
	assert.equal(opens(bytes), '1000.secret');
	for (let bit = 0; bit < bytes.length * 8; bit++) {
		const changed = Buffer.from(bytes);
		changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
		assert.equal(opens(changed), undefined, `bit ${bit}`);
	}
	for (let length = 0; length < bytes.length; length++) {
		assert.equal(opens(bytes.subarray(0, length)), undefined, `${length} bytes`);
	}
	assert.equal(opens(Buffer.concat([bytes, Buffer.from([0])])), undefined);
	for (const text of ['', '=', 'not base64 at all', '\0']) {
		assert.equal(sealer.open({sealed: text, key}, place), undefined);
	}
});

test('the same secret never looks the same twice', () => {
	const all = new Set(Array.from({length: 500}, () => sealer.seal('1000.secret', place).sealed));
	assert.equal(all.size, 500);
	const nonces = new Set([...all].map(sealed => sealed.slice(0, 16)));
	assert.equal(nonces.size, 500);
});

test('another key opens nothing, under its own id and under a false one', () => {
	const sealed = sealer.seal('1000.secret', place);
	const other = newKeyId();
	assert.notEqual(other, id);
	assert.equal(createSealer(newKey(), other).open(sealed, place), undefined);
	assert.equal(createSealer(newKey(), id).open(sealed, place), undefined);
});

test('the check tells the right key from a wrong one, and is no secret of a place', () => {
	const check = sealer.check();
	assert.equal(sealer.isRight({check}), true);
	assert.equal(createSealer(newKey(), id).isRight({check}), false);
	assert.equal(sealer.isRight({check: ''}), false);
	assert.equal(sealer.open({sealed: check, key: id}, place), undefined);
	assert.equal(sealer.isRight({check: sealer.seal('zoho-connections', place).sealed}), false);
});
