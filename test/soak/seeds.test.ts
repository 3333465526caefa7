import assert from 'node:assert/strict';
import {test} from 'node:test';
import {printFigures} from './figures.js';
import {soakKills} from './kills.js';
import {soakSaves, soakTokens} from './parallel.js';
import {soakParsers, soakSpoofs} from './parsers.js';
import {soakServers} from './servers.js';

test('a little of each soak holds', async () => {
	const all = [
		soakParsers(20_261_128, 150, 0),
		soakSpoofs(20_261_128, 2000),
		await soakServers(3),
		await soakKills(20_261_128, 2),
		await soakTokens(3),
		await soakSaves(2),
	];
	assert.deepEqual(
		all.flatMap(({what, broken}) => broken.map(text => `${what}: ${text}`)),
		[],
	);
	assert.match(printFigures(all, 1, 1), /hostile inputs to \d+ parsers +[\d,]+ {2}held/);
});

test('what breaks is counted and shown', () => {
	const broken = [{what: 'kills', tries: 3, broken: ['round 1: the row is gone'], notes: ['a note']}];
	assert.equal(
		printFigures(broken, 1.4, 7),
		'Seed 7, 1 s\nkills          3  BROKEN 1 times · a note\n    round 1: the row is gone',
	);
});
