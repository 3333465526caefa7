import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cleanText, equalInConstantTime, trimWhile, withoutEscapes} from '../../source/zoho/text.js';

test('escape sequences, controls, bidirectional and invisible characters are gone', () => {
	const table: ReadonlyArray<readonly [string, string]> = [
		['\u001B[31mred\u001B[0m', 'red'],
		['\u001B]0;new title\u0007shown', 'shown'],
		['\u001B]8;;https://evil.example\u001B\\link\u001B]8;;\u001B\\', 'link'],
		['\u009B2Jcleared', 'cleared'],
		['\u001BPq#0;2;0;0;0\u001B\\sixel', 'sixel'],
		['\u001B[200~pasted\u001B[201~', 'pasted'],
		['safe\u202Etxt.exe', 'safetxt.exe'],
		['in\u200Bvisible\uFEFF', 'invisible'],
		['one\r\n  two\tthree', 'one two three'],
		['a\u0000b\u0007c', 'abc'],
		['<b onclick="x()">bold</b> text', 'bold text'],
		['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
		['お名前', 'お名前'],
	];
	for (const [dirty, clean] of table) assert.equal(cleanText(dirty, 120), clean);
});

test('a text is cut by characters, never inside one', () => {
	assert.equal(cleanText('abcdef', 6), 'abcdef');
	assert.equal(cleanText('abcdefg', 6), 'abcde…');
	assert.equal(cleanText('😀😀😀', 2), '😀…');
	assert.equal(cleanText('abc', 0), '');
});

test('nothing unseen survives, and the limit holds, for any text', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 400}), fc.nat({max: 130}), (text, max) => {
			const clean = cleanText(text, max);
			assert.ok([...clean].length <= max);
			assert.doesNotMatch(clean, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
			assert.equal(clean, clean.trim());
		}),
	);
});

test('a sequence that is never closed takes no text of a later one with it', () => {
	assert.equal(withoutEscapes('a\u001B[31'), 'a31');
	assert.equal(cleanText('x\u001B]0;title\u001B[1mbold', 20), 'xbold');
});

test('equality in constant time is equality', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (left, right) => {
			assert.equal(equalInConstantTime(left, right), left === right);
			assert.ok(equalInConstantTime(left, `${left}`));
			assert.ok(!equalInConstantTime(left, `${left}x`));
			assert.ok(!equalInConstantTime(`${left}\u0000`, left));
		}),
	);
});

test('characters are trimmed off both ends, and long runs stay cheap', () => {
	assert.equal(trimWhile('--a-b--', /-/), 'a-b');
	assert.equal(trimWhile('---', /-/), '');
	// Half of a character outside of the first plane is a surrogate, which is none of \p{C} as a whole.
	assert.equal(trimWhile('\u{10000}a\u{10000}', /\p{C}/u), '\u{10000}a\u{10000}');
	const long = '.'.repeat(200_000);
	assert.equal(trimWhile(`${long}x${long}`, /\./), 'x');
});
