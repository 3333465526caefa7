import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cleanPaste, type EditedLine, editField, editLine} from '../../../source/ui/lines/editor.js';
import {graphemesOf} from '../../../source/ui/lines/line.js';
import {computing} from '../../helpers/computing.js';

const press = (name: string, text = '') => ({name, text});
const at = (text: string, cursor: number): EditedLine => ({text, cursor});

const rows: readonly (readonly [string, EditedLine, EditedLine | undefined])[] = [
	['home', at('abc', 3), at('abc', 0)],
	['ctrl-a', at('abc', 2), at('abc', 0)],
	['end', at('abc', 0), at('abc', 3)],
	['ctrl-e', at('abc', 1), at('abc', 3)],
	['left', at('abc', 0), at('abc', 0)],
	['right', at('abc', 3), at('abc', 3)],
	['ctrl-u', at('one two', 4), at('two', 0)],
	['ctrl-k', at('one two', 4), at('one ', 4)],
	['ctrl-w', at('one two ', 8), at('one ', 4)],
	['ctrl-w', at('one', 0), at('one', 0)],
	['alt-left', at('one two', 7), at('one two', 4)],
	['alt-right', at('one two', 0), at('one two', 3)],
	['backspace', at('abc', 3), at('ab', 2)],
	['delete', at('abc', 1), at('ac', 1)],
	['delete', at('abc', 3), at('abc', 3)],
	['backspace', at('a👩‍👩‍👧b', 2), at('ab', 1)],
	['backspace', at('e\u0301', 1), at('', 0)],
	['ctrl-o', at('abc', 3), undefined],
	['alt-x', at('abc', 3), undefined],
	['up', at('abc', 3), undefined],
	['enter', at('abc', 3), undefined],
];

for (const [name, before, after] of rows) {
	test(`${name} on "${before.text}" at ${before.cursor}`, () => {
		assert.deepEqual(editLine(before.text, before.cursor, press(name)), after);
	});
}

test('typing inserts where the cursor is', () => {
	assert.deepEqual(editLine('ac', 1, press('text', 'b')), at('abc', 2));
	assert.deepEqual(editLine('ab', 1, press('space', ' ')), at('a b', 2));
});

test('a paste loses its line breaks, control characters and invisible marks, at the ends and inside', () => {
	const dirty = ' \u200B1000.AB\r\n\u0007CD\u202E \n';
	assert.equal(cleanPaste(dirty), '1000.AB CD');
	assert.deepEqual(editLine('xy', 1, press('paste', 'secret\n')), at('xsecrety', 7));
	assert.equal(cleanPaste(' \n one  two \r\n \t\n three\n'), 'one  two three');
});

test('a paste of very much white space does not hold up the screen', () => {
	const took = computing(() => {
		assert.equal(cleanPaste(`a${' '.repeat(200_000)}b`).length, 200_002);
	});
	assert.ok(took < 1000, `${Math.round(took)} ms`);
});

const names = [
	'left',
	'right',
	'home',
	'end',
	'backspace',
	'delete',
	'ctrl-w',
	'ctrl-u',
	'ctrl-k',
	'alt-left',
	'alt-right',
];
const anyPress = fc.oneof(
	fc.constantFrom(...names).map(name => press(name)),
	fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}).map(text => press('text', text)),
	fc.string({unit: 'grapheme', maxLength: 12}).map(text => press('paste', text)),
);

test('whatever is pressed, the cursor stays within the line and no character is halved', () => {
	fc.assert(
		fc.property(fc.array(anyPress, {maxLength: 40}), presses => {
			let edited = at('', 0);
			for (const one of presses) edited = editLine(edited.text, edited.cursor, one) ?? edited;
			assert.ok(edited.cursor >= 0 && edited.cursor <= graphemesOf(edited.text).length);
			assert.ok(edited.text.isWellFormed());
			assert.doesNotMatch(edited.text, /[\r\n]/);
		}),
	);
});

/** A key on a field of one value. */
const edited = (
	{text, cursor}: {readonly text: string; readonly cursor: number | undefined},
	key: Parameters<typeof editField>[2],
	isUnread = false,
) => editField(text, cursor, key, isUnread);

test('a paste replaces what is unread, untouched or all pasted, and is inserted where one has typed', () => {
	const paste = {name: 'paste', text: 'new'};
	const old = {text: 'old', cursor: undefined};
	assert.deepEqual(edited(old, paste), {text: 'new', cursor: undefined});
	assert.deepEqual(edited({text: 'old', cursor: 3}, paste), {text: 'oldnew', cursor: 6});
	assert.deepEqual(edited({text: 'old', cursor: 3}, paste, true), {text: 'new', cursor: undefined});
	const pasted = edited({text: '', cursor: 0}, paste);
	assert.deepEqual(pasted, {text: 'new', cursor: undefined});
	assert.deepEqual(edited(pasted ?? old, {name: 'paste', text: 'second'}), {
		text: 'second',
		cursor: undefined,
	});
	const typed = edited(pasted ?? old, press('text', 'x'));
	assert.deepEqual(typed, {text: 'newx', cursor: 4});
	assert.deepEqual(edited(typed ?? old, paste), {text: 'newxnew', cursor: 7});
});

test('a long piece without marks replaces what is untouched, and its other pieces follow it', () => {
	const first = edited({text: 'old', cursor: undefined}, press('text', '1000.AB12CD34EF56GH'));
	assert.deepEqual(first, {text: '1000.AB12CD34EF56GH', cursor: 19});
	const second = edited(first ?? {text: '', cursor: 0}, press('text', '78IJ90KL12MN34OPQR'));
	assert.equal(second?.text, '1000.AB12CD34EF56GH78IJ90KL12MN34OPQR');
	assert.equal(edited({text: 'Zoho', cursor: undefined}, press('text', ' 2'))?.text, 'Zoho 2');
});
