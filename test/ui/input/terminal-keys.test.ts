import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import {setImmediate as immediate, setTimeout as sleep} from 'node:timers/promises';
import type {Press} from '../../../source/ui/input/press.js';
import {hearTerminal} from '../../../source/ui/input/terminal-keys.js';

const open = (isRemote = false) => {
	const input = new PassThrough();
	const names: string[] = [];
	const heard = (press: Press): void => {
		names.push(press.text || press.name);
	};
	const {close} = hearTerminal(input, isRemote, heard);
	return {input, names, close};
};

test('an Esc is heard after a moment, on a slow line later; the rest of a sequence is waited for', async t => {
	t.mock.timers.enable({apis: ['setTimeout', 'setImmediate']});
	for (const [isRemote, soon, wait] of [
		[false, 49, 51],
		[true, 200, 300],
	] as const) {
		const {input, names, close} = open(isRemote);
		input.emit('data', Buffer.from('\u001B'));
		t.mock.timers.tick(soon);
		assert.deepEqual(names, []);
		t.mock.timers.tick(wait);
		assert.deepEqual(names, ['escape']);
		t.mock.timers.tick(2000);
		input.emit('data', Buffer.from('\u001B['));
		t.mock.timers.tick(900);
		input.emit('data', Buffer.from('A'));
		assert.deepEqual(names, ['escape', 'up']);
		close();
	}
});

test('what has arrived is read before patience ends, also in a process that was held up', async t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const {input, names, close} = open();
	input.emit('data', Buffer.from('\u001B'));
	// The timer is run, and after it what lay in the terminal is read.
	t.mock.timers.tick(1000);
	input.emit('data', Buffer.from('[A'));
	await immediate();
	assert.deepEqual(names, ['up']);
	close();
});

test('nothing is heard once it is closed, and no timer is left', async () => {
	const {input, names, close} = open();
	input.write('a\u001B');
	await sleep(5);
	close();
	input.write('b');
	await sleep(120);
	assert.deepEqual(names, ['a']);
});
