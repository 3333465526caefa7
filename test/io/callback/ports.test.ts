import assert from 'node:assert/strict';
import {test} from 'node:test';
import {callbackPorts} from '../../../source/io/callback/ports.js';

const portsOf = (text: string | undefined) => {
	const ports = callbackPorts({ZCONN_PORTS: text});
	return ports.ok ? ports.value : `${ports.refusal.id} ${ports.refusal.exitCode}`;
};

test('the usual two, unless one or two others are named', () => {
	assert.deepEqual(portsOf(undefined), [8790, 8791]);
	assert.deepEqual(portsOf(''), [8790, 8791]);
	assert.deepEqual(portsOf('9000'), [9000]);
	assert.deepEqual(portsOf(' 9001, 9000 '), [9001, 9000]);
});

test('what is no port, the same one twice, or too many, is refused', () => {
	for (const text of [
		'0',
		'65536',
		'-1',
		'80.5',
		'1e3',
		'abc',
		',',
		'8790,',
		'8790,8790',
		'1,2,3',
		'8790 8791',
	])
		assert.equal(portsOf(text), 'wrong-use 2', text);
});
