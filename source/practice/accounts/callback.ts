import type {AuthRequest} from '../consents.js';
import type {Code} from '../state.js';
import {dataCenterOf, type World} from '../world.js';

type Target = Pick<AuthRequest, 'redirectUri' | 'state'>;

const encode = (pairs: readonly (readonly [string, string | undefined])[]): string =>
	pairs
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
		.join('&');

/** Adds a query to a redirect URI as it is registered, letter for letter. */
const withQuery = (uri: string, query: string): string => `${uri}${uri.includes('?') ? '&' : '?'}${query}`;

/**
 * Where the browser goes after *Accept*: `code`, `location`, the URL-encoded `accounts-server` of the data center
 * where the person lives, and `state` unchanged
 * (zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html).
 */
export const successUrl = (world: World, target: Target, code: Code): string => {
	const {faults} = world.state;
	const query = encode([
		['code', code.code],
		['location', code.dataCenter],
		[
			'accounts-server',
			faults['forge-accounts-server']
				? 'https://accounts.evil.example'
				: dataCenterOf(world, code.dataCenter).accounts,
		],
		['state', faults['wrong-state'] ? 'practice-wrong-state' : target.state],
	]);
	return withQuery(target.redirectUri, `${query}${faults['callback-trailing-ampersand'] ? '&' : ''}`);
};

/** Where the browser goes after *Reject*, or when there were too many codes. */
export const deniedUrl = (world: World, target: Target): string =>
	withQuery(
		target.redirectUri,
		encode([
			['error', 'access_denied'],
			['state', world.state.faults['wrong-state'] ? 'practice-wrong-state' : target.state],
		]),
	);

/**
 * Where the browser goes after further scopes were accepted for an existing refresh token, or not. Zoho's page on it
 * (zoho.com/accounts/protocol/oauth/incremental-auth/scope-enhance-request.html) knows of no state here.
 */
export const enhancedUrl = (redirectUri: string, isAccepted: boolean): string =>
	withQuery(redirectUri, isAccepted ? 'status=success&scope_enhanced=true' : 'error=access_denied');
