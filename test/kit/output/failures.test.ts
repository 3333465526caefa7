import assert from 'node:assert/strict';
import {test} from 'node:test';
import {failureWord, summaryOf} from '../../../source/connection/outcome-words.js';
import {failureHealth, sayFailures} from '../../../source/kit/output/failures.js';
import type {ExitCode, Refusal} from '../../../source/zoho/refusal.js';

const refusal = (exitCode: ExitCode, what = 'It did not work.'): Refusal => ({
	id: 'example',
	what,
	why: 'Because.',
	next: 'Try again.',
	exitCode,
});

const spoken = (failures: Parameters<typeof sayFailures>[1]): string => {
	const lines: string[] = [];
	const write = (text: string): boolean => lines.push(text) > 0;
	sayFailures(
		{
			stdin: process.stdin,
			stdout: process.stdout,
			stderr: Object.assign(Object.create(process.stderr), {write}),
		},
		failures,
	);
	return lines.join('');
};

test('each kind of failure has its words, and its health where it says something about that', () => {
	assert.deepEqual(
		([3, 4, 5, 6] as const).map(code => [failureWord(refusal(code)), failureHealth(refusal(code))]),
		[
			['needs reconnecting', 'needs reconnecting'],
			['unknown', 'unknown'],
			['no such connection', null],
			['not done', null],
		],
	);
});

test('a failure that several share is reported once, with their names', () => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
	const text = spoken([
		...names.map(linkName => ({linkName, refusal: refusal(4)})),
		{linkName: 'z', refusal: refusal(3, 'Zoho said no.')},
	]);
	assert.equal(
		text,
		'✖ a, b, c, d, e and 2 more: It did not work.\n  Because.\n  Try again.\n✖ z: Zoho said no.\n  Because.\n  Try again.\n',
	);
});

test('the summary counts each kind', () => {
	assert.equal(summaryOf('refreshed', 3, []), '3 refreshed.');
	const failures = ([3, 3, 4, 5, 6] as const).map(code => ({refusal: refusal(code)}));
	assert.equal(
		summaryOf('refreshed', 1, failures),
		'1 refreshed, 2 need reconnecting, 1 unknown, 1 not done, 1 not found.',
	);
});
