import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {wrapWords} from '../../../source/connection/program-name.js';
import {wrapQuestion} from '../../../source/ui/plain/line-reader.js';

const wrapped = (text: string, columns: number): string => wrapWords(text, columns).join('\n');

test('rows end between words and keep their indent; an address stays whole', () => {
	assert.equal(wrapped('  one two three', 9), '  one two\n  three');
	const address = `https://accounts.zoho.com/${'a'.repeat(100)}`;
	assert.equal(wrapped(`Open ${address} now`, 40), `Open\n${address}\nnow`);
	assert.equal(wrapped('', 40), '');
});

test('a command stays in one piece, in a row of its own where it has no room', () => {
	const command = "zconn --config-dir '/home/noah/my zoho' token books";
	assert.equal(wrapped(`  In a script: ${command}`, 40), `  In a script:\n  ${command}`);
	assert.equal(
		wrapped(`See what is saved with "${command}", or stop.`, 40),
		`See what is saved with\n"${command}",\nor stop.`,
	);
	assert.equal(wrapped('Look here: one two three', 12), 'Look here:\none two\nthree');
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
