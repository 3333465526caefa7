import assert from 'node:assert/strict';
import {SourceMap} from 'node:module';
import {test} from 'node:test';
import {runInNewContext, Script} from 'node:vm';
import * as esbuild from 'esbuild';
import {quickerCode} from '../../build/quicken.js';

const source = `
const twice = (number: number) => number * 2;
const later = async (number: number) => [number].map(one => twice(one));
const chain = (a: number) => (b: number) => (c: number) => a + b + c;
class Counter {
	static make = () => new Counter();
	get name() { return (() => 'counter')(); }
	add(number: number) { return ((other: number) => number + other)(1); }
}
const object = {method(this: {base: number}) { return this.base; }, base: 7, get got() { return 8; }, named: function () { return 9; }};
const text = \`line one
\${[1, 2].map(number => number + 1).join()}\`;
globalThis.result = {
	twice: twice(4), chain: chain(1)(2)(3), name: Counter.make().name, add: Counter.make().add(2),
	method: object.method(), got: object.got, named: object.named(), text, called: twice.name, asynchronous: later.constructor.name,
};
globalThis.where = [/[·…]/.test('…'), 'here it is'];
`;

const built = async () => {
	const {outputFiles} = await esbuild.build({
		stdin: {contents: source, loader: 'ts', sourcefile: 'source.ts'},
		minify: true,
		write: false,
		sourcemap: 'external',
		outfile: 'out.js',
		format: 'cjs',
	});
	const [map, code] = outputFiles;
	assert.ok(map && code);
	return {code: code.text, map: map.text};
};

/** As if every function were called. */
const all = (code: string): ReadonlySet<number> => new Set(code.split('').keys());

const run = (code: string): unknown => {
	const world: {result?: unknown} = {};
	runInNewContext(code, Object.assign(world, {globalThis: world}));
	return JSON.parse(JSON.stringify(world.result));
};

test('the code does the same, methods and getters included', async () => {
	const {code, map} = await built();
	const made = quickerCode(code, map, all(code));
	assert.notEqual(made.code, code);
	assert.deepEqual(run(made.code), run(code));
	const written = made.code.replace(String.raw`[\u00b7\u2026]`, '[·…]');
	assert.equal(written.replaceAll(/[()]/g, ''), code.replaceAll(/[()]/g, ''));
});

test('V8 keeps what the functions compile to, those within others too', () => {
	const functions = Array.from(
		{length: 40},
		(_none, index) => `var f${index}=(a,b)=>[a,b].map(one=>({one,of:a+b+${index}}))`,
	);
	const code = functions.join(';');
	const map = JSON.stringify({version: 3, sources: [], names: [], mappings: ''});
	const kept = (text: string): number => new Script(text).createCachedData().length;
	assert.ok(kept(quickerCode(code, map, all(code)).code) > 2 * kept(code));
});

test('what is not called is left as it is', () => {
	const code = 'var called=()=>()=>1,never=()=>2;called()';
	const map = JSON.stringify({version: 3, sources: [], names: [], mappings: ''});
	const made = quickerCode(code, map, new Set([code.indexOf('()')]));
	assert.equal(made.code, 'var called=(()=>()=>1),never=()=>2;called()');
	assert.equal(quickerCode(code, map, new Set()).code, code);
});

test('a regular expression means the same in ASCII', () => {
	const code =
		'globalThis.result=[/^[·…–]+$/.test("\\u2026\\xB7"),"\\u{1F600}".match(/^[😀]$/u)?.length,/[😀]/v.test("\\u{1F601}")]';
	const map = JSON.stringify({version: 3, sources: [], names: [], mappings: ''});
	const made = quickerCode(code, map);
	assert.match(made.code, /^[\0-\x7F]+$/);
	assert.deepEqual(run(made.code), [true, 1, false]);
	assert.deepEqual(run(made.code), run(code));
});

test('its map leads to the same places', async () => {
	const {code, map} = await built();
	const made = quickerCode(code, map, all(code));
	const place = (text: string, ofMap: string) => {
		const before = text.slice(0, text.indexOf('"here it is"')).split('\n');
		const entry = new SourceMap(JSON.parse(ofMap)).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
		assert.ok('originalLine' in entry);
		return [entry.originalLine, entry.originalColumn];
	};
	assert.deepEqual(place(made.code, made.map), place(code, map));
});
