import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPlainSecrets} from '../../../source/io/secrets/plain.js';

const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;

test('what was sealed opens again, in the form that the file knows', async () => {
	const secrets = createPlainSecrets();
	const sealed = await secrets.seal('1000.secret', place);
	assert.deepEqual(sealed, {ok: true, value: {plain: '1000.secret'}});
	assert.deepEqual(await secrets.open({plain: '1000.secret'}, place), {ok: true, value: '1000.secret'});
	assert.deepEqual(await secrets.unlock(), {ok: true, value: true});
});

test('a sealed secret is refused, not taken for one that stands as it is', async () => {
	const opened = await createPlainSecrets().open({sealed: 'AAAA', key: 'K'}, place);
	assert.ok(!opened.ok);
	assert.equal(opened.refusal.id, 'secret-damaged');
});
