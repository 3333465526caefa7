import assert from 'node:assert/strict';
import {test} from 'node:test';
import {childEnvironment, takeEnvironment} from '../../../source/io/system/child-environment.js';

const secrets = {
	ZCONN_CLIENT_SECRET: 'a',
	ZCONN_PASSPHRASE: 'b',
	ZCONN_PASSPHRASE_COMMAND: 'c',
	ZCONN_NEW_PASSPHRASE: 'd',
	ZCONN_EXPORT_PASSPHRASE: 'e',
};

test('a program that we start gets everything but what is secret', () => {
	const ours = {...secrets, PATH: '/bin', ZCONN_CONFIG_DIR: '/here'};
	assert.deepEqual(childEnvironment(ours), {PATH: '/bin', ZCONN_CONFIG_DIR: '/here'});
	assert.equal(ours.ZCONN_PASSPHRASE, 'b');
});

test('what is taken at the door is ours alone from then on', () => {
	const ofProcess: Record<string, string | undefined> = {...secrets, PATH: '/bin'};
	assert.deepEqual(takeEnvironment(ofProcess), {...secrets, PATH: '/bin'});
	assert.deepEqual(ofProcess, {PATH: '/bin'});
});
