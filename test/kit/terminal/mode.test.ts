import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Invocation} from '../../../source/kit/invocation.js';
import {chooseMode} from '../../../source/kit/terminal/mode.js';

type Given = Pick<Invocation, 'options' | 'environment'>;

const mode = ({options = {}, environment = {}}: Partial<Given>, isTTY = true) => {
	const stream = {isTTY};
	// biome-ignore lint/suspicious/noExplicitAny: of the streams only this is looked at
	const streams: any = {stdin: stream, stdout: stream};
	return chooseMode({options, environment, streams} as Invocation);
};

test('ACCESSIBLE and INK_SCREEN_READER ask for plain lines, unless they say no', () => {
	for (const name of ['ACCESSIBLE', 'INK_SCREEN_READER']) {
		for (const value of ['1', 'true', 'TRUE', 'yes', 'on', '2', 'screen-reader'])
			assert.equal(mode({environment: {[name]: value}}), 'plain', `${name}=${value}`);
		for (const value of ['', ' ', '0', 'false', 'False', 'FALSE', 'no', 'off', undefined])
			assert.equal(mode({environment: {[name]: value}}), 'screen', `${name}=${value}`);
	}
	assert.equal(mode({environment: {ACCESSIBLE: '0', INK_SCREEN_READER: 'true'}}), 'plain');
});

test('--plain and TERM=dumb are plain, --no-input asks nothing, and without a terminal there is no one to ask', () => {
	assert.equal(mode({options: {plain: true}}), 'plain');
	assert.equal(mode({environment: {TERM: 'dumb'}}), 'plain');
	assert.equal(mode({options: {'no-input': true}, environment: {ACCESSIBLE: '1'}}), 'none');
	assert.equal(mode({environment: {ACCESSIBLE: '1'}}, false), 'no-terminal');
});
