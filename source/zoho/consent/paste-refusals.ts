import type {DataCenter} from '../data-center.js';
import type {Refusal} from '../refusal.js';
import type {CallbackText} from './callback-text.js';

type Expected = {
	readonly redirectUris: readonly string[];
	readonly dataCenters: readonly DataCenter[];
	/** Zoho's pages are recognized only where they can be in the way; true when left out. */
	readonly isZoho?: boolean;
};

const beginsWith = ({redirectUris}: Expected): string => {
	const [uri] = redirectUris;
	return uri === undefined ? '' : ` It begins with ${uri}?`;
};

export const ofPaste = (id: string, what: string, why: string, next: string): Refusal => ({
	id,
	what,
	why,
	next,
	exitCode: 2,
});

export const ofNothing = (expected: Expected): Refusal =>
	ofPaste(
		'nothing-pasted',
		'Nothing was pasted.',
		'The text was empty once white space and quotes were taken off.',
		`Paste the address that the browser ends up at after Accept.${beginsWith(expected)}`,
	);

export const ofDuplicate = (name: string): Refusal =>
	ofPaste(
		'duplicate-parameter',
		`The address has "${name}" more than once.`,
		'A callback has each parameter once (RFC 6749 section 3.1); two addresses may have been pasted together.',
		'Paste the address of the last page once, unchanged.',
	);

export const ofState = (isMissing: boolean): Refusal =>
	ofPaste(
		'state-mismatch',
		isMissing
			? 'This address has no state, so it is not clear which attempt it belongs to.'
			: 'This address belongs to another attempt.',
		isMissing
			? 'A part of the address may be missing; this program sends a state with each consent and expects it back.'
			: 'Its state is not the one sent this time; it may come from an earlier tab, or from someone else.',
		'Finish the consent in the tab opened last, then paste its whole address.',
	);

export const ofOddCode = (): Refusal =>
	ofPaste(
		'not-a-code',
		'The code in this address is damaged.',
		'A code is one word of printable characters.',
		'Paste the address again, as one piece.',
	);

/** A bare code does not say which server it is of, and this server promised to say so. */
export const ofCodeWithoutIssuer = (expected: Expected): Refusal =>
	ofPaste(
		'code-without-issuer',
		'A bare code does not say which server gave it.',
		'This server names itself in each callback, so that no other one can take its place (RFC 9207).',
		`Paste the whole address that the browser ends up at.${beginsWith(expected)}`,
	);

const isHostOf = (host: string, origins: readonly string[]): boolean =>
	origins.some(origin => URL.canParse(origin) && new URL(origin).hostname === host);

/** A person pasted an address, but of the wrong page: which one it is can be told. */
export const ofAddressWithoutCode = (text: CallbackText, expected: Expected): Refusal => {
	const parameters = text.kind === 'parameters' ? text.parameters : new URLSearchParams();
	const host = text.kind === 'parameters' ? text.host : '';
	const next = `Press Accept there, then paste the address of the page that follows.${beginsWith(expected)}`;
	if (parameters.has('client_id') || parameters.has('response_type')) {
		return ofPaste(
			'pasted-authorize-url',
			'This is the address that asks for consent, not the one that comes back.',
			'Approve in the browser first; then copy the address of the page you land on.',
			beginsWith(expected).trim() || 'It has "code=" in it.',
		);
	}
	if (parameters.has('access_token') || parameters.has('refresh_token')) {
		return ofPaste(
			'pasted-token',
			'This holds tokens, not a code.',
			'Tokens are what a code is exchanged for; here the code itself is wanted.',
			`Paste the address that the browser ends up at after Accept.${beginsWith(expected)}`,
		);
	}
	const {dataCenters, isZoho = true} = expected;
	const isConsole = isHostOf(
		host,
		dataCenters.map(dataCenter => dataCenter.console),
	);
	if (isZoho && (host.startsWith('api-console.') || isConsole)) {
		return ofPaste(
			'pasted-console-url',
			'This is the address of the API Console.',
			'The console registers the client; the code comes from the consent page.',
			`Open the consent page. ${next}`,
		);
	}
	if (isZoho && /^(?:accounts|deluge|dre)\./u.test(host)) {
		return ofPaste(
			'pasted-zoho-page',
			'This is a page of Zoho Accounts that comes before the code.',
			"Signing in, choosing an organization and the consent itself are all on Zoho's side; no code is in their addresses.",
			next,
		);
	}
	return ofPaste(
		'no-code-in-address',
		'There is no code in this address.',
		'The address that follows the consent has "code=" in it.',
		`Paste the address that the browser ends up at after Accept.${beginsWith(expected)}`,
	);
};
