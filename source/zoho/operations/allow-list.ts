import {ok, type Refusal, type Result, refused, wrongUse} from '../refusal.js';

/** One rule of an allow-list: methods, and a pattern of paths. */
export type AllowRule = {
	/** Undefined for any method. */
	readonly methods: ReadonlySet<string> | undefined;
	readonly parts: readonly string[];
};

const wrongRule = (text: string): Refusal =>
	wrongUse(
		`This rule is not understood: ${text}`,
		'It is a method (several with commas, or none for all) and a path; * stands for one part of it, ** for any number of parts.',
		"For example: --allow 'GET /books/**'",
	);

const partsOf = (path: string): readonly string[] => path.split('/').slice(1);

/**
 * Reads rules such as `GET /books/**`, `GET,POST /crm/v8/Leads/*` or `/books/v3/contacts`. Refuses what is not one: a rule
 * that allows less or more than its author meant is worse than none.
 */
export const readAllowList = (texts: readonly string[]): Result<readonly AllowRule[]> => {
	const rules: AllowRule[] = [];
	for (const text of texts) {
		const [, methods = '*', path = ''] = /^(?:([A-Za-z,]+|\*)\s+)?(\/\S*)$/.exec(text.trim()) ?? [];
		const isOdd = path === '' || /[?#\\%]|\/\/|\*\*[^/]|[^/]\*\*/.test(path);
		const named = methods.toUpperCase().split(',');
		if (isOdd || named.includes('')) return refused(wrongRule(text));
		rules.push({methods: methods === '*' ? undefined : new Set(named), parts: partsOf(path)});
	}
	return ok(rules);
};

/** `*` within a part stands for any characters of it. Compared without a regular expression: no pattern can be slow. */
const fitsPart = (pattern: string, part: string): boolean => {
	const [first = '', ...pieces] = pattern.split('*');
	if (pieces.length === 0) return pattern === part;
	const last = pieces.pop() ?? '';
	if (!part.startsWith(first) || !part.endsWith(last) || part.length < first.length + last.length)
		return false;
	const end = part.length - last.length;
	let at = first.length;
	for (const piece of pieces) {
		const found = part.indexOf(piece, at);
		if (found < 0 || found + piece.length > end) return false;
		at = found + piece.length;
	}
	return part !== '';
};

/** Each row of the table says to which places of the path the pattern so far can lead. */
const fitsPath = (pattern: readonly string[], path: readonly string[]): boolean => {
	let ends = new Set([0]);
	for (const part of pattern) {
		const next = new Set<number>();
		for (const at of ends) {
			if (part === '**') for (let to = at; to <= path.length; to += 1) next.add(to);
			else if (at < path.length && fitsPart(part, path[at] ?? '')) next.add(at + 1);
		}
		ends = next;
	}
	return ends.has(path.length);
};

const unreserved = /%(?:2d|2e|5f|7e|3\d|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])/gi;

/**
 * A path as every server reads it, for comparison with rules; undefined where servers differ: encoded slashes, dots that lead
 * up, path parameters (`..;`), two slashes, and what is encoded twice.
 *
 * @param pathname of a URL, which has resolved plain dots already
 */
export const plainPath = (pathname: string): string | undefined => {
	const path = pathname.replaceAll(unreserved, found =>
		String.fromCharCode(Number.parseInt(found.slice(1), 16)),
	);
	const isOdd = /%(?:2f|5c|3b|25|00|0a|0d)|[;\\]|\/\/|\/\.{1,2}(?:\/|$)|%(?![0-9a-f]{2})/i.test(path);
	return isOdd ? undefined : path;
};

/** Whether one of the rules has the call; without rules every call is allowed. HEAD reads what GET reads. @param path as `plainPath` gives it */
export const isAllowed = (rules: readonly AllowRule[], method: string, path: string): boolean => {
	const parts = partsOf(path);
	return (
		rules.length === 0 ||
		rules.some(
			({methods, parts: pattern}) =>
				(methods === undefined || methods.has(method) || (method === 'HEAD' && methods.has('GET'))) &&
				fitsPath(pattern, parts),
		)
	);
};
