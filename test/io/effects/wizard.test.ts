import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ok} from '../../../source/zoho/refusal.js';
import {fakeCallbackServer, prepare, refusal, request, runnerWith, tokens} from '../helpers/effects.js';

test('stopping waits two seconds at most for what never ends', async t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	let release: () => void = () => undefined;
	const held = new Promise<void>(resolve => {
		release = resolve;
	});
	const {runner} = runnerWith(t, {accounts: {exchangeCode: () => held.then(() => ok(tokens))}});
	runner.run({type: 'exchange-code', id: 'one', request: request('typed')});
	let isStopped = false;
	const stopped = runner.stop().then(() => {
		isStopped = true;
	});
	t.mock.timers.tick(1999);
	await new Promise(resolve => setImmediate(resolve));
	assert.equal(isStopped, false);
	t.mock.timers.tick(1);
	await stopped;
	release();
});

test('copying, the console and the ports are told as events', async t => {
	const {runner, events} = runnerWith(t, {
		clipboard: async () => ({copy: async text => (text === 'x' ? 'clipboard' : 'failed')}),
		browser: async () => ({open: async () => ({isOpen: true, note: ''}), hints: () => []}),
		callbackServer: async () => fakeCallbackServer([8791]).server,
	});
	runner.run({type: 'copy', text: 'x', label: 'Homepage URL', key: 'client-name'});
	await runner.idle();
	runner.run({type: 'open-console', url: 'https://api-console.zoho.com'});
	await runner.idle();
	runner.run({type: 'check-ports'});
	await runner.idle();
	assert.deepEqual(events, [
		{type: 'copy-ended', label: 'Homepage URL', key: 'client-name', how: 'clipboard'},
		{type: 'console-opened', isOpen: true, url: 'https://api-console.zoho.com'},
		{type: 'ports-checked', free: [8791], taken: [8790]},
	]);
	const never = runnerWith(t, {options: {openBrowser: false}});
	never.runner.run({type: 'open-console', url: 'https://api-console.zoho.com'});
	assert.equal((await never.eventOf('console-opened')).isOpen, false);
});

test('the page goes to the browser of its own consent; events come only after `run` has returned', async t => {
	const {runner, eventOf, pages, events} = runnerWith(t);
	runner.run(prepare);
	assert.deepEqual(events, []);
	await eventOf('consent-prepared');
	const page = {kind: 'refused', refusal: refusal('x')} as const;
	runner.run({type: 'answer-browser', id: 'another', page});
	runner.run({type: 'answer-browser', id: 'one', page});
	await runner.idle();
	assert.deepEqual(pages, [page]);
});

test('a fault of ours is reported, not swallowed, and does not end the runner', async t => {
	const {runner, faults, events} = runnerWith(t, {
		clipboard: async () => {
			throw new Error('a bug');
		},
	});
	runner.run({type: 'copy', text: 'x', label: 'X', key: 'client-name'});
	await runner.idle();
	assert.match(String(faults[0]), /a bug/);
	runner.run({type: 'check-ports'});
	await runner.idle();
	assert.equal(events.length, 1);
});
