import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {createLineReader} from '../../../source/ui/plain/line-reader.js';
import {createVirtualScreen} from '../../helpers/virtual-screen.js';
import {createStreams} from './streams.js';

/** A reader, what it shows, and a way to type. */
const openReader = (t: TestContext, columns = 40) => {
	const view = createVirtualScreen(columns, 12);
	const {input, output, given} = createStreams(columns, 12);
	let written = '';
	let drawn = Promise.resolve();
	output.on('data', (data: Buffer) => {
		written += String(data);
		// What a terminal makes of a line's end.
		const text = String(data).replaceAll(/\r?\n/g, '\r\n');
		drawn = new Promise(resolve => view.write(text, resolve));
	});
	const reader = createLineReader(given.input, given.output);
	t.after(reader.close);
	const settle = async (): Promise<string> => {
		// An event of the stream, then one of the screen.
		await new Promise(setImmediate);
		await drawn;
		return view.screen();
	};
	const type = async (text: string): Promise<string> => {
		input.write(text);
		return settle();
	};
	const say = (...lines: readonly string[]): void =>
		reader.above(() => output.write(lines.map(line => `${line}\n`).join('')));
	return {reader, type, say, settle, written: () => written};
};

test('what is told while a line is typed stands above it, and the line goes on', async t => {
	const {reader, type, say, settle} = openReader(t);
	const line = reader.ask('Number [1]: ');
	await type('127');
	say('Zoho answers.');
	assert.equal(await settle(), 'Number [1]: 127\nZoho answers.\nNumber [1]: 127');
	assert.equal(await type('\x7f'), 'Number [1]: 127\nZoho answers.\nNumber [1]: 12');
	say('Once more.');
	assert.match(await type('3\r'), /Once more\.\nNumber \[1\]: 123$/);
	assert.equal(await line, '123');
	say('Nothing is open.');
	assert.match(await settle(), /: 123\nNothing is open\.$/);
});

test('a line longer than a row, and one that is typed while nothing is asked, stay whole', async t => {
	const {reader, type, say, settle} = openReader(t);
	const line = reader.ask('');
	const address = `http://localhost:8790/callback?code=${'a'.repeat(30)}`;
	await type(address);
	say('Still waiting, 9 minutes left.');
	const [, after = ''] = (await settle()).split('left.\n');
	assert.equal(after.replaceAll('\n', ''), address);
	await type('\r');
	assert.equal(await line, address);
});

test('a question that is withdrawn gives what was typed to the next one; a secret to none', async t => {
	const {reader, type, settle, written} = openReader(t);
	const first = reader.ask('Number [1]: ');
	await type('12');
	reader.withdraw();
	assert.equal(await first, undefined);
	const second = reader.ask('Name: ');
	assert.equal(await settle(), 'Number [1]: 12\nName: 12');
	await type('\r');
	assert.equal(await second, '12');
	const secret = reader.ask('Secret: ', true);
	await type('s3cret');
	reader.above(() => undefined);
	reader.withdraw();
	assert.equal(await secret, undefined);
	const last = reader.ask('Name: ');
	assert.match(await settle(), /\nName:$/);
	await type('x\r');
	assert.equal(await last, 'x');
	assert.doesNotMatch(written(), /s3c/);
});

test('what is told while a secret is typed takes nothing from it', async t => {
	const {reader, type, say, settle, written} = openReader(t);
	const secret = reader.ask('Secret: ', true);
	await type('s3c');
	say('News.');
	assert.equal(await settle(), 'Secret:\nNews.\nSecret:');
	await type('ret\r');
	assert.equal(await secret, 's3cret');
	assert.doesNotMatch(written(), /s3/);
});
