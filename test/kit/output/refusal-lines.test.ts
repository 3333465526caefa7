import assert from 'node:assert/strict';
import {test} from 'node:test';
import {refusalLines} from '../../../source/kit/output/print.js';

const refusal = {
	id: 'example',
	what: 'The shared store cannot be reached.',
	why: 'Without it no new token is asked for, because another machine may be asking at the same moment.',
	next: `Type: zconn share ${'books_of_acme_'.repeat(5)}x`,
	exitCode: 4,
} as const;

test('on a terminal the rows of a refusal end between words, and what is to be typed stays in one piece', () => {
	const rows = refusalLines(refusal, {isTTY: true, columns: 60}).split('\n');
	assert.deepEqual(rows, [
		'✖ The shared store cannot be reached.',
		'  Without it no new token is asked for, because another',
		'  machine may be asking at the same moment.',
		`  ${refusal.next}`,
	]);
	const address = `It is at https://${'a'.repeat(70)}.example, which is long.`;
	const long = refusalLines({...refusal, why: address}, {isTTY: true, columns: 40}).split('\n');
	assert.ok(long.some(row => row.includes('a'.repeat(70))));
	assert.equal(long.join(' ').replace(/\s+/g, ' '), `✖ ${refusal.what} ${address} ${refusal.next}`);
	// Another program reads it line by line.
	assert.equal(refusalLines(refusal).split('\n').length, 3);
});
