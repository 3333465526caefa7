/**
 * An error page of Zoho's that never comes back to the terminal, for it is shown in the browser instead of a
 * redirect. Told after some silence: "What do you see in the browser?"
 */
export type AuthorizePageError = {
	/** Kebab-case of Zoho's word. */
	readonly id: string;
	/** What the page says. */
	readonly label: string;
	readonly cause: string;
	readonly remedy: string;
};

/**
 * Zoho's error pages at the authorize endpoint.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/authorization.html ("Possible errors").
 */
export const authorizePageErrors: readonly AuthorizePageError[] = [
	{
		id: 'invalid-client',
		label: 'Invalid Client',
		cause:
			'The data center that was asked does not know the Client ID, or the account lives where the client is not enabled.',
		remedy:
			"Check the data center first, then the Client ID; enable the data center in the client's Settings.",
	},
	{
		id: 'invalid-redirect-uri',
		label: 'Invalid Redirect Uri',
		cause: 'The redirect URI is not registered to the letter.',
		remedy: 'Copy both redirect URIs into the client once more, press Update, and ask again.',
	},
	{
		id: 'invalid-scope',
		label: 'Invalid OAuth scope',
		cause: 'At least one scope does not exist; the page does not say which.',
		remedy:
			'Go back to the scopes and take out what you typed by hand; zconn scopes WORDS finds the right spelling.',
	},
	{
		id: 'invalid-response-type',
		label: 'Invalid response type',
		cause: 'A part of the address was lost on its way into the browser.',
		remedy: 'Use the short link, or copy the whole address.',
	},
	{
		id: 'general-error',
		label: 'An error occurred',
		cause: 'The address is damaged, or Zoho has trouble of its own.',
		remedy: 'Use the short link; if it stays, try again in some minutes.',
	},
	{
		id: 'access-denied-in-region',
		label: 'Access denied in your region',
		cause: 'The account is in a data center that the client is not enabled for.',
		remedy:
			'Your account is in another data center than the client is enabled for. Open the client in the API Console, Settings, and slide the toggle of your data center; then approve again.',
	},
	{
		id: 'unreachable-callback',
		label: "This site can't be reached",
		cause: 'The browser runs on another machine than this program.',
		remedy: 'Copy the address out of the browser and paste it here.',
	},
];

// Spaces may be gone: a paste into a terminal loses them where an address was expected.
const phrases: ReadonlyArray<readonly [RegExp, string]> = [
	[/denied[ _-]?in[ _-]?your[ _-]?region/iu, 'access-denied-in-region'],
	[/redirect[ _-]?ur[il]/iu, 'invalid-redirect-uri'],
	[/scope/iu, 'invalid-scope'],
	[/response[ _-]?type/iu, 'invalid-response-type'],
	[/invalid[ _-]?client|client[ _-]?id/iu, 'invalid-client'],
	[/refused|can(?:['’]|no)t ?be ?reached|unable ?to ?connect|localhost/iu, 'unreachable-callback'],
	[/error ?occurred|\b500\b/iu, 'general-error'],
];

/** The page that the user describes or copies text from; undefined when none is recognized. */
export const explainAuthorizePage = (text: string): AuthorizePageError | undefined => {
	const id = phrases.find(([phrase]) => phrase.test(text.slice(0, 5000)))?.[1];
	return authorizePageErrors.find(page => page.id === id);
};
