import assert from 'node:assert/strict';
import {test} from 'node:test';
import {worstExitCode} from '../../../source/kit/output/worst-exit-code.js';
import type {ExitCode} from '../../../source/zoho/refusal.js';

test('of several the worst decides: files and names before lost grants, those before what may pass', () => {
	const rows: readonly (readonly [readonly ExitCode[], ExitCode])[] = [
		[[], 0],
		[[0, 0], 0],
		[[0, 4], 4],
		[[4, 3, 0], 3],
		[[3, 5, 4], 5],
		[[5, 6, 3], 6],
	];
	for (const [codes, worst] of rows) assert.equal(worstExitCode(codes), worst, codes.join());
});
