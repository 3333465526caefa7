/** Whether a redirect URL is registered: what Zoho's page shows, or that it shows neither. */
export type Registered = 'registered' | 'missing' | 'unclear';

type Answer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/** The address that is asked, signed out: an authorization request that goes no further. */
export const redirectCheckUrl = (
	accounts: string,
	asked: {readonly clientId: string; readonly redirectUri: string; readonly scope: string},
): string => {
	const url = new URL('/oauth/v2/auth', accounts);
	url.search = new URLSearchParams({
		response_type: 'code',
		client_id: asked.clientId,
		scope: asked.scope,
		redirect_uri: asked.redirectUri,
	}).toString();
	return url.href;
};

const isSignIn = (text: string, accounts: string): boolean => {
	const url = URL.canParse(text, accounts) ? new URL(text, accounts) : undefined;
	return url?.origin === new URL(accounts).origin && /\/signin|\/sign-in/i.test(url.pathname);
};

const titleOf = (body: string): string => /<title[^>]*>([^<]{0,300})/i.exec(body)?.[1] ?? '';

/**
 * Reads what Zoho's authorize page answers to a visitor who is not signed in. *Invalid Redirect Uri* says that the URL is not registered; the page to sign
 * in, or the way there, comes only after the client and its URL were accepted. Every other answer (an unknown client, a proxy's page, a
 * page of another language) says nothing about the URL.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/authorization.html names the errors; that they are pages is observed.
 *
 * @param accounts origin that was asked
 */
export const readRedirectAnswer = ({status, headers, body}: Answer, accounts: string): Registered => {
	const place = headers.location;
	const words = `${place === undefined ? '' : decodeSafely(place)} ${body}`;
	if (/invalid[\s_+-]*redirect[\s_+-]*ur[il]/i.test(words)) return 'missing';
	if (status >= 500 || status === 429) return 'unclear';
	if (place !== undefined) return isSignIn(place, accounts) ? 'registered' : 'unclear';
	return status === 200 && /\bsign[\s-]?in\b/i.test(titleOf(body)) ? 'registered' : 'unclear';
};

const decodeSafely = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};
