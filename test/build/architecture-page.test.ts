import assert from 'node:assert/strict';
import {existsSync, globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from '../../build/program.js';

test('every file and folder of the sources that a page for developers names is there', () => {
	const pages = ['CONTRIBUTING.md', 'docs/architecture.md', ...globSync('docs/decisions/*.md', {cwd: root})];
	const named = pages.flatMap(page =>
		[...readFileSync(join(root, page), 'utf8').matchAll(/`((?:source|test|build)\/[^`\s]*)`/g)].map(
			([, path = '']) => ({page, path}),
		),
	);
	assert.ok(named.length > 40);
	const gone = named.filter(({path}) => {
		if (/NAME|STEP/.test(path)) return false;
		return path.includes('*') ? globSync(path, {cwd: root}).length === 0 : !existsSync(join(root, path));
	});
	assert.deepEqual(gone, []);
});
