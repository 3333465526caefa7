import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {drawPictures} from './pictures.js';

const folder = join(import.meta.dirname, '../../docs/images');
const mend = 'run "npm run pictures" and look at what it changed';

test('the pictures of the docs are what the built program draws', async () => {
	const pictures = await drawPictures();
	assert.deepEqual(readdirSync(folder).toSorted(), Object.keys(pictures).toSorted(), mend);
	for (const [name, svg] of Object.entries(pictures))
		assert.ok(readFileSync(join(folder, name), 'utf8') === svg, `docs/images/${name} is old; ${mend}`);
});
