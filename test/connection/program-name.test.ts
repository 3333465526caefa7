import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands} from '../../source/commands/registry.js';
import {namedCommands, withProgramName} from '../../source/connection/program-name.js';

const practice = (text: string): string => withProgramName(text, 'zconn practice');

test('every command but practice itself can be practiced', () => {
	assert.deepEqual(
		[...namedCommands],
		commands.map(({name}) => name).filter(name => name !== 'practice'),
	);
});

test('a command is named as it has to be typed', () => {
	for (const name of namedCommands)
		assert.equal(practice(`Run: zconn ${name} zoho`), `Run: zconn practice ${name} zoho`);
	assert.equal(
		practice('"zconn" goes on; see "zconn list", or zconn show NAME.'),
		'"zconn practice" goes on; see "zconn practice list", or zconn practice show NAME.',
	);
});

test('a program that a text ends with, behind a colon, is one to type', () => {
	const parting = 'Left at step 1 of 6. Your answers are saved as a draft. To go on: zconn';
	assert.equal(practice(parting), `${parting} practice`);
	assert.equal(withProgramName(parting, 'npm start --'), parting.replace('zconn', 'npm start'));
});

test('in a clone npm is what is typed, with its dashes only before a command', () => {
	assert.equal(
		withProgramName('"zconn" goes on; run: zconn token zoho', 'npm start --'),
		'"npm start" goes on; run: npm start -- token zoho',
	);
});

test('what is no command stays as it is', () => {
	for (const text of [
		'Another zconn holds the lock: /home/me/zconn list.lock',
		'zconn is still waiting.',
		'"zconn practice" shows how.',
		'managed-by: zconn\ntype: Opaque',
		'zconn tokens',
		'zconn-test',
	])
		assert.equal(practice(text).replace('zconn practice list.lock', 'zconn list.lock'), text);
	assert.equal(withProgramName('Run: zconn list', undefined), 'Run: zconn list');
});
