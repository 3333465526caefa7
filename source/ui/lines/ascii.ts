import {chooseGlyphs} from './glyphs.js';
import type {Line, Span} from './line.js';

const replacements: Readonly<Record<string, string>> = {
	'→': '->',
	'←': '<-',
	'↑': '^',
	'↓': 'v',
	'│': '|',
	'›': '>',
	'…': '...',
	'·': '-',
	'×': 'x',
	'–': '-',
	'—': '-',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
};

export const asciiText = (text: string): string =>
	text.replace(/[→←↑↓│›…·×–—‘’“”]/g, character => replacements[character] ?? character);

/** Our own typography in ASCII. What a person or Zoho wrote stays: a name is not ours to spell. */
export const asciiLine = (row: Line): Line => ({
	...row,
	spans: row.spans.map(asciiSpan),
	...(row.after ? {after: row.after.map(asciiSpan)} : {}),
});

const asciiSpan = (part: Span): Span => ({...part, text: asciiText(part.text)});

/** How plain lines are written on this terminal. */
export const typographyOf = (
	environment: Readonly<Record<string, string | undefined>>,
): ((text: string) => string) =>
	chooseGlyphs(environment, process.platform).isAscii ? asciiText : text => text;
