import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import type {Invocation, Streams} from '../../../source/kit/invocation.js';
import {printData, printRefusal, say} from '../../../source/kit/output/print.js';
import {table} from '../../../source/kit/output/table.js';
import {span} from '../../../source/ui/lines/line.js';
import {createLineReader} from '../../../source/ui/plain/line-reader.js';
import {createPrint} from '../../../source/ui/plain/terminal.js';
import {wrongUse} from '../../../source/zoho/refusal.js';

/** A name as a file of someone else or a database may hold it: a window's title, red, a line that is written from the right. */
const name = 'Books\u001B]0;taken\u0007\u009B31m\u202Eevil\u200B';
const shown = 'Books\\u001b]0;taken\\u0007\\u009b31m\\u202eevil\\u200b';

const streamsOf = (isTTY: boolean) => {
	const heard: string[] = [];
	const stream = {isTTY, columns: 120, write: (text: string) => heard.push(text)};
	return {
		heard,
		streams: {stdout: stream, stderr: stream, stdin: {}, program: undefined} as unknown as Streams,
	};
};

test('no text steers a terminal, whichever way it is written there', async () => {
	const {heard, streams} = streamsOf(true);
	const refusal = wrongUse(name, name, name);
	for (const json of [false, true])
		printRefusal({streams, options: {json}} as unknown as Invocation, refusal);
	say(streams, name);
	printData(streams, name);
	assert.equal(heard.length, 4);
	for (const text of heard) assert.ok(text.includes(shown), text);
	assert.equal(table([[name, 'a\nb']]), `${shown}  a b`);
	assert.equal(span(`· ${name}\n`).text, `· ${shown} `);

	const input = Object.assign(new PassThrough(), {setRawMode: () => input});
	const output = Object.assign(new PassThrough(), {isTTY: true, columns: 120, rows: 40});
	const terminal = {input, output, environment: {}} as unknown as Parameters<typeof createPrint>[0];
	createPrint(terminal)(name);
	assert.equal(String(output.read()), `${shown}\n`);
	const reader = createLineReader(terminal.input, terminal.output);
	const asked = reader.ask(`Remove ${name}?\n`);
	assert.ok(String(output.read()).includes(`Remove ${shown}?`));
	reader.leave();
	await asked;
	reader.close();
});

test('in a pipe data stays as it is', () => {
	const {heard, streams} = streamsOf(false);
	printData(streams, name);
	assert.deepEqual(heard, [`${name}\n`]);
});

test('a secret that was typed in place of a name or a file is in no refusal', () => {
	const half = 'ab'.repeat(16);
	for (const secret of [`1000.${half}.${half}`, 'ab'.repeat(21)]) {
		for (const json of [false, true]) {
			const {heard, streams} = streamsOf(false);
			const refusal = wrongUse(`There is no ${secret}.`, `It is ${secret}`, `Not "${secret}"`);
			printRefusal({streams, options: {json}} as unknown as Invocation, refusal);
			assert.ok(!heard.join('').includes(secret));
			assert.match(heard.join(''), /There is no \[redacted\]/);
		}
	}
});
