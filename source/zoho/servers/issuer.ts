import {parseSafeUrl} from '../data-center.js';

const wellKnown = /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)\/?$/;

/**
 * The issuers that a typed address may mean, the likeliest first: the address of the metadata stands for its issuer, and a slash at the
 * end is easily lost or added. Empty for no safe address.
 */
export const issuersMeant = (typed: string): readonly URL[] => {
	const url = parseSafeUrl(typed.trim().replace(wellKnown, ''));
	if (url?.search !== '' || url.hash !== '') return [];
	if (url.pathname === '/') return [url];
	const other = new URL(url);
	other.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
	return [url, other];
};
