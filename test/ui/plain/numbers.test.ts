import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	allNumbered,
	looksNumbered,
	numbered,
	readNumber,
	readNumbers,
} from '../../../source/ui/plain/numbers.js';

const rows = (count: number): readonly string[] =>
	Array.from({length: count}, (_none, index) => `row ${index + 1}`);

test('a short list is read out whole, of a long one five rows and those that are to be named', () => {
	assert.deepEqual(numbered(rows(7)), allNumbered(rows(7)));
	assert.deepEqual(numbered(rows(11), [8]), [
		...allNumbered(rows(5)),
		'  9. row 9',
		'  0 reads 5 more, or type a name',
	]);
});

test('numbers, ranges and both, with spaces or commas; any other thing is none', () => {
	assert.deepEqual(readNumbers('1 3-5', 5), [0, 2, 3, 4]);
	assert.deepEqual(readNumbers('2, 2,1', 5), [1, 0]);
	for (const line of ['0', '6', '5-3', '1 x', '1.5', '-1', '', '1-6', '99999999999999999999'])
		assert.equal(readNumbers(line, 5), undefined, line);
	for (const [line, index] of [
		['2', 1],
		['2 2', 1],
		['1 2', undefined],
		['', undefined],
		['9', undefined],
	] as const)
		assert.equal(readNumber(line, 5), index, line);
	for (const line of ['1', ' 2 3 ', '1-3, 4']) assert.ok(looksNumbered(line), line);
	for (const line of ['', 'a', '1a', '-1', '1000.AB']) assert.ok(!looksNumbered(line), line);
});

test('no line gives an index that is no row', () => {
	fc.assert(
		fc.property(fc.string({unit: fc.constantFrom(...'0123456789 ,-x')}), fc.nat(20), (line, count) => {
			const found = readNumbers(line, count);
			assert.ok(found === undefined || found.every(index => index >= 0 && index < count));
		}),
	);
});
