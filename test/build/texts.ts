import * as fc from 'fast-check';

/** Texts that measuring and cutting go wrong with. */
export const hardTexts: readonly string[] = [
	'',
	'plain ASCII',
	'Grüße, Đặng, Ελλάδα, Привет',
	'❯ ● ○ ◉ ✔ ✖ … — “quoted” → ↑ ─│┌┐',
	'👨‍👩‍👧‍👦 family',
	'👩🏽‍🚀👋🏿',
	'🇮🇳🇺🇸🇯🇵',
	'🇮',
	'1️⃣#️⃣*⃣',
	'❤️ ❤ ☀️☀︎ ⌚⌚︎',
	'日本語テキスト、カタカナ。',
	'ガギ ハ゜ ｶﾞ ﾊﾟ',
	'한국어 한글 ᄒ\u1161',
	'e\u0301 a\u0308\u0301 o\u20dd',
	'हिन्दी क्षत्रिय नमस्ते',
	'தமிழ் ไทยคำ ລາວ',
	'العربية \u0600123 עברית',
	'\u200b\u200d\u2060\ufeff\u00ad\u034f',
	'\u0000\u0007\b\t\n\r\r\n\u007f\u0085',
	'\u2028\u2029',
	'\ud83d alone \ude00',
	'\u001b[31mred\u001b[39m \u001b[38;2;1;2;3mtrue\u001b[0m',
	'\u001b]8;;https://www.zoho.com\u0007link\u001b]8;;\u0007',
	'\u009b32mC1\u009b0m',
	'wide\u3000space ｆｕｌｌ ﹏ ￥',
	'𝒳𝒴 🀄 𠀀 🫠 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
	'¡§¨ª°±´¶·¸º¼½¾¿×÷',
];

const pieces = fc.oneof(
	fc.constantFrom(...hardTexts),
	fc.string({unit: 'grapheme'}),
	fc.string({unit: 'binary'}),
	fc.string({unit: 'grapheme-ascii'}),
	fc.integer({min: 0, max: 0xff_ff}).map(unit => String.fromCharCode(unit)),
	fc.integer({min: 0, max: 0x2_ff_ff}).map(point => String.fromCodePoint(point)),
);

/** Any text, often a mixture of hard ones. */
export const anyText = fc.array(pieces, {maxLength: 6}).map(parts => parts.join(''));
