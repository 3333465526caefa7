import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {designed} from './states/frames.js';
import {drawGallery} from './states/gallery.js';

test('docs/screens.md shows every frame of the design as the program draws it now', () => {
	const page = drawGallery();
	const count = Object.entries(designed).flatMap(([, sizes]) => [...sizes]).length;
	assert.equal(page.match(/^```text$/gm)?.length, count);
	const saved = readFileSync(new URL('../../docs/screens.md', import.meta.url), 'utf8');
	assert.ok(saved === page, 'docs/screens.md is old; run "npm run pictures" and look at what it changed');
});
