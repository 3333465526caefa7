import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {watchFile} from '../../../source/io/file/watch.js';
import {temporaryFolder} from '../helpers/files.js';

const replace = (file: string, text: string): void => {
	fs.writeFileSync(`${file}.new`, text);
	fs.renameSync(`${file}.new`, file);
};

test('a file that is replaced is told, once for what happens together; other files are not', async t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'one.json');
	fs.writeFileSync(file, '1');
	let changes = 0;
	let next = Promise.withResolvers<void>();
	const watch = watchFile(folder, 'one.json', () => {
		changes++;
		next.resolve();
	});
	t.after(watch.close);
	fs.writeFileSync(path.join(folder, 'other.json'), 'x');
	replace(file, '22');
	replace(file, '333');
	await next.promise;
	assert.equal(changes, 1);
	next = Promise.withResolvers();
	replace(file, '4444');
	await next.promise;
	assert.equal(changes, 2);
});

test('a look tells at once what the system has not told yet, and nothing when nothing has changed', t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'one.json');
	let changes = 0;
	const watch = watchFile(folder, 'one.json', () => changes++);
	t.after(watch.close);
	watch.look();
	assert.equal(changes, 0);
	replace(file, '1');
	watch.look();
	watch.look();
	assert.equal(changes, 1);
	fs.rmSync(file);
	watch.look();
	assert.equal(changes, 2);
});

test('a folder that is not there is survived', t => {
	const folder = path.join(temporaryFolder(t), 'none');
	const watch = watchFile(folder, 'one.json', assert.fail);
	watch.look();
	watch.close();
});
