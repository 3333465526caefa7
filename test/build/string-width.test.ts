import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {patchPlugin} from '../../build/plugins/patch.js';
import {unicodePatches} from '../../build/plugins/unicode.js';
import {bundleText, stringWidthFiles, temporaryFile} from './bundled.js';
import {anyText, hardTexts} from './texts.js';

type Options = {readonly ambiguousIsNarrow?: boolean; readonly countAnsiEscapeCodes?: boolean};
type StringWidth = (text: string, options?: Options) => number;

const patches = unicodePatches
	.filter(patch => patch.package === 'string-width')
	.map(patch => ({...patch, isOptional: true}));

const everyOption: readonly Options[] = [
	{},
	{ambiguousIsNarrow: false},
	{countAnsiEscapeCodes: true},
	{ambiguousIsNarrow: false, countAnsiEscapeCodes: true},
];

for (const [owner, file] of Object.entries(stringWidthFiles)) {
	const code = await bundleText(`export {default} from ${JSON.stringify(file)};`, [
		patchPlugin('string-width', patches),
	]);
	const {default: patched}: {default: StringWidth} = await import(temporaryFile('patched.mjs', code));
	const {default: original}: {default: StringWidth} = await import(file);

	const compare = (text: string): void => {
		for (const options of everyOption)
			assert.equal(patched(text, options), original(text, options), JSON.stringify({text, options}));
	};

	test(`string-width of ${owner}: hard texts are as wide as in the library`, () => {
		for (const text of hardTexts) compare(text);
	});

	test(`string-width of ${owner}: every UTF-16 unit, alone and between letters`, () => {
		for (let unit = 0; unit <= 0xff_ff; unit++) {
			const text = String.fromCharCode(unit);
			const wide = {ambiguousIsNarrow: false};
			assert.equal(patched(text, wide), original(text, wide), `U+${unit.toString(16)}`);
			assert.equal(patched(`a${text}b`), original(`a${text}b`), `U+${unit.toString(16)}`);
		}
	});

	test(`string-width of ${owner}: any text`, () => {
		fc.assert(fc.property(anyText, compare), {numRuns: 2000});
	});
}
