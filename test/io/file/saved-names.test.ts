import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConnectionsFile} from '../../../source/connection/file/format.js';
import {savedNames} from '../../../source/io/file/saved-names.js';
import {connection, fileWith, temporaryFolder} from '../helpers/files.js';

const write = (folder: string, text: string): void => {
	fs.writeFileSync(path.join(folder, 'connections.json'), text);
};

test('link names in their order, with the names that people gave', t => {
	const folder = temporaryFolder(t);
	write(
		folder,
		printConnectionsFile(
			fileWith([connection({linkName: 'b', name: 'Bee'}), connection({linkName: 'a', name: 'Ay'})]),
		),
	);
	assert.deepEqual(savedNames(folder), [
		{linkName: 'a', name: 'Ay'},
		{linkName: 'b', name: 'Bee'},
	]);
});

test('where nothing can be read there is nothing to offer; what is no link name never reaches a shell', t => {
	const folder = temporaryFolder(t);
	assert.deepEqual(savedNames(path.join(folder, 'not-there')), []);
	for (const text of ['', '{', '[]', '{"connections": 3}']) {
		write(folder, text);
		assert.deepEqual(savedNames(folder), []);
	}
	write(folder, '{"connections": {"$(id)": {"name": "x"}, "odd": 3}}');
	assert.deepEqual(savedNames(folder), [{linkName: 'odd', name: 'odd'}]);
});
