import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {collectLicenses} from '../../build/licenses.js';
import {temporaryDirectory} from '../helpers/temporary.js';

const terms = 'Permission is granted, free of charge,\nto keep this notice "as is".';

/** Packages by name, each with the text of its license. */
const install = (packages: Readonly<Record<string, string>>) => {
	const root = temporaryDirectory();
	for (const [name, text] of Object.entries(packages)) {
		const folder = join(root, 'node_modules', name);
		mkdirSync(folder, {recursive: true});
		writeFileSync(join(folder, 'package.json'), JSON.stringify({name, version: '1.0.0', license: 'MIT'}));
		writeFileSync(join(folder, 'LICENSE'), text);
	}
	const inputs = Object.keys(packages).map(name => [
		`node_modules/${name}/index.js`,
		{bytes: 1, imports: []},
	]);
	return collectLicenses({inputs: Object.fromEntries(inputs), outputs: {}}, root);
};

test('a license is there once, with each package under it and everyone whose it is', async () => {
	const text = await install({
		two: `The MIT License (MIT)\n\nCopyright (c) 2020 Second\nCopyright 2021 Third <https://third.example>\n\n${terms}\n`,
		one: `MIT License\n\nCopyright (c) First\n\n${terms.replace('\n', ' ').replaceAll('"', '“')}`,
		own: `Copyright © Fourth\n\n${terms}\nCOPYRIGHT HOLDERS ARE NOT LIABLE.\n`,
	});
	const line = `\n\n${'-'.repeat(72)}\n\n`;
	const [, shared, own, ...none] = text.split(line);
	assert.deepEqual(none, []);
	assert.equal(
		shared,
		[
			'one 1.0.0 (MIT)\nCopyright (c) First',
			'two 1.0.0 (MIT)\nCopyright (c) 2020 Second\nCopyright 2021 Third <https://third.example>',
			'Each of these 2 packages is under this license:',
			'MIT License',
			terms.replace('\n', ' ').replaceAll('"', '“'),
		].join('\n\n'),
	);
	assert.equal(own, `own 1.0.0 (MIT)\n\nCopyright © Fourth\n\n${terms}\nCOPYRIGHT HOLDERS ARE NOT LIABLE.\n`);
});
