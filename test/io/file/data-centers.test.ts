import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {readDataCenters} from '../../../source/io/file/data-centers.js';
import {builtInDataCenters, findDataCenter} from '../../../source/zoho/data-center.js';
import {temporaryFolder} from '../helpers/files.js';

const here = {
	id: 'here',
	name: 'Here',
	accounts: 'http://localhost:9500',
	api: 'http://localhost:9501',
	console: 'http://localhost:9502',
};

test('without a file, or without a folder, the built-in table is in force', t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'plain');
	fs.writeFileSync(file, '');
	for (const place of [folder, path.join(folder, 'none')]) {
		assert.deepEqual(readDataCenters(place), {ok: true, value: builtInDataCenters});
	}
	// A file in the place of the folder is a mistake, and could hide a table that steers secrets.
	const inFile = readDataCenters(file);
	assert.ok(!inFile.ok);
	assert.equal(inFile.refusal.id, 'file-not-readable');
});

test('the file adds to the table, or replaces it', t => {
	const folder = temporaryFolder(t);
	const write = (content: unknown) =>
		fs.writeFileSync(path.join(folder, 'data-centers.json'), JSON.stringify(content));
	write({dataCenters: [here]});
	const added = readDataCenters(folder);
	assert.ok(added.ok);
	assert.equal(added.value.length, builtInDataCenters.length + 1);
	assert.ok(findDataCenter(added.value, 'here'));
	write({replace: true, dataCenters: [here]});
	const replaced = readDataCenters(folder);
	assert.ok(replaced.ok);
	assert.deepEqual(
		replaced.value.map(({id}) => id),
		['here'],
	);
});

test('a file that cannot be used is refused with its path, and never half believed', t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'data-centers.json');
	for (const text of [
		'',
		'{"dataCenters": [',
		'[]',
		'{"replace": true, "dataCenters": []}',
		JSON.stringify({dataCenters: [here, {...here, id: 'evil', accounts: 'http://evil.example'}]}),
		JSON.stringify({dataCenters: [{...here, accounts: 'https://user:pw@accounts.zoho.com'}]}),
	]) {
		fs.writeFileSync(file, text);
		const result = readDataCenters(folder);
		assert.ok(!result.ok, text);
		assert.equal(result.refusal.id, 'data-centers-file-broken');
		assert.equal(result.refusal.exitCode, 6);
		assert.ok(result.refusal.what.includes(file), result.refusal.what);
		assert.equal(fs.readFileSync(file, 'utf8'), text);
	}
	fs.rmSync(file);
	fs.mkdirSync(file);
	const folderInstead = readDataCenters(folder);
	assert.ok(!folderInstead.ok);
	assert.match(folderInstead.refusal.why, /EISDIR/);
});

test('a byte order mark, as some editors put it, is no reason to refuse', t => {
	const folder = temporaryFolder(t);
	const text = `\u{feff}${JSON.stringify({dataCenters: [here]})}`;
	fs.writeFileSync(path.join(folder, 'data-centers.json'), text);
	assert.ok(readDataCenters(folder).ok);
});
