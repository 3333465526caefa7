import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import fc from 'fast-check';
import type {Connection} from '../../../source/connection/connection.js';
import type {Draft} from '../../../source/connection/draft.js';
import {bareFrom, type ConnectionsFile, emptyFile} from '../../../source/connection/file/contents.js';
import {listed} from '../../../source/connection/file/listed.js';
import {pageRows} from '../../../source/connection/file/page.js';
import {rowsOf} from '../../../source/home/rows.js';
import {createLock} from '../../../source/io/file/lock.js';
import {createStore} from '../../../source/io/file/store.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';
import {homeOf, iso, sampleDraft} from '../../home/samples.js';
import {HomeScreen} from '../../ui/states/shown.js';
import {temporaryFolder} from '../helpers/files.js';

const count = 50;

const world = (t: TestContext) => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'connections.json');
	const place = path.join(folder, 'connections.page.json');
	const store = createStore({folder, lock: createLock()});
	const write = async (next: ConnectionsFile): Promise<void> => {
		const written = await store.update(() => ok(next));
		assert.ok(written.ok);
		// On a file system with a coarse clock both may have been written within one tick.
		if (fs.existsSync(place)) fs.utimesSync(place, new Date(), new Date(Date.now() + 1000));
	};
	const preview = async () => {
		const seen = await store.preview(count);
		assert.ok(seen.ok);
		return seen.value;
	};
	/** Whether Home begins with what the page says. */
	const hasPage = async (): Promise<boolean> => pageRows((await preview()).file) !== undefined;
	return {folder, file, place, store, write, preview, hasPage};
};

const padding = 'x'.repeat(1500);

const fileOf = (rows: readonly Connection[], rest: Partial<ConnectionsFile> = {}): ConnectionsFile => ({
	...emptyFile,
	services: bareFrom([['suite', sampleService()]]),
	connections: bareFrom(rows.map(row => [row.linkName, {...row, padding}])),
	...rest,
});

const manyRows = (names: (index: number) => string = index => `Nº ${index}`): readonly Connection[] =>
	Array.from({length: 150}, (_none, index) => {
		const linkName = `c${String((index * 7919) % 150).padStart(4, '0')}`;
		return sampleConnection({linkName, name: names(index)});
	});

/** Everything that Home draws of a file before all of it has been read: at once, and after keys that need no more than that. */
const framesOf = (file: ConnectionsFile, total: number): readonly unknown[] => {
	const sizes = [
		{columns: 80, rows: 24},
		{columns: 40, rows: 12},
		{columns: 130, rows: 24},
	];
	const keys = [
		[],
		['down'],
		['down', 'down', 'down'],
		['page-down'],
		['enter'],
		['down', 'enter'],
		['?'],
		['/'],
	];
	return sizes.flatMap(size =>
		keys.map(presses => {
			const screen = Object.assign(new HomeScreen({...homeOf(file), total}), size);
			return screen
				.press(...presses.map(key => (key.length === 1 ? {name: 'text', text: key} : key)))
				.frame();
		}),
	);
};

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const minutes = fc.integer({min: -5000, max: 40});

const rowArbitrary = fc.record({
	name: oneOf('Books', 'books', 'Ébène', '日本の接続', '👩‍👩‍👧 "quoted" \\ \n\t}', '\ud83d half', 'Zoo', ''),
	service: oneOf('suite', 'desk', 'other'),
	dataCenter: oneOf('us', 'eu', null),
	account: oneOf(
		null,
		{id: '1', email: 'pat@example.com', name: null},
		{id: '2', email: null, name: 'Pat'},
		{id: '3', email: null, name: null},
	),
	createdAt: minutes.map(iso),
	verifiedAt: oneOf(null, iso(-4000), iso(-1)),
	refreshedAt: oneOf<readonly string[]>([], [iso(-4500)]).map(times => [...times]),
	accessTokenExpiresAt: minutes.map(iso),
	undo: fc.option(
		fc.record({service: oneOf('suite', 'gone'), linkName: oneOf('c0000', 'c0001', undefined)}),
		{nil: undefined, freq: 4},
	),
});

const draftArbitrary = fc.record({
	target: oneOf('c0000', 'c0149', 'gone', undefined),
	service: oneOf('desk', 'gone', undefined),
});

const fileArbitrary = fc
	.tuple(
		fc.array(rowArbitrary, {minLength: 130, maxLength: 150}),
		fc.array(draftArbitrary, {maxLength: 3}),
		fc.boolean(),
	)
	.map(([rows, drafts, hasForeign]) => {
		const connections = rows.map(({undo, ...row}, index) => {
			const linkName = `c${String((index * 7919) % rows.length).padStart(4, '0')}`;
			const last = undo && {
				...{name: 'Before', serviceBefore: null, serviceUpdatedAt: iso(-100), scopesRequested: ['a']},
				...{grant: null, at: iso(-5), service: undo.service},
				...(undo.linkName === undefined ? {} : {linkName: undo.linkName}),
			};
			return sampleConnection({...row, linkName, ...(last ? {undo: last} : {})});
		});
		const services = ['suite', 'desk', 'other', 'unused'].map(
			(linkName, index) =>
				[linkName, sampleService({linkName, name: `S "${index}"`, clientId: `1000.${index % 2}`})] as const,
		);
		const saved = drafts.map(({target, service}, index): readonly [string, Draft] => [
			`d${index}`,
			sampleDraft({
				id: `d${index}`,
				answers: service === undefined ? {} : {service},
				...(target === undefined ? {} : {target}),
			}),
		]);
		return {
			...fileOf(connections, {services: bareFrom(services), drafts: bareFrom(saved)}),
			...(hasForeign ? {later: {services: {'x\n\t}': 1}}} : {}),
		};
	});

test('whatever the file holds, Home begins with what it shows when all has been read, and a foreign field stays', async t => {
	const {write, preview, store} = world(t);
	await fc.assert(
		fc.asyncProperty(fileArbitrary, async file => {
			await write(file);
			const [page, whole] = [await preview(), store.read()];
			assert.ok(whole.ok);
			assert.ok(pageRows(page.file));
			assert.deepEqual([page.total, page.isWhole], [Object.keys(file.connections).length, false]);
			assert.deepEqual(listed(page.file), listed(whole.value).slice(0, count));
			assert.equal(rowsOf({file: page.file, filter: ''}).length, count + Object.keys(file.drafts).length);
			assert.deepEqual(framesOf(page.file, page.total), framesOf(whole.value, page.total));
		}),
		{numRuns: 8, endOnFailure: true},
	);
});

test('the page says where rows stand and nothing of what they say, and is for the owner alone', async t => {
	const {write, place} = world(t);
	const sealed = {sealed: 'c2VhbGVk', key: 'k1'};
	const rows = manyRows().map(row => ({...row, refreshToken: sealed, accessToken: sealed}));
	const policy = {kept: 'keychain', key: 'k1', check: 'Y2hlY2s='} as const;
	await write(
		fileOf(rows, {secrets: policy, services: bareFrom([['suite', sampleService({clientSecret: sealed})]])}),
	);
	const words = new Set(fs.readFileSync(place, 'utf8').match(/[a-z]+/gi));
	const own = 'version of total cut gaps rows listed toldBy who linkName isPushedOut grants true null';
	assert.deepEqual(
		[...words].filter(word => !own.split(' ').includes(word)),
		[],
	);
	if (process.platform !== 'win32') assert.equal(fs.statSync(place).mode & 0o777, 0o600);
});

test('a file that anybody else changed has no page: replaced, changed in place to the same length, or touched', async t => {
	const {write, preview, hasPage, file, store} = world(t);
	const before = fileOf(manyRows());
	for (const change of [
		(text: string) => fs.writeFileSync(file, text.replace('"name": "Nº 7"', '"name": "Nº 8"')),
		(text: string) => {
			fs.writeFileSync(`${file}.new`, text.replace('"name": "Nº 7"', '"name": "Nº 9"'));
			fs.renameSync(`${file}.new`, file);
		},
		() => fs.utimesSync(file, new Date(), new Date(Date.now() - 5000)),
	]) {
		await write(emptyFile);
		await write(before);
		assert.ok(await hasPage());
		change(fs.readFileSync(file, 'utf8'));
		assert.ok(!(await hasPage()));
		const whole = store.read();
		const {file: some} = await preview();
		assert.ok(whole.ok);
		for (const [name, row] of Object.entries(some.connections))
			assert.deepEqual(row, whole.value.connections[name]);
	}
});

test('a page that is not younger than the file is not believed: a change within the same tick of the clock would not be seen', async t => {
	const {write, hasPage, file, place} = world(t);
	await write(fileOf(manyRows()));
	const {mtime} = fs.statSync(file);
	const before = new Date(mtime.getTime() - 1);
	fs.utimesSync(place, before, before);
	assert.ok(!(await hasPage()));
});

test('whatever became of the page, Home begins as without one', async t => {
	const {write, preview, hasPage, place, store} = world(t);
	await write(fileOf(manyRows()));
	const text = fs.readFileSync(place, 'utf8');
	fs.rmSync(place);
	const [without, whole] = [await preview(), store.read()];
	assert.ok(whole.ok);
	const replace = (next: string): void => {
		fs.writeFileSync(place, next, {mode: 0o600});
		fs.utimesSync(place, new Date(), new Date(Date.now() + 1000));
	};
	replace(text);
	assert.ok(await hasPage());
	for (const wrong of [
		'',
		'null',
		text.slice(0, -30),
		text.replace('"version":1', '"version":2'),
		text.replace('"total":150', '"total":"many"'),
		text.replace('"rows":[[[', '"rows":[[['.concat('1')),
		text.replace(/"gaps":\[\[0,\d+\]/, '"gaps":[[0,9999999999]'),
		text.replace(/"gaps":\[\[0,\d+\]/, '"gaps":[[-5,3]'),
		text.replace(/"listed":\[.*\]/, '"listed":[]'),
	]) {
		replace(wrong);
		assert.deepEqual(await preview(), without, wrong.slice(0, 80));
	}
	await fc.assert(
		fc.asyncProperty(fc.nat(text.length - 1), fc.nat(9), async (at, digit) => {
			replace(text.slice(0, at) + String(digit) + text.slice(at + 1));
			const {file} = await preview();
			for (const [name, row] of Object.entries(file.connections))
				assert.deepEqual(row, whole.value.connections[name]);
		}),
		{numRuns: 80, endOnFailure: true},
	);
});

test('Home leaves a page of a file that another program wrote, none of one that says a name twice or is formatted otherwise', async t => {
	const {write, hasPage, store, file, place} = world(t);
	await write(fileOf(manyRows()));
	const text = fs.readFileSync(file, 'utf8');
	const readByHome = async (next: string): Promise<boolean> => {
		fs.rmSync(place, {force: true});
		fs.writeFileSync(file, next);
		const past = new Date(Date.now() - 5000);
		fs.utimesSync(file, past, past);
		const whole = await store.readBeside();
		assert.ok(whole.ok);
		await nextTurn();
		await nextTurn();
		return hasPage();
	};
	assert.ok(await readByHome(text));
	const [first = ''] = /\n\t\t"c0000": \{[\s\S]*?\n\t\t\},/.exec(text) ?? [];
	assert.ok(!(await readByHome(text.replace(first, first + first.replace('"Pat', '"Not Pat')))));
	assert.ok(
		!(await readByHome(
			text.replace(
				'\n\t"drafts"',
				`\n\t"connections": {},\n\t"connections": {${first.slice(0, -1)}\n\t},\n\t"drafts"`,
			),
		)),
	);
	assert.ok(!(await readByHome(JSON.stringify(JSON.parse(text)))));
	assert.ok(await readByHome(text));
});

test('Home does not write a page again that is of the file as it is, though it has fewer rows than a page can have', async t => {
	const {write, store, place} = world(t);
	const more = Array.from({length: 100}, (_none, index) => sampleConnection({linkName: `d${index}`}));
	for (const rows of [manyRows(), [...manyRows(), ...more]]) {
		await write(fileOf(rows));
		const before = fs.statSync(place, {bigint: true}).mtimeNs;
		assert.ok((await store.readBeside()).ok);
		await nextTurn();
		await nextTurn();
		assert.equal(fs.statSync(place, {bigint: true}).mtimeNs, before, `${rows.length} rows`);
	}
});

test('what stands in the place of the page keeps nothing from being written or read', async t => {
	const {place, store, preview} = world(t);
	fs.mkdirSync(place);
	for (const file of [fileOf(manyRows()), emptyFile, fileOf(manyRows())])
		assert.ok((await store.update(() => ok(file))).ok);
	assert.equal((await preview()).total, 150);
	assert.ok((await store.readBeside()).ok);
});

test('a file that has become short has no page beside it', async t => {
	const {write, place} = world(t);
	await write(fileOf(manyRows()));
	assert.ok(fs.existsSync(place));
	await write(fileOf(manyRows().slice(0, 3)));
	assert.ok(!fs.existsSync(place));
});
