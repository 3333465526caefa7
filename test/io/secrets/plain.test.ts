import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPlainSecrets} from '../../../source/io/secrets/plain.js';

test('what was sealed opens again, in the form that the file knows', async () => {
	const secrets = createPlainSecrets();
	const place = {owner: 'connection', linkName: 'books', field: 'refreshToken'} as const;
	const sealed = await secrets.seal('1000.secret', place);
	assert.deepEqual(sealed, {plain: '1000.secret'});
	assert.deepEqual(await secrets.open(sealed, place), {ok: true, value: '1000.secret'});
});
