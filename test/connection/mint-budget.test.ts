import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mintBudget, recentMints} from '../../source/connection/mint-budget.js';
import {connection, epoch, iso} from '../io/helpers/files.js';

test('ten access tokens in ten minutes, counted from the mints of the last ten', () => {
	assert.deepEqual(mintBudget(connection(), epoch), {left: 10, until: null});
	const two = connection({refreshedAt: [iso(-60), iso(-120), iso(-601)]});
	assert.deepEqual(mintBudget(two, epoch), {left: 8, until: iso(480)});
	assert.deepEqual(recentMints(two, epoch), [iso(-60), iso(-120)]);
});

test('a budget that is used up opens when the tenth newest mint leaves the window', () => {
	const at = (count: number) => Array.from({length: count}, (_none, index) => iso(-10 * (index + 1)));
	assert.deepEqual(mintBudget(connection({refreshedAt: at(10)}), epoch), {left: 0, until: iso(500)});
	assert.deepEqual(mintBudget(connection({refreshedAt: at(12)}), epoch), {left: 0, until: iso(500)});
});

test("Zoho's own word counts more than our counting, as long as it holds", () => {
	assert.deepEqual(mintBudget(connection({throttledUntil: iso(30)}), epoch), {left: 0, until: iso(30)});
	assert.deepEqual(mintBudget(connection({throttledUntil: iso(0)}), epoch), {left: 10, until: null});
});

test('of a server that is not Zoho no limit is known', () => {
	assert.equal(mintBudget(connection({dataCenter: null, refreshedAt: [iso()]}), epoch), null);
});

test('what a clock that was wrong wrote into the future neither counts nor throttles', () => {
	const year = 365 * 86_400;
	const mints = Array.from({length: 10}, (_none, index) => iso(year + index));
	assert.deepEqual(mintBudget(connection({refreshedAt: mints}), epoch), {left: 10, until: null});
	assert.deepEqual(recentMints(connection({refreshedAt: [...mints, iso(-1)]}), epoch), [iso(-1)]);
	assert.deepEqual(mintBudget(connection({throttledUntil: iso(601)}), epoch), {left: 10, until: null});
	assert.deepEqual(mintBudget(connection({throttledUntil: iso(600)}), epoch), {left: 0, until: iso(600)});
});
