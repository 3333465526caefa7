import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decryptAge, encryptAge, isAge, isForKeys} from '../../../source/io/secrets/age.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Written by the age tool, version 1.1.1, with the passphrase "several plain words". */
const ofTool = `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBMWTBWbDdGOHVrdmJCS1hu
TWJGd2RRIDE4ClV5VHVwTERKeGgzQmU4VTNxQlVnQzlqQ2Mvc0dldHV6SHN2dzFQ
U0EyTW8KLS0tIFdjWnFpZ2ZiamRmUTJLVzRoM0FrNGpCb0VsUU4rVTdGSXpiNjdE
ZEtQOGsKF0LsE1joac9zUJvJxasB+Eg0y05yBMp0XBeAHSfsH9O0PJ0cpEAJ2Hxs
YUbbMA==
-----END AGE ENCRYPTED FILE-----
`;

test('what is encrypted is opened with the same passphrase, and with no other', async () => {
	const armored = await encryptAge('a text, ünd more', 'several plain words', 10);
	assert.match(
		armored,
		/^-----BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/=\n]+-----END AGE ENCRYPTED FILE-----\n$/,
	);
	assert.ok(isAge(bytes(armored)));
	assert.ok(!armored.includes('a text'));
	assert.deepEqual(await decryptAge(bytes(armored), 'several plain words'), {
		ok: true,
		value: 'a text, ünd more',
	});
	const wrong = await decryptAge(bytes(armored), 'several plain wordz');
	assert.deepEqual(!wrong.ok && [wrong.refusal.id, wrong.refusal.exitCode], ['import-passphrase-wrong', 2]);
	const cut = await decryptAge(bytes(armored.slice(0, -60)), 'several plain words');
	assert.equal(cut.ok, false);
});

test('what the age tool encrypts is opened, with the line ends of another system', async () => {
	const opened = await decryptAge(bytes(ofTool.replaceAll('\n', '\r\n')), 'several plain words');
	assert.deepEqual(opened, {ok: true, value: 'from the tool\n'});
});

test('what is not encrypted is told apart', () => {
	assert.ok(isAge(bytes('age-encryption.org/v1\n-> scrypt')));
	for (const text of ['', '{"format": 1}', 'age'] as const) assert.ok(!isAge(bytes(text)), text);
});

test('a file for a key is told from one for a passphrase, armored or not', async () => {
	const {armor, Encrypter, generateX25519Identity, identityToRecipient} = await import('age-encryption');
	const encrypter = new Encrypter();
	encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
	const binary = await encrypter.encrypt('a text');
	assert.ok(isForKeys(binary));
	assert.ok(isForKeys(bytes(armor.encode(binary).replaceAll('\n', '\r\n'))));
	const withPassphrase = await encryptAge('a text', 'several plain words', 8);
	assert.ok(!isForKeys(bytes(withPassphrase)));
	assert.ok(!isForKeys(armor.decode(withPassphrase)));
	assert.ok(!isForKeys(bytes(withPassphrase.slice(0, 60))));
});
