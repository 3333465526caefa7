import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {pairsOf, type RawHeaders} from './headers.js';
import {fromWebPage, keyMissing, oddMethod, oddRequest, unknownName} from './refusals.js';

/** What is known of a request before its body. */
export type Head = {
	readonly method: string;
	/** As it stands in the request line. */
	readonly target: string;
	readonly rawHeaders: RawHeaders;
};

/** What a request has to fit. */
export type Door = {
	readonly port: number;
	readonly names: readonly string[];
	/** Compares in constant time. */
	readonly isKey: (text: string) => boolean;
};

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export type Target = {
	readonly linkName: string;
	/** A path, or an address where the host was named. */
	readonly path: string;
	readonly product: string | undefined;
	/** What stands before a path of the same host, as seen from here: `/zoho`, `/zoho/~desk`. */
	readonly base: string;
};

const hostsOf = (port: number): readonly string[] =>
	['127.0.0.1', 'localhost', '[::1]'].flatMap(host => (port === 80 ? [host] : []).concat(`${host}:${port}`));

const schemes = /^(?:Bearer|Zoho-oauthtoken)[ ]+(\S+)$/i;

/** The request's own header, or the one that every client can send; SDKs of Zoho write their own scheme into it. */
const keysIn = (values: (name: string) => readonly string[]): readonly string[] => [
	...values('x-zconn-key'),
	...values('authorization').flatMap(value => schemes.exec(value)?.slice(1) ?? []),
];

/** Two readings of where a request ends are two requests. Node's parser refuses most of it; what counts is not left to it alone. */
const whyOddFraming = (method: string, values: (name: string) => readonly string[]): string | undefined => {
	const lengths = values('content-length');
	const codings = values('transfer-encoding');
	if (lengths.length > 1 || lengths.some(text => !/^\d{1,15}$/.test(text)))
		return 'Its length is not given once, as a number.';
	if (codings.length > 1 || codings.some(text => text.toLowerCase() !== 'chunked'))
		return 'Its transfer coding is another one than "chunked".';
	if (lengths.length > 0 && codings.length > 0) return 'Its length is given in two ways.';
	const hasBody = codings.length > 0 || lengths.some(text => Number(text) > 0);
	return hasBody && withoutBody.has(method) ? `A ${method} has no body.` : undefined;
};

/** Why a request does not come in, in an order that tells a stranger nothing but that there is a key. */
export const whyNotIn = ({method, rawHeaders}: Head, {port, isKey}: Door): Refusal | undefined => {
	const pairs = pairsOf(rawHeaders);
	const values = (wanted: string): readonly string[] =>
		pairs.flatMap(([name, value]) => (name === wanted ? [value.trim()] : []));
	const [key, ...more] = keysIn(values);
	if (key === undefined || more.some(other => other !== key) || !isKey(key)) return keyMissing;
	const hosts = values('host');
	const isOurHost = hosts.length === 1 && hostsOf(port).includes(hosts[0]?.toLowerCase() ?? '');
	const isOfPage = values('origin').length > 0 || values('sec-fetch-site').length > 0;
	if (!isOurHost || isOfPage) return fromWebPage;
	if (!methods.has(method)) return oddMethod(method);
	const odd = whyOddFraming(method, values);
	return odd === undefined ? undefined : oddRequest(odd);
};

/** Printable ASCII without what a URL parser would change: `"<>\^`{|}` and the fragment. */
const plainTarget = /^\/[!$-;=?-[\]_a-z~]*$/;

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)(?::\d+)?$/i;

/** `~desk` names a product, `~download.zoho.com` a host. */
const choice = (word: string, path: string): Pick<Target, 'path' | 'product'> => {
	if (!/[.:]|^localhost$/.test(word)) return {path, product: word};
	return {path: `${loopback.test(word) ? 'http' : 'https'}://${word}${path}`, product: undefined};
};

/**
 * Reads `/LINKNAME/path?query`, `/LINKNAME/~PRODUCT/path` and `/LINKNAME/~HOST/path`. Refuses whatever two servers could read in two
 * ways: whole addresses, dots that lead up, two slashes, and slashes, dots and backslashes that are encoded, once or twice.
 */
export const readTarget = (target: string, names: readonly string[]): Result<Target> => {
	const [path = '', ...query] = target.split('?');
	if (!plainTarget.test(target)) {
		return refused(
			oddRequest('It names a whole address, or has characters in its path that have to be encoded.'),
		);
	}
	const isOdd = /\/\/|\\|;|%(?:25)*(?:2f|5c|2e|00|0a|0d|3b)|%(?![0-9a-f]{2})|\/\.{1,2}(?:\/|$)/i.test(path);
	if (isOdd) {
		return refused(
			oddRequest(
				'Servers read its path in different ways (two slashes, dots that lead up, a semicolon, or such characters encoded).',
			),
		);
	}
	const [, linkName = '', ...parts] = path.split('/');
	if (!names.includes(linkName)) return refused(unknownName(linkName, names));
	const search = query.length > 0 ? `?${query.join('?')}` : '';
	const [first = ''] = parts;
	if (!first.startsWith('~'))
		return ok({linkName, path: `/${parts.join('/')}${search}`, product: undefined, base: `/${linkName}`});
	const rest = `/${parts.slice(1).join('/')}${search}`;
	return ok({linkName, ...choice(first.slice(1), rest), base: `/${linkName}/${first}`});
};
