import {isLoopbackHost, parseSafeUrl} from '../data-center.js';
import {type ServiceUrls, urlKeys} from '../service-urls.js';

/** What of a service of another server decides where its tokens may go. */
export type TokenPlaces = ServiceUrls & {
	readonly userinfoUrl?: string | undefined;
	/** `host` or `host:port`, in lower case. */
	readonly allowedHosts?: readonly string[] | undefined;
};

/** A host as it is compared. On this machine every program has a port of its own, so there the port always counts. */
export const hostOf = (url: URL): string =>
	isLoopbackHost(url.hostname)
		? `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
		: url.host;

/**
 * `host` or `host:port` as it is compared; undefined for what is neither. Without a port it means that of https; on this machine the port has
 * to be named.
 */
export const readHost = (text: string): string | undefined => {
	const asked = text.trim().toLowerCase();
	if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.test(asked)) return undefined;
	const here = parseSafeUrl(`http://${asked}`);
	if (here) return /:\d+$/.test(asked) ? hostOf(here) : undefined;
	return parseSafeUrl(`https://${asked}`)?.host;
};

/** A list as it is typed: separated by commas or blanks. */
export const hostsIn = (text: string): readonly string[] => [
	...new Set(text.split(/[\s,]+/).flatMap(word => (word === '' ? [] : [readHost(word) ?? word]))),
];

/** Every host, with its port where that is not the usual one, that tokens of a service may go to. */
export const tokenHosts = ({allowedHosts = [], userinfoUrl, ...urls}: TokenPlaces): readonly string[] => [
	...new Set([
		...[...urlKeys.map(key => urls[key]), userinfoUrl ?? '']
			.flatMap(url => parseSafeUrl(url) ?? [])
			.map(hostOf),
		...allowedHosts,
	]),
];
