import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {SourceMap} from 'node:module';
import {join} from 'node:path';

/** Where a piece of code comes from, by its map: the source as the map names it, and a reader of the line. */
export const originalPosition = (code: string, map: string, piece: string) => {
	const index = code.indexOf(piece);
	assert.ok(index >= 0, piece);
	const before = code.slice(0, index).split('\n');
	const found = new SourceMap(JSON.parse(map)).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
	assert.ok('originalSource' in found, `the map knows nothing of ${piece}`);
	return {
		source: found.originalSource,
		/** @param root the folder two above the chunks */
		line: (root: string): string =>
			readFileSync(join(root, 'dist/chunks', found.originalSource), 'utf8').split('\n')[found.originalLine] ??
			'',
	};
};
