import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import type {Metafile} from 'esbuild';
import {checkBudgets, checkDoor} from '../../build/budget.js';
import {chunksReachedBy, inputsOf, packagesIn} from '../../build/metafile.js';
import {entry, library, metafileName, outputFolder, root} from '../../build/program.js';
import {helpText} from '../../source/program/parser.js';
import {behindDoor, ensureBuilt} from '../helpers/program.js';
import {originalPosition} from './maps.js';

ensureBuilt();

const dist = join(root, outputFolder);
const metafile: Metafile = JSON.parse(readFileSync(join(dist, metafileName), 'utf8'));
const scripts = globSync('**/*.{js,mjs}', {cwd: dist}).map(path => ({
	path,
	text: readFileSync(join(dist, path), 'utf8'),
}));

const outputsWith = (name: string): readonly string[] =>
	Object.keys(metafile.outputs).filter(path => packagesIn(metafile, [path]).includes(name));

const textOf = (name: string): string => readFileSync(join(behindDoor(), name), 'utf8');

test('the program keeps its budgets', () => {
	assert.deepEqual(checkBudgets(metafile), []);
	assert.deepEqual(checkDoor(metafile, entry), []);
});

test('what is big is in one file only', () => {
	for (const name of ['ink', 'react', 'yoga-layout', 'undici', 'conf', 'commander', 'hono'])
		assert.equal(outputsWith(name).length, 1, `${name}: ${outputsWith(name).join(', ')}`);
});

test('a hot source is in its own file and in no other', () => {
	for (const path of ['program/main', 'commands/token', 'commands/wizard/screen']) {
		const source = `source/${path}.ts`;
		const homes = Object.keys(metafile.outputs).filter(path => inputsOf(metafile, [path]).includes(source));
		assert.deepEqual(homes, [`dist/chunks/${path.replaceAll('/', '-')}.js`]);
	}
});

test('the prepared help is in the first file behind the door', () => {
	const main = textOf('program-main.js');
	const lines = helpText()
		.split('\n')
		.filter(line => /^[ \w:;<>[\],.-]+$/.test(line));
	assert.ok(lines.length > 20);
	for (const line of lines) assert.ok(main.includes(line), line);
});

test('no file holds what only concerns making the package', () => {
	for (const {path, text} of scripts) assert.doesNotMatch(text, /devDependencies|allowScripts/, path);
});

test('whatever is opened exists', () => {
	const reached = new Set([entry, library].flatMap(door => chunksReachedBy(metafile, door)));
	for (const path of reached)
		for (const {path: target, external} of metafile.outputs[path]?.imports ?? [])
			if (!external) reached.add(target);
	const scripts = Object.keys(metafile.outputs).filter(path => /\.m?js$/.test(path));
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
	for (const {path, text} of scripts) if (path.endsWith('.js')) assert.match(text, /^[\0-\x7F]*$/, path);
});

test('of the functions in the files before a first frame those are compiled along with them that it calls', () => {
	const parameters = String.raw`(?:\(\)|\(\w[\w,]*\)|\w+)=>`;
	for (const name of ['first-frame.js', 'commands-wizard-opening.js', 'commands-home.js']) {
		const count = (before: string) => textOf(name).match(new RegExp(before + parameters, 'g'))?.length ?? 0;
		const [called, others] = [count(String.raw`=\(`), count(String.raw`[ ,]\w+=`)];
		assert.ok(called > 30 && others > 30, `${name}: ${called} and ${others}`);
	}
});
