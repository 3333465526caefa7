import type {DataCenter} from '../data-center.js';

/** `/delugeauth/callback` everywhere, on hosts of the Deluge runtime. */
const callbackHosts: ReadonlyMap<string, readonly string[]> = new Map([
	['us', ['deluge.zoho.com']],
	// Two sources name different hosts for Europe; both are registered, for one that is not used does no harm.
	['eu', ['dre.zoho.eu', 'deluge.zoho.eu']],
	// Both are in public use.
	['in', ['deluge.zoho.in', 'dre.zoho.in']],
	['au', ['dre.zoho.com.au']],
	['cn', ['dre.zoho.com.cn']],
	['jp', ['dre.zoho.jp']],
	['ca', ['dre.zohocloud.ca']],
]);

/** Where Sigma has been seen: Canada, Saudi Arabia and the others are named nowhere. */
const sigmaHosts: ReadonlyMap<string, string> = new Map([
	['us', 'https://sigma.zoho.com'],
	['eu', 'https://sigma.zoho.eu'],
	['in', 'https://sigma.zoho.in'],
	['au', 'https://sigma.zoho.com.au'],
	['cn', 'https://sigma.zoho.com.cn'],
	['jp', 'https://sigma.zoho.jp'],
]);

type Center = Pick<DataCenter, 'id' | 'sigma'>;

/**
 * Sigma's own callback URLs in a data center, for people who will also create the connection inside Sigma. Empty
 * where none is known (Saudi Arabia, United Kingdom, United Arab Emirates, Singapore): the address of the consent page
 * bears it then, and a guessed one would be worse than none.
 *
 * Source: the "Custom connections" pages of Zoho Books and Zoho Invoice; public code.
 */
export const sigmaCallbackUrls = ({id, sigma}: Center): readonly string[] =>
	sigma === undefined
		? (callbackHosts.get(id) ?? []).map(host => `https://${host}/delugeauth/callback`)
		: [`${sigma}/delugeauth/callback`];

/** Where Sigma is opened: that of the data center, of the United States where none is known, as Zoho's own tool does. */
export const sigmaAddress = (center: Center | undefined): string =>
	center?.sigma ?? sigmaHosts.get(center?.id ?? 'us') ?? 'https://sigma.zoho.com';

/** Whether a data center has a Sigma of its own on this machine. */
export const isPracticeSigma = (center: Center | undefined): boolean => center?.sigma !== undefined;
