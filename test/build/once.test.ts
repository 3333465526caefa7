import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as esbuild from 'esbuild';
import {commonOptions} from '../../build/bundle.js';
import {reactPlugin} from '../../build/plugins/react.js';
import {sameFolders, samePackagesPlugin} from '../../build/plugins/same-packages.js';
import {bundleText, root, temporaryFile} from './bundled.js';

test('React imported in any form is one React, made a module once', async () => {
	const code = await bundleText(
		`
		import React, {useState} from 'react';
		import * as all from 'react';
		const required = require('react');
		export const found = [React.useState === useState, all.useState === useState, required === React,
			typeof React.version, React.noSuchName === undefined];
	`,
		[reactPlugin],
	);
	const {found}: {found: readonly unknown[]} = await import(temporaryFile('found.mjs', code));
	assert.deepEqual(found, [true, true, true, 'string', true]);
});

test('a name that React does not have fails the build', async () => {
	await assert.rejects(
		bundleText("import {useNothing} from 'react';\nuseNothing();", [reactPlugin]),
		/No matching export.*useNothing/s,
	);
});

test('only copies of the same version are the same', () => {
	const packages = {
		'': {version: '1.0.0'},
		'node_modules/a': {version: '1.0.0'},
		'node_modules/b/node_modules/a': {version: '1.0.0'},
		'node_modules/@c/d/node_modules/a': {version: '2.0.0'},
		'node_modules/e/node_modules/@c/d': {version: '1.0.0'},
		'node_modules/f/node_modules/@c/d': {version: '1.0.0'},
		'node_modules/g': {},
	};
	assert.deepEqual(
		[...sameFolders({packages})],
		[
			['node_modules/b/node_modules/a', 'node_modules/a'],
			['node_modules/f/node_modules/@c/d', 'node_modules/e/node_modules/@c/d'],
		],
	);
});

test('no package is in the bundle of Ink twice in one version', async () => {
	const {metafile} = await esbuild.build({
		...commonOptions,
		absWorkingDir: root,
		stdin: {contents: "import 'ink';", resolveDir: root, loader: 'js'},
		outfile: 'out.mjs',
		external: ['react-devtools-core'],
		plugins: [samePackagesPlugin],
	});
	const widths = Object.keys(metafile.inputs).filter(path => path.endsWith('string-width/index.js'));
	assert.equal(widths.length, 1, widths.join(' '));
});
