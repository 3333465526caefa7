import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {createCopilotRunner} from '../../../source/io/effects/copilot.js';
import type {HttpRequest, HttpResponse} from '../../../source/io/ports.js';
import type {CopilotEvent} from '../../../source/wizard/copilot/events.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {sampleConnection, sampleFile, sampleNow, sampleService} from '../../connection/samples.js';
import {refusal} from '../helpers/effects.js';
import {createPlainSecrets} from '../helpers/plain-secrets.js';

const notExpected = (): never => {
	throw new Error('This was not expected.');
};

/** A runner in a world without network, clipboard and disk. */
const openRunner = (answer: (request: HttpRequest) => Result<HttpResponse> = notExpected) => {
	const events: CopilotEvent[] = [];
	const asked: HttpRequest[] = [];
	const copied: string[] = [];
	let file: ConnectionsFile = sampleFile();
	let writes = 0;
	const runner = createCopilotRunner(
		{
			clock: {now: () => sampleNow},
			dataCenters: () => ok(builtInDataCenters),
			secrets: createPlainSecrets(),
			store: {
				path: '',
				folder: '',
				read: () => ok(file),
				preview: notExpected,
				readBeside: notExpected,
				readOne: notExpected,
				readSecretPolicy: notExpected,
				checkWritable: notExpected,
				update: async change => {
					const next = change(file);
					writes += 1;
					if (next.ok) file = next.value;
					return next;
				},
			},
			http: async () => ({
				send: async request => {
					asked.push(request);
					return answer(request);
				},
				fetch: notExpected,
				close: async () => undefined,
			}),
			clipboard: async () => ({
				copy: async text => {
					copied.push(text);
					return 'clipboard';
				},
			}),
			browser: async () => ({open: async () => ({isOpen: false, note: ''}), hints: () => []}),
		},
		{connection: sampleConnection(), service: sampleService()},
		event => events.push(event),
	);
	return {runner, events, asked, copied, file: () => file, writes: () => writes};
};

const settled = () => new Promise(resolve => setImmediate(resolve));

test('each redirect URL is asked about, signed out and without a secret; no answer says nothing about it', async () => {
	const {runner, events, asked} = openRunner(({url}) =>
		new URL(url).searchParams.get('redirect_uri') === 'https://a.example/1'
			? ok({status: 200, headers: {}, body: '<title>Invalid Redirect Uri</title>'})
			: refused(refusal('network-refused')),
	);
	runner.run({type: 'check-redirects', urls: ['https://a.example/1', 'https://a.example/2']});
	await settled();
	assert.deepEqual(events, [
		{type: 'url-checked', url: 'https://a.example/1', answer: 'missing'},
		{type: 'url-checked', url: 'https://a.example/2', answer: 'unclear'},
	]);
	assert.ok(asked.every(({url}) => url.startsWith('https://accounts.zoho.com/oauth/v2/auth?')));
	assert.doesNotMatch(JSON.stringify(asked), /sample-(?:client-secret|refresh|access)/);
	await runner.stop();
});

test('the secret goes to the clipboard and no event bears it, unless it is to be shown', async () => {
	const {runner, events, copied} = openRunner();
	runner.run({type: 'copy-secret', id: 'field:clientSecret', label: 'Client Secret'});
	await settled();
	assert.deepEqual(copied, ['sample-client-secret']);
	assert.doesNotMatch(JSON.stringify(events), /sample-client-secret/);
	runner.run({type: 'open-secret'});
	await settled();
	assert.deepEqual(events.at(-1), {type: 'secret-opened', secret: 'sample-client-secret'});
});

test('marks are written with the connection, of several that wait the last ones', async () => {
	const {runner, events, file, writes} = openRunner();
	for (const done of [['a'], ['a', 'b'], ['a', 'b', 'c']])
		runner.run({type: 'save-progress', done, of: 25, extension: 'desk'});
	await runner.stop();
	assert.deepEqual(file().connections.acme?.sigma, {
		done: ['a', 'b', 'c'],
		of: 25,
		extension: 'desk',
		at: new Date(sampleNow).toISOString(),
	});
	assert.ok(writes() < 3);
	assert.deepEqual(events, []);
});
