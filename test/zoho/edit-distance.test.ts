import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {editDistance} from '../../source/zoho/edit-distance.js';

test('insert, delete, replace and a swap of neighbors count one each', () => {
	for (const [left, right, steps] of [
		['books', 'books', 0],
		['boks', 'books', 1],
		['bookss', 'books', 1],
		['bocks', 'books', 1],
		['boosk', 'books', 1],
		['', 'books', 5],
		['kitten', 'sitting', 3],
	] as const)
		assert.equal(editDistance(left, right), steps, `${left} ${right}`);
});

test('up to a limit it is exact, above it is more than that; and it is the same both ways', () => {
	const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8});
	fc.assert(
		fc.property(word, word, fc.nat({max: 8}), (left, right, limit) => {
			const exact = editDistance(left, right);
			assert.equal(editDistance(right, left), exact);
			const limited = editDistance(left, right, limit);
			assert.equal(limited > limit, exact > limit);
			if (exact <= limit) assert.equal(limited, exact);
		}),
	);
});
