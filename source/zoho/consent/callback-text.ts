import {isCodeShaped} from '../client.js';
import {trimWhile, withoutEscapes} from '../text.js';

/** What a pasted or received text is, before anything in it is believed. */
export type CallbackText =
	| {readonly kind: 'empty'}
	| {readonly kind: 'bare'; readonly text: string}
	| {
			readonly kind: 'parameters';
			readonly parameters: URLSearchParams;
			/** Lower-case host and path of the address; empty for a query string alone. */
			readonly host: string;
			readonly path: string;
	  };

/** The longest code and what stands around it; longer texts are no callbacks. */
const maximumLength = 40_000;

const ampersands: ReadonlyArray<readonly [RegExp, string]> = [
	[/&(?:amp|#38|#x26);/giu, '&'],
	[/&(?:quot|#34|#x22|lt|gt|#60|#62);/giu, ''],
	// Shells' way to write an address: \? \& \=
	[/\\(?=[?&=%#:/.])/gu, ''],
];

const wrapping = /[<>"'`´‘’“”„‟«»‹›()[\]{}|,;]/u;

/**
 * A terminal breaks long lines, chat programs add invisible characters: neither belongs to an address, so white
 * space of every kind goes, inside too.
 */
const undirty = (text: string): string => {
	let clean = withoutEscapes(text.slice(0, maximumLength)).replace(
		/[\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}]/gu,
		'',
	);
	for (const [pattern, replacement] of ampersands) clean = clean.replace(pattern, replacement);
	return trimWhile(clean, wrapping);
};

/** `code: 1000.…`, `"code":"1000.…"`: what stands before a code where it was copied. `code=` is a query without its state. */
const label = /^["'{[]*[a-z][a-z _-]{0,30}["']?:["']?(?=\d{3,5}\.)/iu;

/** Marks of a comment, which people put before a line that they keep. */
const comment = /^(?:\/\/|#)+/u;

/** The code in a command line of curl that would exchange it. */
const codeOfCurl = (text: string): string | undefined =>
	/^[$>%#]?\s?curl(?:\.exe)?\s/iu.test(text.trimStart())
		? /(?:^|[\s"'&?])code=([^\s"'&\\]{1,8192})/u.exec(text)?.[1]
		: undefined;

/** The address in "Redirected to: http://localhost…"; an address after a `=` is a parameter's value instead. */
const addressIn = (text: string): string => /^[^=?&]*?(https?:\/\/.*)$/isu.exec(text)?.[1] ?? text;

const withoutFragment = (text: string): string => text.split('#', 1)[0] ?? '';

const readUrl = (text: string): CallbackText => {
	const bare = withoutFragment(text);
	const start = bare.indexOf('?');
	const query = start === -1 ? '' : bare.slice(start + 1);
	const address = start === -1 ? bare : bare.slice(0, start);
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return {
		kind: 'parameters',
		parameters: new URLSearchParams(query),
		host: url?.hostname ?? '',
		path: url?.pathname ?? '',
	};
};

/**
 * Tells an address, a query string (with or without `?`, a path before it or only the tail after `code=`) and a bare
 * code apart, after taking off quotes, brackets, line breaks, escape sequences, HTML entities, a fragment and a
 * trailing `&`. Judges nothing.
 */
export const readCallbackText = (dirty: string): CallbackText => {
	const ofCurl = codeOfCurl(dirty.slice(0, maximumLength));
	if (ofCurl !== undefined)
		return {kind: 'bare', text: decodeURIComponent(ofCurl.replace(/%(?![0-9a-f]{2})/giu, '%25'))};
	const text = addressIn(undirty(dirty)).replace(comment, '');
	if (text === '') return {kind: 'empty'};
	if (/^https?:\/\//iu.test(text)) return readUrl(text);
	const plain = trimWhile(withoutFragment(text), /&/u);
	if (plain === '') return {kind: 'empty'};
	const unlabeled = trimWhile(plain.replace(label, ''), wrapping);
	if (isCodeShaped(unlabeled)) return {kind: 'bare', text: unlabeled};
	if (!plain.includes('=')) return {kind: 'bare', text: trimWhile(plain.replace(/^\?/u, ''), wrapping)};
	const query = plain.slice(plain.indexOf('?') + 1);
	const [first = ''] = query.split('&');
	const whole = isCodeShaped(first) ? `code=${query}` : query;
	return {kind: 'parameters', parameters: new URLSearchParams(whole), host: '', path: ''};
};
