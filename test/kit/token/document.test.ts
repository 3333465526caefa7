import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands} from '../../../source/commands/registry.js';
import type {Invocation} from '../../../source/kit/invocation.js';
import {createStreams} from '../../../source/kit/output/streams.js';
import {chosenFormat} from '../../../source/kit/token/document.js';
import {tokenFormats} from '../../../source/kit/token/formats.js';

const choose = (options: Invocation['options']) =>
	chosenFormat({
		positionals: ['zoho'],
		options,
		environment: {},
		streams: createStreams(),
		main: async () => 0,
	});

test('the help, the completion and the program know the same formats', () => {
	const option = commands
		.find(({name}) => name === 'token')
		?.options.find(({flags}) => flags.startsWith('--format'));
	assert.deepEqual(option?.values, [...tokenFormats.keys()]);
	for (const [format, known] of tokenFormats) assert.equal(choose({format}), known);
});

test('a format beside --header or --json is refused; one that is not known the parser refuses', () => {
	assert.throws(() => choose({format: 'env', header: true}), /--header/);
	assert.throws(() => choose({format: 'env', json: true}), /--json/);
	for (const format of ['yaml', '', 'toString']) assert.throws(() => choose({format}), /The parser/);
});
