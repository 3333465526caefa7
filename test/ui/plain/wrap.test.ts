import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {wrapQuestion, wrapWords} from '../../../source/ui/plain/wrap.js';

const wrapped = (text: string, columns: number): string => wrapWords(text, columns).join('\n');

test('rows end between words and keep their indent; an address stays whole', () => {
	assert.equal(wrapped('  one two three', 9), '  one two\n  three');
	const address = `https://accounts.zoho.com/${'a'.repeat(100)}`;
	assert.equal(wrapped(`Open ${address} now`, 40), `Open\n${address}\nnow`);
	assert.equal(wrapped('', 40), '');
});

test('no row is wider than the window unless it is one word, and no word is lost or broken', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({unit: fc.constantFrom(...'abc.'), minLength: 1, maxLength: 12}), {minLength: 1}),
			fc.integer({min: 1, max: 40}),
			(words, columns) => {
				const rows = wrapped(words.join(' '), columns).split('\n');
				assert.deepEqual(
					rows.flatMap(row => row.split(' ')),
					words,
				);
				for (const row of rows) assert.ok(row.length <= columns || !row.includes(' '), row);
			},
		),
	);
});

test('a question ends with one space, in the row where one types', () => {
	assert.equal(wrapQuestion('Number [1]: ', 80), 'Number [1]: ');
	assert.equal(wrapQuestion('Sure?\n', 80), 'Sure?\n');
	assert.equal(
		wrapQuestion('Enter goes on, a number changes one: ', 20),
		'Enter goes on, a\nnumber changes one: ',
	);
});
