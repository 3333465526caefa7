import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wantsJson} from '../../source/kit/wants-json.js';

test('--json counts in front of two dashes only', () => {
	assert.ok(wantsJson(['list', '--json']));
	assert.ok(wantsJson(['show', '--json', '--', 'x']));
	assert.ok(!wantsJson(['list']));
	assert.ok(!wantsJson(['exec', 'zoho', '--', 'tool', '--json']));
});
