import {type ClientType, clientTypeNames} from './flows/client-type.js';
import {trimWhile, withoutAccents} from './text.js';

/** One line of the API Console's form: what it is called there and what belongs into it. */
export type ConsoleValue = {
	readonly key: string;
	/** The console's own label. */
	readonly label: string;
	readonly value: string;
	/** False for what is chosen by a click rather than typed. */
	readonly copyable: boolean;
};

/**
 * A Client ID or Client Secret as it was copied from a web page, a mail or a table: without any kind of white space,
 * zero-width, bidirectional or control characters, and without straight or curly quotes. None of them ever belongs
 * to a credential of Zoho.
 */
export const cleanCredential = (text: string): string =>
	// The field starts empty, and Unicode's tables are slow to load.
	text === ''
		? ''
		: text.replace(
				/[\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800"'`´‘’‚‛“”„‟‹›«»「」＂＇]/gu,
				'',
			);

/**
 * A credential of any other server: what it holds inside is that server's business, down to quotes, brackets and blanks
 * (RFC 6749 appendix A.1, A.2); only what a copy leaves at its ends goes: controls and white space, and quotes of typesetters,
 * which that does not let into a credential either.
 */
export const trimCredential = (text: string): string =>
	trimWhile(text, /[\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800´‘’‚‛“”„‟‹›«»「」＂＇]/u);

/** A warning when a credential stands in quotes: those count, unless they are the mark of a copy. */
export const checkQuotes = (text: string): string | undefined =>
	text.length > 1 && /^(["'`]).*\1$/su.test(text) ? 'It is in quotes, which are sent too.' : undefined;

/** Whether a text has the observed shape of a Client ID (`1000.` and 30 letters or digits). */
export const isClientIdShaped = (text: string): boolean => /^\d{4}\.[A-Z0-9]{30}$/i.test(text);
/** Whether a text has the observed shape of a Client Secret (41 or 42 hexadecimal digits). */
export const isClientSecretShaped = (text: string): boolean => /^[0-9a-f]{41,42}$/i.test(text);
/** Whether a text has the observed shape that Zoho's codes, access tokens and refresh tokens share. */
export const isCodeShaped = (text: string): boolean => /^\d{3,5}\.[0-9a-f]{20,}\.[0-9a-f]{20,}$/i.test(text);

/** Azure AD B2C's codes have 2,400 to 5,000 characters; browsers do not send much longer addresses than this. */
const maximumCode = 16_384;

/** Whether a text can be a code of any server: one word of printable characters (RFC 6749 appendix A.11). */
export const isCode = (text: string): boolean => text.length <= maximumCode && /^[!-~]+$/.test(text);

/**
 * A warning when a Client ID does not look like those that Zoho has been seen to issue. Never a reason to refuse:
 * the shape is observed, not documented.
 */
export const checkClientId = (id: string): string | undefined => {
	if (id === '' || isClientIdShaped(id)) return undefined;
	if (isClientSecretShaped(id))
		return 'This looks like a Client Secret. The Client ID stands above it in that tab.';
	if (isCodeShaped(id)) return 'This looks like a code or a token, not like a Client ID.';
	return 'Unusual for a Client ID: it should be 1000. and 30 capitals and digits.';
};

/** The same for a Client Secret. Tells no part of it. */
export const checkClientSecret = (secret: string): string | undefined => {
	if (secret === '' || isClientSecretShaped(secret)) return undefined;
	if (isClientIdShaped(secret))
		return 'This looks like a Client ID. The Client Secret stands below it in that tab.';
	if (isCodeShaped(secret)) return 'This looks like a code or a token, not like a Client Secret.';
	return 'Unusual for a Client Secret: it should be 41 or 42 hexadecimal digits.';
};

const maximumClientNameLength = 50;

/** "ZoZohoho" brings forth a new one when the inner one is gone; so what is kept is looked at after each letter. */
const withoutZoho = (name: string): string => {
	const kept: string[] = [];
	for (const character of name) {
		kept.push(character);
		if (kept.slice(-4).join('').toLowerCase() === 'zoho') kept.length -= 4;
	}
	return kept.join('');
};

/**
 * A Client Name that the API Console accepts, as near to `text` as possible: Latin letters, digits, spaces, `_` and
 * `&` only, without "Zoho", at most 50 characters, never empty.
 *
 * Source: "Kaizen #4" in Zoho's community ("Enter a valid client name": no special characters except `_` and `&`).
 */
export const legalClientName = (text: string): string => {
	const plain = withoutAccents(text).replace(/[^A-Za-z0-9 _&]+/gu, ' ');
	const name = withoutZoho(plain).replace(/ +/g, ' ').trim().slice(0, maximumClientNameLength).trim();
	// "Zoho 2", a service's second name, would leave a bare number.
	return /[A-Za-z]/.test(name) ? name : `My Connection ${name.replace(/[^0-9]+/g, '')}`.trim();
};

/** Mandatory in the console, and shown nowhere that matters to a program on this machine: any https address will do. */
const defaultHomepageUrl = 'https://example.com';

/**
 * The API Console's form of a client, value by value, in its order. Redirect URIs are what Zoho compares
 * byte for byte later, so they are passed on untouched; a repeated one is left out.
 *
 * Source: zoho.com/accounts/protocol/oauth-setup.html.
 */
export const consoleForm = (input: {
	readonly clientName: string;
	readonly redirectUris: readonly string[];
	readonly homepageUrl?: string | undefined;
	/** Default: server-based. */
	readonly clientType?: ClientType | undefined;
}): readonly ConsoleValue[] => {
	const {clientType = 'server-based'} = input;
	const type = {
		// Another type is another click.
		key: `client-type-${clientType}`,
		label: 'Client Type',
		value: clientTypeNames[clientType],
		copyable: false,
	};
	// A Self Client is made by two clicks; a device is not called back.
	if (clientType === 'self-client') return [type];
	const named = namedValues(input);
	return clientType === 'non-browser'
		? [type, ...named]
		: [type, ...named, ...redirectValues(input.redirectUris)];
};

const redirectValues = (redirectUris: readonly string[]): readonly ConsoleValue[] =>
	[...new Set(redirectUris)].map((value, index) => ({
		key: `redirect-uri-${index + 1}`,
		label: 'Authorized Redirect URIs',
		value,
		copyable: true,
	}));

const namedValues = (input: {
	readonly clientName: string;
	readonly homepageUrl?: string | undefined;
}): readonly ConsoleValue[] => [
	{key: 'client-name', label: 'Client Name', value: legalClientName(input.clientName), copyable: true},
	{
		key: 'homepage-url',
		label: 'Homepage URL',
		value: input.homepageUrl ?? defaultHomepageUrl,
		copyable: true,
	},
];
