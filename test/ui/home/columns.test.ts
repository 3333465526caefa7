import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cellText, fitColumns} from '../../../source/ui/home/columns.js';

const columns = [
	{rank: 0, least: 6},
	{rank: 0, least: 0},
	{rank: 1, least: 0},
	{rank: 2, least: 4},
];
const rows = [
	['A long name', 'ready', '47 min', 'Service'],
	['B', 'ready', '', 'S'],
];

test('in a narrow window the name shrinks, the last column is cut, then columns go; at last the name is cut', () => {
	for (const [room, widths] of [
		[40, [11, 5, 6, 7]],
		[35, [11, 5, 6, 7]],
		[32, [8, 5, 6, 7]],
		[28, [6, 5, 6, 5]],
		[26, [11, 5, 6, 0]],
		[21, [6, 5, 6, 0]],
		[18, [11, 5, 0, 0]],
		[11, [4, 5, 0, 0]],
	] as const) {
		assert.deepEqual(fitColumns(columns, rows, room), widths, `${room} columns`);
	}
});

test('a cell fills its column, and what is cut ends in an ellipsis', () => {
	assert.equal(cellText('Books', 8, false, '…'), 'Books     ');
	assert.equal(cellText('A long name', 6, false, '…'), 'A lon…  ');
	assert.equal(cellText('日本の接続', 5, true, '…'), '日本…');
	assert.equal(cellText('gone', 0, false, '…'), '');
});
