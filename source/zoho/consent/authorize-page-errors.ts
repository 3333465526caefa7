import {readCallbackText} from './callback-text.js';

/**
 * Zoho's error pages at the authorize endpoint, and the browser's own where it cannot come back.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/authorization.html ("Possible errors").
 */
export const authorizePageErrors = [
	{
		/** Kebab-case of Zoho's word. */
		id: 'invalid-client',
		/** What the page says. */
		label: 'Invalid Client',
		remedy:
			'This data center does not know the Client ID. Choose the right data center; else correct the Client ID.',
	},
	{
		id: 'invalid-redirect-uri',
		label: 'Invalid Redirect Uri',
		remedy: 'It is not registered exactly. Copy both redirect URIs into the client again, and press Update.',
	},
	{
		id: 'invalid-scope',
		label: 'Invalid OAuth scope',
		remedy:
			'At least one scope does not exist; the page does not say which. Take out what you typed by hand.',
	},
	{
		id: 'access-denied-in-region',
		label: 'Access denied in your region',
		remedy:
			'Your account is in another data center than the client is enabled for. In the API Console open the client, Settings, and slide its toggle; then press Enter.',
	},
	{
		id: 'unreachable-callback',
		label: "This site can't be reached",
		remedy: 'The browser cannot reach this program. Copy the address out of the browser and paste it here.',
	},
	{
		id: 'general-error',
		label: 'An error occurred',
		remedy:
			'The address is damaged, or Zoho has trouble of its own. Use the short link; if it stays, wait a few minutes.',
	},
	{
		id: 'invalid-response-type',
		label: 'Invalid response type',
		remedy:
			'A part of the address was lost on its way into the browser. Use the short link, or copy the whole address.',
	},
] as const;

/**
 * An error page of Zoho's that never comes back to the terminal, for it is shown in the browser instead of a
 * redirect. Told after some silence: "What do you see in the browser?"
 */
export type AuthorizePageError = (typeof authorizePageErrors)[number];
export type AuthorizePageId = AuthorizePageError['id'];

// Spaces may be gone: a paste into a terminal loses them where an address was expected.
const phrases: ReadonlyArray<readonly [RegExp, AuthorizePageId]> = [
	[/denied[ _+-]*in[ _+-]*your[ _+-]*region/iu, 'access-denied-in-region'],
	[/redirect[ _+-]*ur[il]/iu, 'invalid-redirect-uri'],
	[/scope/iu, 'invalid-scope'],
	[/response[ _+-]*type/iu, 'invalid-response-type'],
	[/invalid[ _+-]*client|client[ _+-]*id/iu, 'invalid-client'],
	[
		/refused|(?:can(?:['’]|no)?t|unable) *(?:to *)?(?:be *reached|reach|connect)|localhost|chrome-?error|problem *loading *page/iu,
		'unreachable-callback',
	],
	[/error *occurred|general[ _+-]*error|\b500\b/iu, 'general-error'],
];

const pageOf = (text: string): AuthorizePageError | undefined => {
	const id = phrases.find(([phrase]) => phrase.test(text))?.[1];
	return authorizePageErrors.find(page => page.id === id);
};

/** Parameters of a consent's own addresses, whose names and values are those of no error. */
const ofRequests: ReadonlySet<string> = new Set([
	...['access_type', 'client_id', 'code', 'code_challenge', 'code_challenge_method', 'prompt'],
	...['redirect_uri', 'response_type', 'scope', 'state'],
]);

/**
 * The page that the user describes, or copies the title or the address of; undefined when none is recognized. An address that holds a
 * code, or asks for one without a word of an error, is none.
 */
export const explainAuthorizePage = (text: string): AuthorizePageError | undefined => {
	const read = readCallbackText(text);
	if (read.kind !== 'parameters') return pageOf(text.slice(0, 5000));
	// A sentence with a "=" in it is no address.
	if (read.host === '' && /\s/u.test(text.trim())) return pageOf(text.slice(0, 5000));
	if (read.host === '' || read.parameters.has('code') || read.path === '/callback') return undefined;
	const words = [...read.parameters].flatMap(([name, value]) => (ofRequests.has(name) ? [] : [value]));
	return pageOf(words.join('\n').slice(0, 5000));
};
