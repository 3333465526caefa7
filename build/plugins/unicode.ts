import {type Patch, patchPlugin} from './patch.js';
import {importFrom} from './runtime-file.js';

const segmenterImport = importFrom('{LazySegmenter}', 'lazy-segmenter');
const plainTextImport = importFrom('{isPlainText}', 'plain-text');
const plainRowsImport = importFrom('{isPlainStyled, plainRows}', 'plain-rows');

const lazySegmenter = (packageName: string, file: string, construction: string): Patch => ({
	package: packageName,
	file,
	prepend: segmenterImport,
	replacements: [{find: construction, replace: 'new LazySegmenter()'}],
});

/** The width of plain text, by East Asian width alone, which is looked up in ordinary arrays. */
const plainWidth = `if (isPlainText(string)) {
		let plainWidth = 0;
		const plainOptions = {ambiguousAsWide: !ambiguousIsNarrow};
		for (let index = 0; index < string.length; index++) {
			plainWidth += eastAsianWidth(string.charCodeAt(index), plainOptions);
		}

		return plainWidth;
	}

	`;

/** string-width 8, which Ink and its helpers measure with. */
const stringWidth8: Patch = {
	package: 'string-width',
	file: 'index.js',
	sha256: 'abc20775da6b552188b098688ebec671e29f5416d6339d3534bb7b016174003e',
	prepend: segmenterImport + plainTextImport,
	replacements: [
		{find: 'new Intl.Segmenter()', replace: 'new LazySegmenter()'},
		{
			find: 'let width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};',
			replace: `${plainWidth}let width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};`,
		},
	],
	lazyConstants: {
		visibleCharacterRegex: 2,
		spacingMarkRegex: 1,
		rgiEmojiRegex: 1,
		extendedPictographicRegex: 1,
	},
};

/** string-width 9, which the program's own views measure with. */
const stringWidth9: Patch = {
	package: 'string-width',
	file: 'index.js',
	sha256: 'a27ae068893613ed731ff795d1db247c76e6f0fac810e47b460f9006c9e67d02',
	isOptional: true,
	prepend: segmenterImport + plainTextImport,
	replacements: [
		{find: 'new Intl.Segmenter()', replace: 'new LazySegmenter()'},
		{
			find: '// Count the initial printable ASCII directly, keeping its last character as a possible grapheme base.\n',
			replace: plainWidth,
		},
	],
	lazyConstants: {
		prependedConcatenationMarksRegex: 1,
		visibleCharacterRegex: 3,
		emojiPrefixRegex: 2,
		textPresentationEmojiRegex: 1,
		emojiZwjSequenceRegex: 2,
	},
};

/** `\p{Control}` is two fixed ranges, by the stability policy of Unicode; written out it needs no tables. */
const inkPatches: readonly Patch[] = [
	{
		package: 'ink',
		file: 'build/sanitize-ansi.js',
		prepend: plainTextImport + plainRowsImport,
		replacements: [
			{
				// Nothing is stripped from plain text with simple styles, and no mark of it begins behind one.
				find: 'if (!hasAnsiControlCharacters(text)) {',
				replace: 'if (isPlainStyled(text)) return text;\n    if (!hasAnsiControlCharacters(text)) {',
			},
			{find: String.raw`/(?![\t\n])\p{Control}/gu`, replace: String.raw`/[\0-\x08\x0b-\x1f\x7f-\x9f]/g`},
			{
				find: "leadingMarksRegex.exec(value)?.[0] ?? ''",
				replace: "isPlainText(value.charAt(0)) ? '' : (leadingMarksRegex.exec(value)?.[0] ?? '')",
			},
		],
		lazyConstants: {leadingMarksRegex: 1},
	},
	{
		package: 'ink',
		file: 'build/line-update.js',
		prepend: segmenterImport,
		replacements: [
			{find: "new Intl.Segmenter(undefined, { granularity: 'grapheme' })", replace: 'new LazySegmenter()'},
			{find: String.raw`/\p{Control}/u`, replace: String.raw`/[\0-\x1f\x7f-\x9f]/`},
		],
	},
	{
		package: 'ink',
		file: 'build/output.js',
		prepend: plainTextImport + plainRowsImport,
		replacements: [
			{
				find: '    get() {\n',
				replace:
					"    get() {\n        const plain = plainRows(this.operations, this.height);\n        if (plain) return {output: plain.join('\\n'), height: plain.length};\n",
			},
			{
				find: String.raw`character => !/^\p{Default_Ignorable_Code_Point}+$/u.test(character.value)`,
				replace: String.raw`character => character.value === '\n' || isPlainText(character.value) || !/^\p{Default_Ignorable_Code_Point}+$/u.test(character.value)`,
			},
		],
	},
	{
		package: 'ink',
		file: 'build/parse-keypress.js',
		replacements: [
			{
				// The expression takes Escape and one code point; anything longer need not ask it.
				find: 'metaKeyCodeRe.exec(s)',
				replace: String.raw`s.length < 4 && s[0] === '\x1b' && s[1] !== '[' && metaKeyCodeRe.exec(s)`,
			},
		],
		lazyConstants: {metaKeyCodeRe: 1},
	},
];

export const unicodePatches: readonly Patch[] = [
	stringWidth8,
	stringWidth9,
	lazySegmenter('wrap-ansi', 'index.js', 'new Intl.Segmenter()'),
	lazySegmenter('slice-ansi', 'tokenize-ansi.js', "new Intl.Segmenter(undefined, {granularity: 'grapheme'})"),
	lazySegmenter(
		'@alcalzone/ansi-tokenize',
		'build/tokenize.js',
		'new Intl.Segmenter(undefined, { granularity: "grapheme" })',
	),
	...inkPatches,
];

/** Keeps Unicode's tables (ICU) out of the start: nothing of them is made before a text needs them. */
export const unicodePlugin = patchPlugin('unicode-on-demand', unicodePatches);

/** The same for what measures text and has no Ink in it. */
export const textWidthPlugin = patchPlugin('text-width', [stringWidth9]);
