import assert from 'node:assert/strict';
import {test} from 'node:test';
import {visibleControls} from '../../../source/kit/output/terminal-text.js';

test('what steers a terminal is shown instead of obeyed, in the way JSON writes it', () => {
	assert.equal(
		visibleControls('a\u001B]0;taken\u0007b\u009B31m\u007F'),
		'a\\u001b]0;taken\\u0007b\\u009b31m\\u007f',
	);
	assert.equal(visibleControls('mine\rtaken \u202Enekat'), 'mine\\u000dtaken \\u202enekat');
	const laidOut = JSON.stringify({name: 'Café\u009B2J \u{1F469}\u200D\u{1F680}'}, undefined, 2);
	assert.equal(visibleControls(laidOut), '{\n  "name": "Café\\u009b2J \u{1F469}\u200D\u{1F680}"\n}');
	assert.deepEqual(JSON.parse(visibleControls(laidOut)), JSON.parse(laidOut));
	for (const text of ['a\nb\r\nc\td', 'Zürich', '']) assert.equal(visibleControls(text), text);
});
