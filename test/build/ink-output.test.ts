import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {bundleText, root, temporaryFile} from './bundled.js';

const entry = `export {frames} from ${JSON.stringify(join(root, 'test/build/trees.tsx'))};`;

const framesOf = async (how: 'quick' | 'untouched'): Promise<readonly string[]> => {
	const {frames}: {frames: readonly string[]} = await import(
		temporaryFile(`${how}.mjs`, await bundleText(entry, how))
	);
	return frames;
};

test('Ink in our bundle draws what the untouched library draws', async t => {
	const before = process.env.FORCE_COLOR;
	process.env.FORCE_COLOR = '3';
	t.after(() => {
		if (before === undefined) delete process.env.FORCE_COLOR;
		else process.env.FORCE_COLOR = before;
	});
	const [ours, theirs] = [await framesOf('quick'), await framesOf('untouched')];
	assert.ok(theirs.length > 90);
	assert.ok(theirs.some(frame => frame.includes('\u001B[36m')));
	for (const [index, frame] of theirs.entries()) assert.equal(ours[index], frame, `tree ${index}`);
});
