/** Names and values by turns, as Node gives and undici takes them. */
export type RawHeaders = readonly string[];

/** Of one connection between two programs alone (RFC 9110 section 7.6.1). */
const hopByHop = [
	'connection',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
	'http2-settings',
];

/**
 * What of a request is not for the API: how it came to this door, what proves who may use it, and what would make another
 * method of the one that was judged.
 */
const notForApi: ReadonlySet<string> = new Set([
	...hopByHop,
	...['authorization', 'cookie', 'host', 'expect', 'origin', 'referer', 'forwarded', 'via', 'x-real-ip'],
	...['x-http-method-override', 'x-http-method', 'x-method-override'],
]);
const notForApiBeginnings = ['x-zconn-', 'x-forwarded-', 'sec-', 'proxy-'];

/** What of an answer is not for the program: sessions of the API's host, and what is for browsers. */
const notForProgram: ReadonlySet<string> = new Set([
	...hopByHop,
	...['set-cookie', 'set-cookie2', 'alt-svc', 'strict-transport-security', 'clear-site-data', 'location'],
]);

export const pairsOf = (raw: RawHeaders): ReadonlyArray<readonly [string, string]> => {
	const pairs: [string, string][] = [];
	for (let index = 0; index + 1 < raw.length; index += 2)
		pairs.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
	return pairs;
};

/** Headers that `Connection` names are of that connection too. */
const namedByConnection = (pairs: ReadonlyArray<readonly [string, string]>): ReadonlySet<string> =>
	new Set(
		pairs
			.filter(([name]) => name === 'connection')
			.flatMap(([, value]) => value.split(',').map(word => word.trim().toLowerCase())),
	);

export type Additions = {
	/** Undefined where the token travels in the address. */
	readonly authorization: string | undefined;
	/** What the product insists on, or what is usual; the program's own counts. */
	readonly accept: string | undefined;
	readonly userAgent: string;
	readonly organization: readonly [string, string] | undefined;
};

/**
 * The headers of a request for the API: those of the program that are meant for it, with the Authorization of the connection
 * instead of its own. @param key what must not leave this machine, wherever it stands
 */
export const headersForApi = (raw: RawHeaders, key: string, added: Additions): readonly string[] => {
	const pairs = pairsOf(raw);
	const named = namedByConnection(pairs);
	const kept = pairs.filter(
		([name, value]) =>
			!notForApi.has(name) &&
			!named.has(name) &&
			!notForApiBeginnings.some(beginning => name.startsWith(beginning)) &&
			!value.includes(key),
	);
	const has = (wanted: string): boolean => kept.some(([name]) => name === wanted.toLowerCase());
	const more: (readonly [string, string])[] = [];
	if (added.authorization !== undefined) more.push(['authorization', added.authorization]);
	if (added.accept !== undefined && !has('accept')) more.push(['accept', added.accept]);
	if (!has('user-agent')) more.push(['user-agent', added.userAgent]);
	if (added.organization && !has(added.organization[0])) more.push(added.organization);
	return [...kept, ...more].flat();
};

/**
 * The headers of an answer for the program. Whatever would show it the token is left out, and so is what lets a web page read it.
 *
 * @param location where a redirect leads, as seen from this door
 */
export const headersForProgram = (
	headers: Readonly<Record<string, string | string[] | undefined>>,
	token: string,
	location: string | undefined,
): Record<string, string | string[]> => {
	const named = namedByConnection([['connection', String(headers.connection ?? '')]]);
	const kept: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		if (value === undefined || notForProgram.has(lower) || named.has(lower)) continue;
		if (lower.startsWith('access-control-') || lower.startsWith('x-zconn-')) continue;
		if ([value].flat().some(text => text.includes(token))) continue;
		kept[lower] = value;
	}
	return location === undefined || location.includes(token) ? kept : {...kept, location};
};
