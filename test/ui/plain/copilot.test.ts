import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {runPlainCopilot} from '../../../source/ui/plain/copilot.js';
import {doneCount} from '../../../source/wizard/copilot/state.js';
import {sampleNow} from '../../connection/samples.js';
import {type CopilotScene, openCopilot} from '../../wizard/copilot/scene.js';
import {createStreams} from './streams.js';

/** What is printed, and each line that is typed after what is awaited; afterwards it is left. */
const hear = async (
	scene: CopilotScene,
	turns: readonly (readonly [prompt: string, line: string, then?: () => void])[] = [],
): Promise<string> => {
	const {input, output, given} = createStreams();
	const left = [...turns];
	const {promise: interrupted, resolve: interrupt} = Promise.withResolvers<void>();
	let heard = '';
	let since = '';
	output.on('data', (data: Buffer) => {
		const text = stripVTControlCharacters(String(data)).replaceAll('\r', '');
		heard += text;
		since += text;
		if (!since.endsWith(': ')) return;
		const [prompt, line, then] = left[0] ?? [': ', 'q'];
		if (!since.trimEnd().endsWith(prompt.trimEnd())) return;
		left.shift();
		since = '';
		input.write(`${line}\r`);
		if (then) setTimeout(then, 5);
	});
	let isLeft = false;
	const stuck = setTimeout(interrupt, 10_000);
	await runPlainCopilot({
		...given,
		environment: {LANG: 'C.UTF-8'},
		now: () => sampleNow,
		interrupted,
		isLeft: () => isLeft,
		session: {
			state: () => scene.state,
			dispatch: event => {
				isLeft ||= event.type === 'left';
				scene.send(event);
			},
			subscribe: listener => {
				const timer = setInterval(listener, 1);
				return () => clearInterval(timer);
			},
		},
	});
	clearTimeout(stuck);
	assert.deepEqual(
		left.map(([prompt]) => prompt),
		[],
		heard,
	);
	return heard;
};

const secretPrompt = 'Enter when pasted, c copies it:';

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
	const heard = await hear(scene);
	assert.match(heard, /\nRedirect URLs:\n(?:Step \d.*: registered already\.\n)+\nNew Connection: Click/);
	assert.match(heard, /^Practice: these addresses/m);
	assert.doesNotMatch(heard, /Warning: Practice/);
});

test('asking Zoho again always has an answer, also where the next step is another one then', async () => {
	const scene = openCopilot();
	const [us = '', dre = '', deluge = ''] = scene.urls();
	const say = (answer: 'registered' | 'missing') => () =>
		scene.send(
			{type: 'url-checked', url: us, answer: 'registered'},
			{type: 'url-checked', url: dre, answer},
			{type: 'url-checked', url: deluge, answer: 'registered'},
		);
	say('missing')();
	const prompt = 'Enter when added, c copies it, o opens the console, t asks Zoho again: ';
	const heard = await hear(scene, [
		[prompt, 't', say('missing')],
		[prompt, 't', say('registered')],
	]);
	const [, first = '', second = ''] = heard.split(/asks Zoho again: .*\n/);
	assert.equal(first, `Warning: 1 of 3 is missing.\n${prompt.replace(/asks Zoho.*/, '')}`);
	assert.match(
		second,
		/^✔ All 3 are registered\.\nStep 3 of 27\. .*registered already\.\n\nNew Connection: /,
	);
});

test('a product is named where it changes the clicks, and what is open for it is said', async () => {
	const first = openCopilot();
	first.registered();
	const heard = await hear(first, [
		['Enter when done, o opens it:', 'desks'],
		['o opens it:', 'Zoho Desk'],
	]);
	assert.match(heard, /For an extension of Zoho Books; the name of another product changes it\./);
	assert.match(
		heard,
		/^Error: Did you mean Zoho Desk\? Answer with Enter, a word that is named, or a product\.$/m,
	);
	assert.match(heard, /For an extension of Zoho Desk; .*\nStep 4 of 26\. Log in to Zoho Sigma\./);

	const last = openCopilot();
	last.registered();
	last.send(...Array.from({length: 23}, () => ({type: 'done'}) as const));
	const atEnd = await hear(last, [['Enter when added, c copies it, call copies the call:', 'Desk']]);
	const {length: all} = last.state.sheet.steps;
	assert.match(
		atEnd,
		/^Warning: Connections for Zoho Desk are made elsewhere: 7 steps of New Connection are not done\.\nStep 26 of 26\. /m,
	);
	assert.equal(all - doneCount(last.state), 8);
});

test('steps that were done before are said when they are passed', async () => {
	const scene = openCopilot();
	scene.registered();
	scene.send(...Array.from({length: 14}, () => ({type: 'done'}) as const), {type: 'moved', to: 10});
	const heard = await hear(scene, [['Enter when done:', '']]);
	assert.match(heard, /^Steps 4 to 10 were done before\.$/m);
	assert.match(heard, /^Steps 12 to 17 were done before\.$/m);
});

test('a number goes to its step in both directions, and 0 reads them all', async () => {
	const scene = openCopilot();
	scene.registered();
	const heard = await hear(scene, [
		['Enter when done, o opens it:', '22'],
		['Enter when chosen:', '2'],
		['t asks Zoho again:', '<'],
		['t asks Zoho again:', '99'],
		['t asks Zoho again:', '0'],
	]);
	assert.match(heard, /o opens it: 22\n\nCreate New Service: .*\nStep 22 of 27\. /);
	assert.match(
		heard,
		/chosen: 2\n\nRedirect URLs: .*\nStep 2 of 27\. .*registered already\.\nEnter when added.*<\nStep 1 of 27\. /,
	);
	assert.match(heard, /^Error: Answer with Enter, c, o or t\.$/m);
	assert.equal(heard.match(/^Step \d+ of 27\. /gm)?.length, 3 + 1 + 1 + 2 + 27);
});

test('the secret goes out after a yes alone; what is neither yes nor no is asked again', async () => {
	const scene = openCopilot();
	scene.registered();
	scene.send(...Array.from({length: 13}, () => ({type: 'done'}) as const));
	const question = 'y or n [n]:';
	const heard = await hear(scene, [
		[secretPrompt, 'c'],
		[question, 'perhaps'],
		[question, ''],
		[secretPrompt, 'show'],
		[question, '<'],
		[secretPrompt, 'c'],
		[question, 'y'],
	]);
	assert.equal(heard.match(/^Error: Answer y or n\.$/gm)?.length, 1);
	assert.match(
		heard,
		/\n✔ Copied Client Secret\. The next value that you copy replaces it\.\nEnter when pasted/,
	);
	assert.equal(scene.effects.filter(({type}) => type === 'copy-secret').length, 1);
	assert.equal(heard.match(/Step 17 of 27\. Client Secret/g)?.length, 1, heard);
});
