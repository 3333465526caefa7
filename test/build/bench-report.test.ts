import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exitCodeOf, joinMeasured, type Measured, type Row, reportLines} from '../../bench/report.js';

const row = (value: number, aim?: number): Row => ({
	what: `a program at ${value}`,
	value,
	unit: 'ms',
	...(aim === undefined ? {} : {aim}),
});
const reached: Measured = {rows: [row(5, 5), row(99)], skipped: []};
const missed: Measured = {rows: [row(5.1, 5)], skipped: []};
const unmeasured: Measured = {rows: [row(Number.NaN, 5)], skipped: []};
const skipped: Measured = {rows: [row(1, 5)], skipped: ['a program did not print /x/: (nothing)']};

test('a strict bench fails for a missed aim, for a number that is none, and for a program that does not run', () => {
	assert.equal(exitCodeOf(reached, true), 0);
	for (const measured of [missed, unmeasured, skipped, joinMeasured([reached, skipped])])
		assert.equal(exitCodeOf(measured, true), 1);
});

test('a bench that only tells does not fail', () => {
	for (const measured of [reached, missed, skipped]) assert.equal(exitCodeOf(measured, false), 0);
});

test('the report marks what is missed and names what was not measured', () => {
	const lines = reportLines(joinMeasured([reached, missed, unmeasured, skipped]), 3, 'v24.0.0');
	const told = (start: string): string => lines.find(line => line.startsWith(start)) ?? '';
	assert.doesNotMatch(told('a program at 5 '), /missed/);
	assert.doesNotMatch(told('a program at 99'), /aim/);
	assert.match(told('a program at 5.1'), /aim ≤ 5 {3}missed$/);
	assert.match(told('a program at NaN'), /missed$/);
	assert.match(lines.join('\n'), /NOT MEASURED: a program did not print/);
});
