import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {globSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {testEnvironment} from '../helpers/environment.js';
import {temporaryDirectory} from '../helpers/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a file that ends the process of the tests with 0 fails them, and one that does not does not', t => {
	const folder = temporaryDirectory(t);
	const runWith = (body: string) => {
		const file = path.join(folder, 'one.test.mjs');
		writeFileSync(file, `import {test} from 'node:test'; test('one', () => {${body}});`);
		const imports = ['--import', 'tsx', '--import', './test/helpers/to-the-end.ts'];
		return spawnSync(process.execPath, [...imports, '--test', '--test-isolation=none', file], {
			cwd: root,
			env: testEnvironment(folder),
			encoding: 'utf8',
		});
	};
	const ended = runWith('process.exit(0)');
	assert.deepEqual([ended.status, /before their end/.test(ended.stderr)], [1, true]);
	const whole = runWith('');
	assert.deepEqual([whole.status, whole.stderr], [0, '']);
});

test('what is done before or after each test is that of a suite: outside of one it would be done for the tests of all files', () => {
	const files = globSync('test/**/*.{ts,tsx}', {cwd: root});
	const offenders = files.filter(file => {
		const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
		const hooks = lines.filter(line => /\b(?:before|after)Each\(/.test(line));
		return hooks.some(line => !line.startsWith('\t') || !/\.test\.tsx?$/.test(file));
	});
	assert.ok(files.length > 100);
	assert.deepEqual(offenders, []);
});
