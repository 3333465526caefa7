import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands} from '../../source/commands/registry.js';
import {spoken, spokenCommands} from '../../source/connection/spoken.js';

const practice = (text: string): string => spoken(text, 'zconn practice');

test('every command but practice itself can be practiced', () => {
	assert.deepEqual(
		[...spokenCommands],
		commands.map(({name}) => name).filter(name => name !== 'practice'),
	);
});

test('a command is named as it has to be typed', () => {
	for (const name of spokenCommands)
		assert.equal(practice(`Run: zconn ${name} zoho`), `Run: zconn practice ${name} zoho`);
	assert.equal(
		practice('"zconn" goes on; see "zconn list", or zconn show NAME.'),
		'"zconn practice" goes on; see "zconn practice list", or zconn practice show NAME.',
	);
});

test('in a clone npm is what is typed, with its dashes only before a command', () => {
	assert.equal(
		spoken('"zconn" goes on; run: zconn token zoho', 'npm start --'),
		'"npm start" goes on; run: npm start -- token zoho',
	);
});

test('what is no command stays as it is', () => {
	for (const text of [
		'Another zconn holds the lock: /home/me/zconn list.lock',
		'zconn is still waiting.',
		'"zconn practice" shows how.',
		'zconn tokens',
		'zconn-test',
	])
		assert.equal(practice(text).replace('zconn practice list.lock', 'zconn list.lock'), text);
	assert.equal(spoken('Run: zconn list', undefined), 'Run: zconn list');
});
