import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {bundleText, temporaryFile} from './bundled.js';

type Parser = {
	readonly push: (chunk: string) => readonly (string | {readonly paste: string})[];
	readonly hasPendingEscape: () => boolean;
	readonly flushPendingEscape: () => string | undefined;
};

const parserOf = async (plugins: 'quick' | 'untouched'): Promise<() => Parser> => {
	const text = await bundleText(
		// The components come along so that every plugin finds what it changes.
		"export {render} from 'ink'; export {createInputParser} from './node_modules/ink/build/input-parser.js';",
		plugins,
	);
	const file = pathToFileURL(temporaryFile('parser.mjs', text)).href;
	const {createInputParser}: {createInputParser: () => Parser} = await import(file);
	return createInputParser;
};

/** What comes of pieces between which so much time goes by that what Ink would not wait for counts as keys. */
const slowly = (parser: Parser, pieces: readonly string[]) =>
	pieces.flatMap(piece => {
		const events = parser.push(piece);
		const flushed = parser.hasPendingEscape() ? parser.flushPendingEscape() : undefined;
		return flushed === undefined ? events : [...events, flushed];
	});

const paste = '\u001B[200~1000.AB\r\nCD\u001B[201~';

test('the mark before a paste may come in pieces, however slowly', async () => {
	const createParser = await parserOf('quick');
	for (let cut = 3; cut < paste.length; cut++)
		assert.deepEqual(
			slowly(createParser(), [paste.slice(0, cut), paste.slice(cut)]),
			[{paste: '1000.AB\r\nCD'}],
			`cut after ${cut}`,
		);
	assert.deepEqual(slowly(createParser(), [paste.slice(0, 3), ...paste.slice(3)]), [
		{paste: '1000.AB\r\nCD'},
	]);
});

test('Ink alone would type it, which is why it is patched', async () => {
	const createParser = await parserOf('untouched');
	assert.notDeepEqual(slowly(createParser(), [paste.slice(0, 3), paste.slice(3)]), [
		{paste: '1000.AB\r\nCD'},
	]);
});

test('Esc alone, Alt with a bracket and unfinished keys are still keys', async () => {
	const createParser = await parserOf('quick');
	for (const pieces of [['\u001B'], ['\u001B['], ['\u001B[1;5'], ['\u001BO'], ['\u001B[3']])
		assert.deepEqual(slowly(createParser(), pieces), pieces);
	// Insert, F9 and Shift+Delete of rxvt begin like the mark.
	for (const key of ['\u001B[2~', '\u001B[20~', '\u001B[2$'])
		for (let cut = 3; cut < key.length; cut++)
			assert.deepEqual(slowly(createParser(), [key.slice(0, cut), key.slice(cut)]), [key]);
});
