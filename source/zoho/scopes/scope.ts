import {parseJson, trimWhile} from '../text.js';

/** What stands between scopes. Zoho documents the comma; a space works too; Sigma offers all three. */
export type ScopeDelimiter = 'comma' | 'space' | 'plus';

const shape =
	/^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9_]*)*(?:\.[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)+)?$/;

/**
 * Whether a text has the form of a scope: `Service.group.OPERATION`, where the group may hold dots, down to one part
 * (`openid`). Only a form: whether it exists, Zoho alone knows.
 *
 * Source: zoho.com/crm/developer/docs/api/v8/scopes.html, and all scopes that Zoho's pages print (`CREATE-UPDATE`
 * of Campaigns is the one with a hyphen).
 */
export const isScopeShaped = (scope: string): boolean => scope.length <= 200 && shape.test(scope);

/** Percent-decodes ASCII only, so that no input can be malformed; `%` itself never belongs to a scope. */
export const decodeAscii = (text: string): string =>
	text.replace(/%([0-7][0-9a-f])/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const scopeParameter = /(?:^|[^a-z_.])scope=([^&#]*)/giu;
/** An address, a query or a label with `scope=` in it, up to its end. */
export const withParameter = /(?:^|\s)(?:\S*?[^a-z_.\s])?scope=[^&#]*(?:[&#]\S*)?/giu;
export const scopeLabel = /(^|[\s{,"'])scopes?["']?\s*[:=](?!\/)/giu;
const edge = /[.:=\-–—−]/u;

export const withoutInvisible = (text: string): string =>
	text.replace(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '');

/** What two scopes that mean the same have in common. Case counts everywhere but at Zoho (RFC 6749 section 3.3). */
const keyOf = (scope: string, isZoho: boolean): string => (isZoho ? scope.toLowerCase() : scope);

/** Drops what repeats an earlier one; order and first spelling stay. */
export const uniqueScopes = (scopes: readonly string[], isZoho = true): readonly string[] => {
	const seen = new Map<string, string>();
	for (const scope of scopes) {
		const key = keyOf(scope, isZoho);
		if (!seen.has(key)) seen.set(key, scope);
	}
	return [...seen.values()];
};

export const piecesOf = (text: string): readonly string[] =>
	text
		.split(/[\s\p{Z}\p{Cc},;+|"'`´‘’“”„‟«»‹›()[\]{}<>*•·▪▫◦‣⁃●○■□►▸✓✔，、；＋]+/u)
		.map(piece => trimWhile(piece, edge))
		.filter(piece => /\p{L}/u.test(piece));

/**
 * The values of every `scope=`, where every word is meant as a scope, and what stands between. There may be a sentence: of that only
 * words with a dot that can be a scope count.
 */
export const piecesAround = (text: string, canBeScope: (piece: string) => boolean): readonly string[] => {
	const beside = (some: string): readonly string[] =>
		piecesOf(some).filter(piece => piece.includes('.') && canBeScope(piece));
	const pieces: string[] = [];
	let from = 0;
	for (const match of text.matchAll(withParameter)) {
		pieces.push(...beside(text.slice(from, match.index)));
		for (const [, value = ''] of match[0].matchAll(scopeParameter)) pieces.push(...piecesOf(value));
		from = match.index + match[0].length;
	}
	return [...pieces, ...beside(text.slice(from))];
};

/**
 * Scopes out of anything that can be pasted: a list with commas, spaces, plus signs or new lines, bullets, quotes,
 * brackets (JSON), numbers, a sentence's last dot, or a URL or query string with a `scope` parameter, of which the
 * rest is left out; scopes beside it are not. Order is kept, repetitions (without regard to case) are dropped, nothing is judged by its form.
 */
export const parseScopes = (text: string): readonly string[] => {
	// The field starts empty, and a first frame that compiles no pattern is a millisecond sooner.
	if (text === '') return [];
	// Twice: addresses are pasted out of other addresses.
	const decoded = decodeAscii(decodeAscii(withoutInvisible(text)));
	return uniqueScopes(
		decoded.search(withParameter) === -1
			? piecesOf(decoded.replace(scopeLabel, '$1'))
			: piecesAround(decoded, isScopeShaped),
	);
};

/** RFC 6749 section 3.3: printable ASCII without blank, quote and backslash. */
const scopeToken = /^[\u0021\u0023-\u005B\u005D-\u007E]+$/;

/** Whether another server than Zoho may have a scope like this. */
export const isScopeToken = (scope: string): boolean => scopeToken.test(scope);

/** The texts of a JSON list; undefined for anything else. */
const listedTexts = (text: string): readonly string[] | undefined => {
	if (!text.trimStart().startsWith('[')) return undefined;
	const list = parseJson(text);
	return Array.isArray(list) && list.every(item => typeof item === 'string') ? list : undefined;
};

/**
 * Scopes of any other server, each as it is written, whatever legal characters it has (`patient/*.read`, `a(b)`). Blanks
 * separate, and commas, because a list on a command line has them; a list in JSON counts as one.
 */
export const parseOtherScopes = (text: string): readonly string[] => {
	const texts = listedTexts(text) ?? [withoutInvisible(text)];
	return uniqueScopes(
		texts.flatMap(piece => piece.split(/[\s\p{Z},]+/u)).filter(piece => piece !== ''),
		false,
	);
};

/** The last parts that scopes have, in lower case. */
export const operations: ReadonlySet<string> = new Set([
	...['all', 'read', 'create', 'update', 'delete', 'write', 'create-update', 'custom'],
	...['execute', 'produce', 'terminate'],
]);

/** Which operations an operation stands for; CRM v6 calls WRITE an alias for CREATE, UPDATE and DELETE. */
const included: Readonly<Record<string, readonly string[]>> = {
	write: ['create', 'update', 'delete', 'create-update'],
	'create-update': ['create', 'update'],
};

type ScopeParts = {
	readonly service: string;
	readonly group: readonly string[];
	readonly operation: string | undefined;
};

const partsOf = (scope: string): ScopeParts => {
	const [service = '', ...rest] = scope.toLowerCase().split('.');
	const last = rest.at(-1);
	return last !== undefined && operations.has(last)
		? {service, group: rest.slice(0, -1), operation: last}
		: {service, group: rest, operation: undefined};
};

const coversOperation = (granted: string, needed: string | undefined): boolean =>
	granted === 'all' ||
	granted === needed ||
	(needed !== undefined && (included[granted]?.includes(needed) ?? false));

/**
 * Whether one granted scope allows what a needed one names: the same scope, ALL for each operation, WRITE for
 * CREATE, UPDATE and DELETE, `X.fullaccess.all` for everything of service X, and a parent group for the groups below
 * it (`ZohoCRM.modules.ALL` for `ZohoCRM.modules.leads.READ`). Case does not count.
 *
 * Source: www.zoho.com/crm/developer/docs/api/v8/scopes.html, …/v6/select-api-scopes.html.
 */
export const scopeCovers = (granted: string, needed: string): boolean => {
	if (granted.toLowerCase() === needed.toLowerCase()) return true;
	const has = partsOf(granted);
	const wants = partsOf(needed);
	if (has.service !== wants.service || has.operation === undefined || has.group.length === 0) return false;
	if (has.group[0] === 'fullaccess') return has.operation === 'all' && wants.group.length > 0;
	const isWithin = has.group.every((part, index) => part === wants.group[index]);
	return isWithin && coversOperation(has.operation, wants.operation);
};

/** Whether one of the granted scopes allows what a needed one names. */
export const isCovered = (needed: string, granted: readonly string[]): boolean =>
	granted.some(has => scopeCovers(has, needed));

/** The scopes of one list that do not stand in another, word for word. */
export const scopesWithout = (
	scopes: readonly string[],
	others: readonly string[],
	isZoho = true,
): readonly string[] => {
	const known = new Set(others.map(scope => keyOf(scope, isZoho)));
	return uniqueScopes(scopes, isZoho).filter(scope => !known.has(keyOf(scope, isZoho)));
};

/**
 * The requested scopes that are neither granted nor covered by what is granted, spelt as requested: Zoho drops scopes silently now and
 * then. That one scope covers another is known of Zoho's only.
 */
export const missingScopes = (
	requested: readonly string[],
	granted: readonly string[],
	isZoho = true,
): readonly string[] =>
	uniqueScopes(requested, isZoho).filter(scope =>
		isZoho ? !isCovered(scope, granted) : !granted.includes(scope),
	);
