import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chosenRows, parseExport, printExport} from '../../../source/connection/file/export.js';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {sampleConnection, sampleFile, sampleService} from '../samples.js';

const two = (): ConnectionsFile => ({
	...sampleFile(),
	services: {suite: sampleService(), other: sampleService({linkName: 'other', name: 'Other'})},
	connections: {
		acme: sampleConnection(),
		second: sampleConnection({linkName: 'second', name: 'Second', service: 'other'}),
	},
});

test('an export has the connections that were named and their services; all when none was', () => {
	const some = chosenRows(two(), ['second']);
	assert.deepEqual([Object.keys(some.connections), Object.keys(some.services)], [['second'], ['other']]);
	assert.deepEqual(Object.keys(chosenRows(two(), []).connections), ['acme', 'second']);
});

test('without secrets nothing of one is in it, and it is read again with empty ones', () => {
	const rows = chosenRows(two(), []);
	const text = printExport({hasSecrets: false, file: rows});
	assert.doesNotMatch(text, /plain|sealed|sample-(?:client|refresh|access)|refreshedAt/);
	const read = parseExport(text, 'x');
	assert.ok(read.ok);
	assert.equal(read.value.hasSecrets, false);
	const {acme} = read.value.file.connections;
	assert.deepEqual([acme?.refreshToken, acme?.accessToken], [{plain: ''}, null]);
	assert.equal(acme?.account?.email, 'pat@example.com');
	assert.equal(read.value.file.services.suite?.clientId, sampleService().clientId);
});

test('with secrets it is read again as it was, without grants that are the business of one machine', () => {
	const waiting = {
		...sampleConnection(),
		outgoing: [
			{
				refreshToken: {plain: 'old-refresh-token'},
				dataCenter: 'us',
				service: 'suite',
				clientId: '1000.A',
				clientSecret: {plain: 'old-client-secret'},
				at: sampleConnection().createdAt,
				problem: null,
			},
		],
	};
	const rows = chosenRows({...sampleFile(), connections: {acme: waiting}}, []);
	const text = printExport({hasSecrets: true, file: rows});
	assert.doesNotMatch(text, /old-refresh-token|old-client-secret/);
	const read = parseExport(text, 'x');
	assert.ok(read.ok);
	assert.deepEqual(read.value.file.connections, sampleFile().connections);
	assert.deepEqual(read.value.file.services, sampleFile().services);
});

test('an export with control characters or turned text in it is refused: its names are shown on terminals', () => {
	for (const name of ['\u001B]0;taken\u0007', 'a\u009B2J', 'two\nlines', 'a\u202Eb']) {
		for (const file of [
			{...two(), connections: {acme: sampleConnection({name})}},
			{...two(), services: {suite: sampleService({name})}, connections: {acme: sampleConnection()}},
		]) {
			const read = parseExport(printExport({hasSecrets: true, file: chosenRows(file, [])}), 'x');
			assert.ok(!read.ok, JSON.stringify(name));
			assert.equal(read.refusal.id, 'import-unreadable');
			assert.match(read.refusal.why, /cannot be seen/);
			assert.doesNotMatch(JSON.stringify(read.refusal), /taken/);
		}
	}
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const text = printExport({hasSecrets: true, file: chosenRows(two(), [])});
	assert.ok(!parseExport(text.replace('"format": 1', `"format": 1, "more": ${deep}`), 'x').ok);
});

test('what is no export is refused, never half read', () => {
	const good = JSON.parse(printExport({hasSecrets: true, file: chosenRows(two(), ['acme'])}));
	const rows: readonly (readonly [unknown, string])[] = [
		['', 'import-unreadable'],
		[{}, 'import-unreadable'],
		[sampleFile(), 'import-unreadable'],
		[{...good, services: {}}, 'import-unreadable'],
		[{...good, connections: {other: good.connections.acme}}, 'import-unreadable'],
		[{...good, connections: {acme: {...good.connections.acme, createdAt: 'soon'}}}, 'import-unreadable'],
		[{...good, format: 99}, 'file-newer'],
	];
	for (const [content, id] of rows) {
		const read = parseExport(typeof content === 'string' ? content : JSON.stringify(content), 'some.json');
		assert.ok(!read.ok);
		assert.deepEqual([read.refusal.id, read.refusal.exitCode], [id, 6]);
		assert.match(read.refusal.what, /some\.json/);
	}
});
