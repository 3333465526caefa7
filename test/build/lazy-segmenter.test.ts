import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {LazySegmenter} from '../../build/runtime/lazy-segmenter.js';
import {hasSeparateUnits, isPlainText} from '../../build/runtime/plain-text.js';
import {anyText, hardTexts} from './texts.js';

const real = new Intl.Segmenter();

const compare = (text: string): void => {
	const expected = real.segment(text);
	const actual = new LazySegmenter().segment(text);
	assert.deepEqual([...actual], [...expected]);
	for (const position of [-1, 0, 1, text.length - 1, text.length, 1.5])
		assert.deepEqual(actual.containing(position), expected.containing(position));
	assert.deepEqual(actual.containing(), expected.containing());
};

const separateUnits = Array.from({length: 0x1_00_00}, (_all, unit) => String.fromCharCode(unit)).filter(
	hasSeparateUnits,
);

/** One of each kind that joins what stands before or behind it. */
const joiners = [
	'\u0300',
	'\u200d',
	'\u0903',
	'\u0600',
	'\u1100',
	'\u1160',
	'\u11a8',
	'\uac00',
	'\u0e33',
	'\ufe0f',
];

test('a unit that counts as separate joins nothing but marks, from either side', () => {
	assert.ok(separateUnits.length > 20_000);
	const everyOneAlone = (text: string): boolean => [...real.segment(text)].length === text.length;
	for (const other of ['a', '❯', '日', '\n', '\u1100', '\u1160', '\u11a8', '\uac00'])
		assert.ok(everyOneAlone(`${other}${separateUnits.join(other)}${other}`), JSON.stringify(other));
	assert.ok(everyOneAlone(separateUnits.flatMap(unit => [unit, unit]).join('')));
});

test('what joins its neighbors does not count as separate', () => {
	for (const joiner of joiners) assert.equal(hasSeparateUnits(`a${joiner}`), false, JSON.stringify(joiner));
	assert.equal(hasSeparateUnits('\r\n'), false);
	assert.equal(hasSeparateUnits('\ud83d\ude00'), false);
});

test('plain text is separate, assigned, visible and never ignorable', () => {
	for (const unit of Array.from({length: 0x1_00_00}, (_all, code) => String.fromCharCode(code)).filter(
		isPlainText,
	)) {
		assert.ok(hasSeparateUnits(unit));
		assert.doesNotMatch(unit, /[\p{Default_Ignorable_Code_Point}\p{Mark}\p{C}\p{Zl}\p{Zp}]/v);
	}
});

test('segments hard texts as Intl does', () => {
	for (const text of hardTexts) compare(text);
});

test('segments any text as Intl does', () => {
	fc.assert(fc.property(anyText, compare), {numRuns: 1000});
});
