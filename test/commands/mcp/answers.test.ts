import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createAnswers} from '../../../source/commands/mcp/answers.js';

test('the parts of a long answer are the whole of it, and no character is cut in two', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 300}),
			fc.integer({min: 1, max: 40}),
			(text, length) => {
				const answers = createAnswers();
				let part = answers.begin(text, length);
				let whole = part.text;
				while (part.rest) {
					const next = answers.more(part.rest.answer, part.rest.from, length);
					assert.ok(next.ok);
					part = next.value;
					assert.ok(part.text !== '' && part.text.length <= Math.max(2, length));
					assert.ok(part.text.isWellFormed());
					whole += part.text;
				}
				assert.equal(whole, text);
			},
		),
	);
});

test('only the last long answers are kept, and one that is gone is refused', () => {
	const answers = createAnswers();
	const first = answers.begin('x'.repeat(100), 10);
	for (let count = 0; count < 8; count += 1) answers.begin('y'.repeat(100), 10);
	const gone = answers.more(first.rest?.answer ?? '', 10, 10);
	assert.equal(!gone.ok && gone.refusal.id, 'answer-gone');
	// As many characters as are kept together, and more: the newest stays.
	const huge = answers.begin('z'.repeat(20 * 1024 * 1024), 10);
	assert.ok(answers.more(huge.rest?.answer ?? '', 10, 10).ok);
	assert.ok(!answers.more('a9', 10, 10).ok);
	const beyond = answers.more(huge.rest?.answer ?? '', 99_999_999, 10);
	assert.deepEqual(beyond.ok && [beyond.value.text, beyond.value.rest], ['', undefined]);
});
