import assert from 'node:assert/strict';
import {test} from 'node:test';
import {visibleControls} from '../../source/zoho/terminal-text.js';

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

test('what is not seen and changes what is, is shown; what scripts and emoji are written with stays', () => {
	const unseen = [
		0x200b, 0x200e, 0x200f, 0x061c, 0x00ad, 0x2060, 0x2066, 0xfeff, 0xfff9, 0x2028, 0xe0041, 0x180e,
	];
	for (const code of unseen) {
		const character = String.fromCodePoint(code);
		const json = JSON.stringify({text: `a${character}b`});
		const shown = visibleControls(json);
		assert.ok(!shown.includes(character), code.toString(16));
		assert.deepEqual(JSON.parse(shown), JSON.parse(json), code.toString(16));
	}
	for (const text of [
		'\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
		'❤️',
		'👩‍🚀',
		'क्‍ष',
		'Zürich',
		'日本',
	])
		assert.equal(visibleControls(text), text);
});
