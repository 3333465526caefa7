import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	currentFormat,
	emptyFile,
	migrate,
	parseConnectionsFile,
	parseInSteps,
	parseOneConnection,
	printConnectionsFile,
} from '../../../source/connection/file/format.js';
import {sampleConnection, sampleFile} from '../samples.js';

const path = 'connections.json';

test('what was printed is read back whole', () => {
	const file = sampleFile();
	assert.deepEqual(parseConnectionsFile(printConnectionsFile(file), path), {ok: true, value: file});
	assert.deepEqual(parseConnectionsFile(printConnectionsFile(emptyFile), path), {ok: true, value: emptyFile});
});

test('unknown keys of a newer program survive', () => {
	const file = {...sampleFile(), extra: {a: 1}};
	const connection = {...sampleConnection(), color: 'blue'};
	const text = JSON.stringify({...file, connections: {acme: connection}});
	const read = parseConnectionsFile(text, path);
	assert.ok(read.ok);
	const again = JSON.parse(printConnectionsFile(read.value));
	assert.deepEqual(again.extra, {a: 1});
	assert.equal(again.connections.acme.color, 'blue');
});

const broken: readonly (readonly [string, string, string])[] = [
	['nothing', '', 'file-unreadable'],
	['half a file', printConnectionsFile(sampleFile()).slice(0, 200), 'file-unreadable'],
	['another thing', '[1,2]', 'file-unreadable'],
	['no format', '{"services":{},"connections":{},"drafts":{}}', 'file-unreadable'],
	['a fraction', '{"format":1.5}', 'file-unreadable'],
	['a newer format', `{"format":${currentFormat + 1}}`, 'file-newer'],
	[
		'a row that does not fit',
		'{"format":1,"services":{},"connections":{"a":{}},"drafts":{}}',
		'file-unreadable',
	],
];

for (const [name, text, id] of broken) {
	test(`${name} is refused with exit 6, and the file's path is named`, () => {
		const read = parseConnectionsFile(text, path);
		assert.ok(!read.ok);
		assert.equal(read.refusal.id, id);
		assert.equal(read.refusal.exitCode, 6);
		assert.ok(read.refusal.what.includes(path));
	});
}

test('a refusal never repeats a value of the file', () => {
	const file = sampleFile();
	const secret = 'very-secret-value';
	const text = JSON.stringify({...file, connections: {acme: {...sampleConnection(), refreshToken: secret}}});
	const read = parseConnectionsFile(text, path);
	assert.ok(!read.ok);
	assert.ok(!JSON.stringify(read.refusal).includes(secret));
});

test('one connection is read with its service, whatever the other rows are', () => {
	const file = sampleFile();
	const text = JSON.stringify({...file, connections: {...file.connections, other: 'broken'}});
	const one = parseOneConnection(text, path, 'acme');
	assert.ok(one.ok);
	assert.equal(one.value?.connection.linkName, 'acme');
	assert.equal(one.value?.service.linkName, 'suite');
	assert.deepEqual(parseOneConnection(text, path, 'nobody'), {ok: true, value: undefined});
	assert.deepEqual(parseOneConnection(text, path, 'constructor'), {ok: true, value: undefined});
	const dirty = parseOneConnection(text, path, 'other');
	assert.ok(!dirty.ok);
	assert.equal(dirty.refusal.exitCode, 6);
});

test('migrations run one after the other, and a gap is refused', () => {
	const chain = {
		1: (file: Readonly<Record<string, unknown>>) => ({...file, first: true}),
		2: (file: Readonly<Record<string, unknown>>) => ({...file, second: file.first}),
	};
	assert.deepEqual(migrate({format: 1}, chain, 3), {ok: true, value: {format: 3, first: true, second: true}});
	assert.equal(migrate({format: 1}, {2: chain[2]}, 3).ok, false);
});

test('any text is parsed or refused, never thrown at', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc.jsonValue().map(value => JSON.stringify({format: 1, services: value})),
			),
			text => {
				const read = parseConnectionsFile(text, path);
				assert.equal(typeof read.ok, 'boolean');
				if (!read.ok) assert.equal(read.refusal.exitCode, 6);
			},
		),
	);
});

test('in steps, the same comes out as at once, of whole files and of broken ones', () => {
	const file = sampleFile();
	const many = {
		...file,
		extra: 1,
		connections: Object.fromEntries(
			Array.from({length: 7}, (_none, index) => [`c${index}`, sampleConnection({linkName: `c${index}`})]),
		),
	};
	const damaged = {...many, connections: {...many.connections, c5: {...sampleConnection(), service: 7}}};
	const texts = [printConnectionsFile(many), JSON.stringify(damaged), ...broken.map(([, text]) => text)];
	for (const text of [...texts, JSON.stringify({...many, services: {suite: {}}})])
		for (const count of [1, 3, 100]) {
			const steps = parseInSteps(text, path, count);
			let step = steps.next();
			let pauses = 0;
			for (; !step.done; pauses++) step = steps.next();
			assert.deepEqual(step.value, parseConnectionsFile(text, path));
			if (step.value.ok) assert.equal(pauses, 1 + Math.floor(7 / count));
		}
});
