import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands} from '../../../source/commands/registry.js';
import type {Invocation} from '../../../source/kit/invocation.js';
import {createStreams} from '../../../source/kit/output/streams.js';
import {chosenFormat} from '../../../source/kit/token/document.js';
import {tokenFormats} from '../../../source/kit/token/formats.js';

const refusalOf = (options: Invocation['options']) => {
	const chosen = chosenFormat({
		positionals: ['zoho'],
		options,
		environment: {},
		streams: createStreams(),
		main: async () => 0,
	});
	return chosen.ok ? undefined : chosen.refusal;
};

test('the help, the completion and the program know the same formats', () => {
	const option = commands
		.find(({name}) => name === 'token')
		?.options.find(({flags}) => flags.startsWith('--format'));
	assert.deepEqual(option?.values, [...tokenFormats.keys()]);
	for (const format of tokenFormats.keys()) assert.equal(refusalOf({format}), undefined);
});

test('a format beside --header or --json is refused; one that is not known the parser refuses', () => {
	assert.match(refusalOf({format: 'env', header: true})?.what ?? '', /--header/);
	assert.match(refusalOf({format: 'env', json: true})?.what ?? '', /--json/);
	for (const format of ['yaml', '', 'toString']) assert.throws(() => refusalOf({format}), /The parser/);
});
