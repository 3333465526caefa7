import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {checkBudgets, checkDoor} from '../../build/budget.js';
import type {Bundle} from '../../build/bundle.js';
import {chunksReachedBy, inputsOf, packagesIn} from '../../build/metafile.js';
import {bundleZconn, entry, library, root} from '../../build/program.js';
import {originalPosition} from './maps.js';

const help = 'Usage: zconn, as the test has it\n';
let zconn: Bundle;

before(async () => {
	zconn = await bundleZconn(help);
});

const outputsWith = (name: string): readonly string[] =>
	Object.keys(zconn.metafile.outputs).filter(path => packagesIn(zconn.metafile, [path]).includes(name));

const textOf = (name: string): string => {
	const file = zconn.files.find(({path}) => path.endsWith(`/chunks/${name}`));
	assert.ok(file, name);
	return file.text;
};

test('the program keeps its budgets', () => {
	assert.deepEqual(checkBudgets(zconn.metafile), []);
	assert.deepEqual(checkDoor(zconn.metafile, entry), []);
});

test('what is big is in one file only', () => {
	for (const name of ['ink', 'react', 'yoga-layout', 'undici', 'conf', 'commander', 'hono'])
		assert.equal(outputsWith(name).length, 1, `${name}: ${outputsWith(name).join(', ')}`);
});

test('a hot source is in its own file and in no other', () => {
	for (const path of ['program/main', 'commands/token', 'commands/wizard/screen']) {
		const source = `source/${path}.ts`;
		const homes = Object.keys(zconn.metafile.outputs).filter(path =>
			inputsOf(zconn.metafile, [path]).includes(source),
		);
		assert.deepEqual(homes, [`dist/chunks/${path.replaceAll('/', '-')}.js`]);
	}
});

test('the prepared help is in the first file behind the door', () => {
	assert.ok(textOf('program-main.js').includes(JSON.stringify(help).slice(1, -3)));
});

test('no file holds what only concerns making the package', () => {
	for (const {path, text} of zconn.files)
		if (/\.m?js$/.test(path)) assert.doesNotMatch(text, /devDependencies|allowScripts/, path);
});

test('whatever is opened exists', () => {
	const reached = new Set([entry, library].flatMap(door => chunksReachedBy(zconn.metafile, door)));
	for (const path of reached)
		for (const {path: target, external} of zconn.metafile.outputs[path]?.imports ?? [])
			if (!external) reached.add(target);
	const scripts = Object.keys(zconn.metafile.outputs).filter(path => /\.m?js$/.test(path));
	assert.deepEqual([...reached].toSorted(), scripts.toSorted());
});

test('the map of a hot file leads back to the sources', () => {
	const code = textOf('commands-wizard-opening.js');
	const found = originalPosition(code, textOf('commands-wizard-opening.js.map'), 'Register an OAuth Client');
	assert.match(found.source, /^\.\.\/\.\.\/source\/wizard\/steps\//);
	assert.ok(found.line(root).includes('Register an OAuth Client'), found.source);
});

test('no other module of Node is loaded at once than those that a first frame needs', () => {
	const loadedBy = (name: string) =>
		[...textOf(name).matchAll(/=process\.getBuiltinModule\("node:(.*?)"\)/g)]
			.map(([, module]) => module)
			.sort();
	for (const name of ['program-main.js', 'program-warm.js']) assert.deepEqual(loadedBy(name), ['fs', 'path']);
	assert.deepEqual(loadedBy('first-frame.js'), ['fs', 'path', 'timers/promises', 'tty', 'util']);
});

test('a file of CommonJS is ASCII', () => {
	for (const {path, text} of zconn.files) if (path.endsWith('.js')) assert.match(text, /^[\0-\x7F]*$/, path);
});

test('of the functions in the files before a first frame those are compiled along with them that it calls', () => {
	const parameters = String.raw`(?:\(\)|\(\w[\w,]*\)|\w+)=>`;
	for (const name of ['first-frame.js', 'commands-wizard-opening.js', 'commands-home.js']) {
		const count = (before: string) => textOf(name).match(new RegExp(before + parameters, 'g'))?.length ?? 0;
		const [called, others] = [count(String.raw`=\(`), count(String.raw`[ ,]\w+=`)];
		assert.ok(called > 30 && others > 30, `${name}: ${called} and ${others}`);
	}
});
