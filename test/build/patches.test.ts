import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {quickStartPlugins} from '../../build/bundle.js';
import {applyPatch, type Patch, patchPlugin} from '../../build/plugins/patch.js';
import {unicodePatches} from '../../build/plugins/unicode.js';
import {devToolsPatches} from '../../build/plugins/without-dev-tools.js';
import {unusedPatches} from '../../build/plugins/without-unused.js';
import {splitYoga} from '../../build/plugins/yoga.js';
import {bundleText, root, stringWidthFiles} from './bundled.js';

const yogaFile = join(root, 'node_modules/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js');

const sourceOf = ({package: name, file, isOptional}: Patch): string => {
	if (name === 'string-width') return readFileSync(stringWidthFiles[isOptional ? 'own' : 'ink'], 'utf8');
	return readFileSync(join(root, 'node_modules', name, file), 'utf8');
};

for (const patch of [...unicodePatches, ...devToolsPatches, ...unusedPatches]) {
	const where = `${patch.package}/${patch.file}${patch.isOptional ? ' (own)' : ''}`;

	test(`${where} takes its patch`, () => {
		assert.notEqual(applyPatch(sourceOf(patch), patch), sourceOf(patch));
	});

	test(`${where} in another shape fails the build`, () => {
		const source = sourceOf(patch);
		for (const {find} of patch.replacements) {
			const changed = source.replace(find, () => `${find.slice(0, -1)}/* changed */${find.slice(-1)}`);
			assert.throws(() => applyPatch(changed, patch), /expected|has changed/);
			assert.throws(() => applyPatch(`${source}\n${find}`, patch), /expected|has changed/);
		}
		for (const name of Object.keys(patch.lazyConstants ?? {}))
			assert.throws(() => applyPatch(`${source}\n${name};`, patch), /expected|has changed/);
	});
}

test('a constant made lazy is made once, at its first use', () => {
	const patch: Patch = {package: 'p', file: 'f', replacements: [], lazyConstants: {expensive: 2}};
	const source = 'let made = 0;\nconst expensive = {number: ++made};\nconst before = made;\n';
	const run = new Function(
		`${applyPatch(`${source}const sum = expensive.number + expensive.number;`, patch)}\nreturn [before, sum, made];`,
	);
	assert.deepEqual(run(), [0, 2, 1]);
});

test('a name is not taken for the constant inside a longer one, a string or a property', () => {
	const patch: Patch = {package: 'p', file: 'f', replacements: [], lazyConstants: {mark: 1}};
	const patched = applyPatch("const mark = 1;\nuse(mark, marks, bookmark, a.mark, 'mark');", patch);
	assert.match(patched, /use\(mark\(\), marks, bookmark, a\.mark, 'mark'\);/);
});

test('another WebAssembly binary in Yoga fails the build', () => {
	const source = readFileSync(yogaFile, 'utf8');
	assert.throws(() => splitYoga(source.replace('AGFzbQEAAAAB', 'AGFzbQEAAAAC')), /binary has changed/);
	assert.throws(() => splitYoga(source.replace('loadYoga || {};', 'loadYoga||{};')), /expected 1/);
	assert.throws(() => splitYoga(source.replace('h.instantiateWasm', 'h.startWasm')), /expected 1/);
});

test('Yoga keeps all of its binary', () => {
	const {contents, binary} = splitYoga(readFileSync(yogaFile, 'utf8'));
	assert.deepEqual([...binary.subarray(0, 4)], [0, ...Buffer.from('asm')]);
	assert.ok(binary.length > 70_000);
	assert.ok(contents.length < 60_000);
});

test('a patched file that the bundle does not reach fails the build', async () => {
	const patch: Patch = {package: 'ink', file: 'build/gone.js', replacements: []};
	await assert.rejects(
		bundleText('export {};', [patchPlugin('test', [patch])]),
		/gone\.js is not in the bundle/,
	);
	await bundleText('export {};', [patchPlugin('test', [{...patch, isOptional: true}])]);
});

test('each step of the quick start fails a build without Ink, so none can be lost unseen', async () => {
	for (const plugin of quickStartPlugins.filter(({name}) => name !== 'builtins'))
		await assert.rejects(bundleText('export {};', [plugin]), /is not in the bundle/, plugin.name);
});
