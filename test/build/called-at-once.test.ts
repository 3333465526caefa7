import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {calledAtOnce} from '../../build/called-at-once.js';
import {root} from '../../build/program.js';

/** A bundle of one file. */
const bundleOf = (code: string) => ({
	files: [{path: join(root, 'cli.js'), text: code, contents: Buffer.from(code), hash: ''}],
	metafile: {inputs: {}, outputs: {}},
});

test('a program that does not end ends the build', async () => {
	const endless = bundleOf('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);');
	await assert.rejects(calledAtOnce(endless, 'cli.js', 1500), /cli\.js new/);
});

test('a program that fails ends the build', async () => {
	await assert.rejects(calledAtOnce(bundleOf('throw new Error("broken")'), 'cli.js'), /broken/);
});
