import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseEnvelope, printEnvelope} from '../../../source/connection/shared/envelope.js';
import {createSharedSealer, newSpelledKey, type SharedSealer} from '../../../source/io/shared/sealing.js';

const sealerOf = (text: string): SharedSealer => {
	const sealer = createSharedSealer(text);
	assert.ok(sealer.ok);
	return sealer.value;
};
const place = {store: 's', name: 'acme', field: 'refresh_token'} as const;
const sealed = (sealer: SharedSealer, text: string): string => {
	const result = sealer.seal(text, place);
	assert.ok(result.ok);
	return result.value;
};
const idOf = (result: ReturnType<SharedSealer['open']>): string => (result.ok ? 'opened' : result.refusal.id);

test('what is sealed opens in its place alone', () => {
	const sealer = sealerOf(`${newSpelledKey('a')},${newSpelledKey('r')}`);
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), text => {
			const value = sealed(sealer, text);
			assert.deepEqual(sealer.open(value, place), {ok: true, value: text});
			for (const other of [
				{...place, name: 'other'},
				{...place, store: 'other'},
				{...place, field: 'client_secret' as const},
			]) {
				assert.equal(idOf(sealer.open(value, other)), 'store-damaged');
			}
		}),
	);
});

test('a changed value does not open', () => {
	const sealer = sealerOf(newSpelledKey('r'));
	const envelope = parseEnvelope(sealed(sealer, 'a secret'));
	assert.ok(envelope);
	const flip = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
	for (const part of ['nonce', 'tag', 'bytes'] as const) {
		const changed = printEnvelope({...envelope, [part]: flip(envelope[part])});
		assert.equal(idOf(sealer.open(changed, place)), 'store-damaged', part);
	}
	assert.equal(idOf(sealer.open('no envelope', place)), 'store-damaged');
});

test('several keys: the first of a kind seals, all of them open', () => {
	const old = newSpelledKey('r');
	const both = sealerOf(`${newSpelledKey('r')}\n${old}`);
	const value = sealed(sealerOf(old), 'a secret');
	assert.deepEqual(both.open(value, place), {ok: true, value: 'a secret'});
	assert.equal(parseEnvelope(sealed(both, 'another'))?.keyId, both.ids('r')[0]);
	assert.equal(idOf(sealerOf(newSpelledKey('r')).open(value, place)), 'store-key-missing');
});

test('the key of access tokens opens nothing else', () => {
	const key = newSpelledKey('a');
	const worker = sealerOf(key);
	const value = sealed(sealerOf(`${key},${newSpelledKey('r')}`), 'a secret');
	assert.equal(idOf(worker.open(value, place)), 'store-key-missing');
	assert.equal(idOf(worker.seal('x', place)), 'store-key-missing');
	assert.ok(worker.seal('x', {...place, field: 'access_token'}).ok);
});

test('the same bytes as a key of the other kind have another id, and what is no key is refused', () => {
	const key = newSpelledKey('a');
	assert.notEqual(sealerOf(key).ids('a')[0], sealerOf(key.replace('zka_', 'zkr_')).ids('r')[0]);
	const unfit = createSharedSealer(`${key},hush-hush`);
	assert.ok(!unfit.ok && unfit.refusal.id === 'store-key-missing');
	assert.ok(!JSON.stringify(unfit).includes('hush-hush'), 'the value is not repeated');
});
