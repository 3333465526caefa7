import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sideBySide} from '../../../source/io/network/side-by-side.js';

const turn = () => new Promise(resolve => setImmediate(resolve));

test('never more than the limit at a time, every item once, answers in the order of the items', async () => {
	let running = 0;
	let most = 0;
	const items = Array.from({length: 25}, (_none, index) => index);
	const answers = await sideBySide(items, 4, async item => {
		running++;
		most = Math.max(most, running);
		for (let turns = 0; turns < (item * 7) % 5; turns++) await turn();
		running--;
		return item * 2;
	});
	assert.equal(most, 4);
	assert.deepEqual(
		answers,
		items.map(item => item * 2),
	);
});

test('a signal stops what has not begun; what has begun is answered', async () => {
	const controller = new AbortController();
	const begun: number[] = [];
	const answers = await sideBySide(
		[1, 2, 3, 4, 5, 6],
		2,
		async item => {
			begun.push(item);
			if (item === 2) controller.abort();
			await turn();
			return item;
		},
		{signal: controller.signal},
	);
	assert.deepEqual(begun, [1, 2]);
	assert.deepEqual(answers, [1, 2]);
});

test('nothing to do is done at once; a fault is not swallowed', async () => {
	assert.deepEqual(await sideBySide([], 4, async () => 1), []);
	await assert.rejects(
		sideBySide([1], 4, async () => {
			throw new Error('a fault');
		}),
		/a fault/,
	);
});
