import assert from 'node:assert/strict';
import {test} from 'node:test';
import {say, sayRefusal} from '../../../source/kit/output/print.js';
import type {Refusal} from '../../../source/zoho/refusal.js';

const refusal: Refusal = {
	id: 'example',
	what: 'The shared store cannot be reached.',
	why: 'Without it no new token is asked for, because another machine may be asking at the same moment.',
	next: `Type: zconn share ${'books_of_acme_'.repeat(5)}x`,
	exitCode: 4,
};

/** What is written to stderr, row by row. */
const rowsOf = (
	write: (streams: Parameters<typeof say>[0]) => void,
	terminal: {readonly isTTY?: true; readonly columns?: number} = {},
	program?: string,
): readonly string[] => {
	let text = '';
	const stderr = {...terminal, write: (piece: string) => (text += piece)};
	write({stderr, program} as unknown as Parameters<typeof say>[0]);
	return text.trimEnd().split('\n');
};

test('on a terminal the rows of a refusal end between words, and what is to be typed stays in one piece', () => {
	const terminal = {isTTY: true, columns: 60} as const;
	assert.deepEqual(
		rowsOf(streams => sayRefusal(streams, refusal), terminal),
		[
			'✖ The shared store cannot be reached.',
			'  Without it no new token is asked for, because another',
			'  machine may be asking at the same moment.',
			'  Type:',
			`  ${refusal.next.slice(6)}`,
		],
	);
	const address = `It is at https://${'a'.repeat(70)}.example, which is long.`;
	const long = rowsOf(streams => sayRefusal(streams, {...refusal, why: address}), {isTTY: true, columns: 40});
	assert.ok(long.some(row => row.includes('a'.repeat(70))));
	assert.equal(long.join(' ').replace(/\s+/g, ' '), `✖ ${refusal.what} ${address} ${refusal.next}`);
	// Another program reads it line by line.
	assert.equal(rowsOf(streams => sayRefusal(streams, refusal)).length, 3);
});

test('the last word of a wizard keeps its command whole, however long the folder is', () => {
	const program = "zconn --config-dir '/home/noah/projects/acme connections'";
	assert.deepEqual(
		rowsOf(
			streams => say(streams, '! Left at step 2 of 6. Your answers are saved as a draft. To go on: zconn'),
			{isTTY: true, columns: 50},
			program,
		),
		['! Left at step 2 of 6. Your answers are saved as', '  a draft. To go on:', `  ${program}`],
	);
});
