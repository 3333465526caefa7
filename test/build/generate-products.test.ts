import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {generateOperations} from '../../build/generate-operations.js';
import {generateProducts} from '../../build/generate-products.js';
import {problemsOf} from '../../build/products/problems.js';
import {type ProductFacts, productFactsSchema} from '../../build/products/schema.js';
import {products} from '../../source/zoho/products/table.js';
import {temporaryDirectory} from '../helpers/temporary.js';

const root = join(import.meta.dirname, '../..');
const centers = ['us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk', 'ae', 'sg'] as const;
const from = {confidence: 'D', source: 'https://www.zoho.com/x'} as const;

/** A row as it is collected, for every product that the table has. */
const facts = (id: string, prefixes: readonly string[]): ProductFacts =>
	productFactsSchema.parse({
		id,
		name: `Zoho ${id}`,
		aliases: [],
		kind: 'product',
		scopePrefixes: {value: prefixes, ...from},
		hostPattern: {value: `${id}.{zoho}`, ...from},
		hostByDataCenter: Object.fromEntries(
			centers.map(center => [center, center === 'us' ? {value: `${id}.zoho.com`, ...from} : null]),
		),
		extraHosts: [],
		segments: {value: [`/${id}`], ...from},
		otherHeaders: {value: {Accept: 'application/json'}, ...from},
		organization: {in: 'header', name: 'orgId', required: true, listedBy: null, ...from},
		probe: {method: 'GET', path: `/${id}/me`, scope: 'A.b.READ', scopeConfidence: 'D', accept: null, ...from},
		refusals: [{cause: 'scopeMissing', status: 401, word: 'NO', at: 'code', ...from}],
		extensionManifest: {value: null, confidence: 'U', source: null},
		completeness: 'complete',
		notes: [],
	});

/** Rows whose words other words are said to be like have to keep them. */
const wordsOf: Readonly<Record<string, ProductFacts['refusals']>> = Object.fromEntries(
	products.map(({id, refusals}) => [
		id,
		refusals.flatMap(({word, cause}) =>
			word === undefined ? [] : [{cause, status: null, word, at: 'code', ...from}],
		),
	]),
);

const all = (): readonly ProductFacts[] =>
	products.map(({id, prefixes}) => ({...facts(id, prefixes), refusals: wordsOf[id] ?? []}));

const files = (t: TestContext, content: unknown, operations: unknown = []) => {
	const folder = temporaryDirectory(t);
	const [source, calls, target] = ['products.json', 'operations.json', 'made'].map(name =>
		join(folder, name),
	);
	assert.ok(source && calls && target);
	mkdirSync(target);
	writeFileSync(source, JSON.stringify(content));
	writeFileSync(calls, JSON.stringify(operations));
	return {source, calls, target, rows: join(target, 'rows.json')};
};

const generate = (t: TestContext, content: unknown, operations: unknown = []) => {
	const {source, calls, target, rows} = files(t, content, operations);
	const script = ['--import', 'tsx', join(root, 'build/generate-products.ts'), source, calls, target];
	const {status, stderr} = spawnSync(process.execPath, script, {cwd: root, encoding: 'utf8'});
	return {status, stderr, rows};
};

test('the same facts make the same table, byte for byte, with hosts, segments and sources', t => {
	const calls = [{service: 'desk', path: '/desk/v1/things'}];
	const [one, other] = [generate(t, all(), calls), files(t, all(), calls)];
	assert.equal(one.status, 0, one.stderr);
	generateProducts(other.source, other.calls, other.target);
	assert.equal(readFileSync(one.rows, 'utf8'), readFileSync(other.rows, 'utf8'));
	const made = JSON.parse(readFileSync(one.rows, 'utf8'));
	const desk = made.products.find(({id}: {id: string}) => id === 'desk');
	assert.deepEqual(desk.host.centers, {us: 'D'});
	assert.equal(made.sources[desk.host.source], 'https://www.zoho.com/x');
	assert.deepEqual(desk.segments, ['/desk']);
	assert.equal(desk.accept, 'application/json');
});

test('what cannot be right is named, and nothing is written', t => {
	const [first, ...others] = all();
	assert.ok(first);
	const rows: readonly (readonly [string, readonly ProductFacts[], RegExp])[] = [
		['twice', [first, ...all()], /product books is there twice/],
		[
			'no host',
			[{...first, hostByDataCenter: {...first.hostByDataCenter, us: {value: 'a b', ...from}}}, ...others],
			/books has no host in us: a b/,
		],
		[
			'no source',
			[{...first, segments: {...first.segments, source: null}}, ...others],
			/books has a fact without a source/,
		],
		['a service is missing', others, /service books of the scope catalogue has no row/],
		[
			'another prefix',
			[{...first, scopePrefixes: {value: ['Other'], ...from}}, ...others],
			/does not have the prefix ZohoBooks/,
		],
	];
	for (const [name, content, says] of rows) assert.match(problemsOf(content).join('\n'), says, name);
	const made = generate(t, [first, ...all()]);
	assert.equal(made.status, 1);
	assert.match(made.stderr, /cannot be used:\s+product books is there twice/);
	assert.equal(existsSync(made.rows), false);
	const bad = files(t, [{...first, segments: {value: ['no slash'], ...from}}, ...others]);
	assert.throws(() => generateProducts(bad.source, bad.calls, bad.target), /must begin with a slash/);
});

test('calls that cannot be right are named too', t => {
	const folder = temporaryDirectory(t);
	const [source, target] = [join(folder, 'operations.json'), join(folder, 'made.json')];
	const call = {
		service: 'books',
		method: 'GET',
		path: '/books/v3/x',
		scopes: [['ZohoBooks.x.READ']],
		title: 'x',
		confidence: 'D',
	};
	const write = (content: unknown) => writeFileSync(source, JSON.stringify(content));
	for (const [content, says] of [
		[[call, {...call, path: '/books/v3/X'}], /is there twice/],
		[[{...call, service: 'bokks'}], /there is no such product/],
		[[{...call, scopes: [['a b']]}], /a b is no scope/],
		[[{...call, path: '/books/v3/{x'}], /a brace is alone/],
		[[{...call, select: 'y'}], /selects by what it lacks/],
		[[{...call, path: 'books'}], /must be a path/],
		[[{...call, method: 'LOOK'}], /method/],
	] as const) {
		write(content);
		assert.throws(() => generateOperations(source, target), says);
		assert.equal(existsSync(target), false);
	}
	write([call]);
	const script = ['--import', 'tsx', join(root, 'build/generate-operations.ts'), source, target];
	assert.equal(spawnSync(process.execPath, script, {cwd: root}).status, 0);
	assert.match(readFileSync(target, 'utf8'), /GET\\t\/books\/v3\/x\\t0\\tD\\tx/);
});
