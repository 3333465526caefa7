import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {runPlainCopilot} from '../../../source/ui/plain/copilot.js';
import {sampleNow} from '../../connection/samples.js';
import {openCopilot} from '../../wizard/copilot/scene.js';
import {createStreams} from './streams.js';

test('addresses that are registered stand below their own name, and what practice says has one label', async () => {
	const accounts = 'http://localhost:9500';
	const here = {
		id: 'us',
		name: 'United States',
		accounts,
		api: accounts,
		console: accounts,
		sigma: `${accounts}/sigma`,
	};
	const scene = openCopilot({dataCenters: [here], service: {enabledDataCenters: ['us']}});
	scene.registered();
	const {input, output, given} = createStreams();
	let heard = '';
	output.on('data', (data: Buffer) => {
		heard += stripVTControlCharacters(String(data)).replaceAll('\r', '');
		if (heard.trimEnd().endsWith('?:') || heard.includes('Enter when done')) input.write('q\r');
	});
	let isLeft = false;
	await runPlainCopilot({
		...given,
		environment: {LANG: 'C.UTF-8'},
		now: () => sampleNow,
		interrupted: new Promise(() => undefined),
		isLeft: () => isLeft,
		session: {
			state: () => scene.state,
			dispatch: event => {
				isLeft ||= event.type === 'left';
				scene.send(event);
			},
			subscribe: () => () => undefined,
		},
	});
	assert.match(heard, /\nRedirect URLs:\n(?:Step \d.*: registered already\.\n)+\nNew Connection: Click/);
	assert.match(heard, /^Practice: these addresses/m);
	assert.doesNotMatch(heard, /Warning: Practice/);
});
