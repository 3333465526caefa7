import assert from 'node:assert/strict';
import {test} from 'node:test';
import {andDoctor, withoutDoctor} from '../../source/zoho/refusal.js';

test('the remedy comes first, then the doctor; the doctor himself leaves that out', () => {
	const next = 'Try again; or "zconn secrets passphrase".';
	const said = andDoctor(next, 'looks at it');
	assert.equal(said, `${next} "zconn doctor" looks at it.`);
	assert.equal(withoutDoctor(said), next);
	assert.equal(withoutDoctor(next), next);
});
