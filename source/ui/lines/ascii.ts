import type {FrameParts} from './frame.js';
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
	'–': '-',
	'—': '-',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
};

export const asciiText = (text: string): string =>
	text.replace(/[→←↑↓│›…·–—‘’“”]/g, character => replacements[character] ?? character);

/** Our own typography in ASCII. What a person or Zoho wrote stays: a name is not ours to spell. */
export const asciiLine = (row: Line): Line => ({
	...row,
	spans: row.spans.map(asciiSpan),
	...(row.after ? {after: row.after.map(asciiSpan)} : {}),
});

const asciiSpan = (part: Span): Span => ({...part, text: asciiText(part.text)});

/** A screen for a terminal that is not UTF-8, before it is fitted: some replacements are longer. */
export const inAscii = (parts: FrameParts): FrameParts => ({
	...parts,
	head: parts.head.map(asciiLine),
	title: parts.title.map(asciiLine),
	intro: parts.intro.map(asciiLine),
	body: parts.body.map(asciiLine),
	help: parts.help.map(asciiLine),
	status: parts.status.map(asciiLine),
	...(parts.moreKeys ? {moreKeys: parts.moreKeys.map(asciiLine)} : {}),
	keys: asciiLine(parts.keys),
});

/** How plain lines are written on this terminal. */
export const typographyOf = (
	environment: Readonly<Record<string, string | undefined>>,
): ((text: string) => string) =>
	chooseGlyphs(environment, process.platform).isAscii ? asciiText : text => text;
