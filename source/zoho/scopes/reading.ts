import prefixes from '../products/prefixes.json' with {type: 'json'};
import {parseJson} from '../text.js';
import {
	decodeAscii,
	isScopeShaped,
	operations,
	piecesAround,
	piecesOf,
	scopeLabel,
	uniqueScopes,
	withoutInvisible,
	withParameter,
} from './scope.js';

export type ScopeReading = {
	/** In the order of the text, none twice. */
	readonly scopes: readonly string[];
	/** Words that stand where scopes do and can be none. */
	readonly leftOut: readonly string[];
};

const nothing: ScopeReading = {scopes: [], leftOut: []};

/** Scopes of one part: OpenID Connect's. */
const openId = new Set(['openid', 'email', 'profile', 'phone', 'offline_access', 'address']);
const known = new Set(prefixes);

/** Endings of hosts and files, which have dots too. No scope has one of them. */
const otherEnding =
	/\.(?:com|eu|in|au|jp|cn|ca|sa|uk|ae|sg|org|net|io|dev|app|html?|json|jsx?|mjs|tsx?|md|txt|csv|ya?ml|py|php|xml|pdf|png|svg)$/i;

const endsWithOperation = (piece: string): boolean =>
	operations.has(piece.slice(piece.lastIndexOf('.') + 1).toLowerCase());

/** Whether a word can be a scope: of a product that is known, or of one that is not, when it ends as scopes do. */
const canBeScope = (piece: string): boolean => {
	if (openId.has(piece.toLowerCase())) return true;
	const parts = piece.split('.');
	if (parts.length < 2 || !isScopeShaped(piece) || otherEnding.test(piece)) return false;
	const isKnown = known.has(parts[0]?.toLowerCase() ?? '');
	return isKnown || (endsWithOperation(piece) && parts.length > 2);
};

/** In a list of nothing else a word with a dot was meant as a scope, unless it is a host or a file. */
const isMeant = (piece: string): boolean =>
	piece.includes('.') && isScopeShaped(piece) && !otherEnding.test(piece);

/** `email` and `profile` are words of sentences; beside nothing but scopes they are scopes. */
const sorted = (pieces: readonly string[]): ScopeReading => {
	const isList = pieces.every(piece => canBeScope(piece) || isMeant(piece));
	const isTaken = (piece: string): boolean =>
		isList || (canBeScope(piece) && (piece.includes('.') || piece.toLowerCase() === 'openid'));
	return {
		scopes: uniqueScopes(pieces.filter(isTaken)),
		leftOut: [...new Set(pieces.filter(piece => !isTaken(piece)))],
	};
};

/** The texts under `scope` and `scopes` of what was parsed, at any depth; those of a list alone are scopes too. */
const textsOfJson = (value: unknown, isScope: boolean, depth = 0): readonly string[] => {
	if (typeof value === 'string') return isScope ? [value] : [];
	if (typeof value !== 'object' || value === null || depth > 8) return [];
	if (Array.isArray(value)) return value.flatMap(item => textsOfJson(item, isScope, depth + 1));
	return Object.entries(value).flatMap(([key, inner]) =>
		textsOfJson(inner, /^scopes?$/i.test(key), depth + 1),
	);
};

const fragment = /["']scopes?["']\s*:\s*(\[[^\]]*\]|"[^"]*"|'[^']*')/giu;

/** What JSON says of scopes, whole (Sigma's "Sample Code") or as a piece of it; undefined where the text is none. */
const scopesInJson = (text: string): string | undefined => {
	if (/^\s*[[{]/.test(text)) {
		const json = parseJson(text);
		const texts = textsOfJson(json, Array.isArray(json));
		if (texts.length > 0) return texts.join(' ');
	}
	// A piece of a file, maybe: what is legible of it is read.
	const found = [...text.matchAll(fragment)].map(([, value = '']) => value);
	return found.length > 0 ? found.join(' ') : undefined;
};

/** Bold and code marks within a word, and a backslash before a sign: `record\_locking`, `ZohoX.y.**READ**`. */
const withoutMarkdown = (text: string): string =>
	text
		.replaceAll(/\\([\\_*.`~|[\]-])/g, '$1')
		.replaceAll(/(?<=[\w.])(?:\*{1,3}|__|`)(?=\.)|(?<=\.)(?:\*{1,3}|__|`)(?=\w)/g, '');

/** A scope with a gap in it is none: `ZohoCRM.modules.{module}.READ`. */
const withGap = /[\w.]*\.[{<[][^}>\]\s]*[}>\]][\w.]*/gu;

/**
 * Scopes of Zoho out of anything that can be pasted: a list with whatever stands between, bullets, a Markdown table, prose,
 * JSON (Sigma's own sample too), an authorize URL, a curl line. What has the form of a scope and a known prefix, or ends as
 * scopes do, is taken, known or not; every other word is left out and named.
 */
export const readScopes = (text: string): ScopeReading => {
	// The field starts empty, and a first frame that compiles no pattern is a millisecond sooner.
	if (text === '') return nothing;
	// Twice: addresses are pasted out of other addresses.
	const decoded = decodeAscii(decodeAscii(withoutInvisible(text)));
	const json = scopesInJson(decoded);
	if (json !== undefined) return sorted(piecesOf(json));
	if (decoded.search(withParameter) !== -1) return sorted(piecesAround(decoded, canBeScope));
	// A sentence may end in a sign that no scope has.
	const plain = withoutMarkdown(decoded)
		.replace(scopeLabel, '$1')
		.replaceAll(/[!?…]+(?=\s|$)/g, ' ');
	const gaps = [...plain.matchAll(withGap)].map(([whole]) => whole);
	const {scopes, leftOut} = sorted(piecesOf(plain.replace(withGap, ' ')));
	return {scopes, leftOut: [...gaps, ...leftOut]};
};

/** Several texts, such as a flag that was given more than once. */
export const readScopeList = (texts: readonly string[]): ScopeReading => {
	const readings = texts.map(readScopes);
	return {
		scopes: uniqueScopes(readings.flatMap(({scopes}) => scopes)),
		leftOut: [...new Set(readings.flatMap(({leftOut}) => leftOut))],
	};
};

const most = 3;

/** What was left out, as one sentence; `''` where nothing was. */
export const leftOutText = ({leftOut}: ScopeReading): string => {
	if (leftOut.length === 0) return '';
	const some = leftOut.slice(0, most).map(word => (word.length > 40 ? `${word.slice(0, 39)}…` : word));
	const more = leftOut.length > most ? ` and ${leftOut.length - most} more` : '';
	return `Left out, because no scope looks like that: ${some.join(', ')}${more}.`;
};
