import {isCode} from '../client.js';
import {type DataCenter, findDataCenter, parseSafeUrl} from '../data-center.js';
import type {Refusal} from '../refusal.js';
import {cleanText, equalInConstantTime} from '../text.js';
import {readCode} from './callback-code.js';
import {type CallbackText, readCallbackText} from './callback-text.js';
import * as paste from './paste-refusals.js';

const grantBrand = Symbol('grant');

/**
 * A code that has passed every check of `readCallback`, the only place where one can be made: the state was ours (or
 * a person pasted a bare code), and the data center, if any was named, is one of the table.
 */
export type Grant = {
	readonly code: string;
	/** Who issued it, by Zoho's own word; undefined when it did not say. */
	readonly dataCenter: DataCenter | undefined;
	readonly via: 'loopback' | 'pasted-url' | 'pasted-code';
	readonly [grantBrand]: true;
};

/** `isFinal`: the attempt is over. Otherwise it goes on waiting, for the text was not its callback. */
export type CallbackReading =
	| {readonly kind: 'grant'; readonly grant: Grant; readonly notices: readonly string[]}
	| {readonly kind: 'refused'; readonly refusal: Refusal; readonly isFinal: boolean};

export type CallbackExpectation = {
	readonly state: string;
	/** The second state of the same attempt, where it has one; either will do. */
	readonly browserState?: string | undefined;
	/** The registered redirect URIs; told to a person who pasted something else. */
	readonly redirectUris: readonly string[];
	readonly dataCenters: readonly DataCenter[];
	readonly isZoho: boolean;
	readonly via: 'loopback' | 'paste';
	/** To recognize it when it is pasted in place of a code. */
	readonly clientId?: string | undefined;
	/** The name of the server for itself, where it is known: an `iss` has to equal it. */
	readonly issuer?: string | undefined;
	/** Whether the server promised to send `iss` (RFC 9207 section 3). */
	readonly namesIssuer?: boolean | undefined;
};

const stop = (refusal: Refusal): CallbackReading => ({kind: 'refused', refusal, isFinal: true});
const goOn = (refusal: Refusal): CallbackReading => ({kind: 'refused', refusal, isFinal: false});
const granted = (
	code: string,
	via: Grant['via'],
	dataCenter?: DataCenter,
	...notices: readonly string[]
): CallbackReading => ({kind: 'grant', grant: {code, dataCenter, via, [grantBrand]: true}, notices});

const ofForeignServer = (value: string): Refusal => ({
	id: 'foreign-accounts-server',
	what: "The callback names an accounts server that is not one of Zoho's known ones.",
	why: 'A forged callback can name any server, so the code and the client secret were sent nowhere.',
	next: 'Connect again. If the server really is a new data center of Zoho, add it to data-centers.json first.',
	exitCode: 3,
	detail: cleanText(value, 120),
});

const ofUnknownLocation = (value: string): Refusal => ({
	id: 'unknown-location',
	what: 'The callback names a data center that is not known here.',
	why: 'Zoho may have opened a new data center since this version was made; nothing was sent anywhere.',
	next: 'Add it to data-centers.json (see docs/data-centers.md), then connect again.',
	exitCode: 3,
	detail: cleanText(value, 120),
});

const ofConflict = (server: DataCenter, location: DataCenter): Refusal => ({
	id: 'data-center-conflict',
	what: `The callback contradicts itself: its server is in ${server.name}, its location is ${location.name}.`,
	why: "Zoho's own callbacks agree with themselves; a forged or mixed-up one need not. Nothing was sent anywhere.",
	next: 'Connect again, and use the address that the browser ends up at unchanged.',
	exitCode: 3,
});

const isBareOrigin = (text: string): boolean => {
	const url = parseSafeUrl(text);
	return url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '';
};

/**
 * The data center that issued the code, from `accounts-server` and `location`; both come through the browser, so
 * they only ever choose among known ones.
 */
const issuerOf = (
	parameters: URLSearchParams,
	table: readonly DataCenter[],
): {readonly dataCenter: DataCenter | undefined} | {readonly refusal: Refusal} => {
	const server = parameters.get('accounts-server');
	const location = parameters.get('location');
	const byLocation = location === null ? undefined : findDataCenter(table, location);
	if (server === null) {
		if (location !== null && !byLocation) return {refusal: ofUnknownLocation(location)};
		return {dataCenter: byLocation};
	}
	const origin = isBareOrigin(server) ? new URL(server).origin : undefined;
	const candidates = table.filter(({accounts}) => accounts === origin);
	// A table may hold several data centers behind one accounts server; then the location tells which.
	const byServer = candidates.find(({id}) => id === byLocation?.id) ?? candidates[0];
	if (!byServer) return {refusal: ofForeignServer(server)};
	if (byLocation && byLocation.id !== byServer.id) return {refusal: ofConflict(byServer, byLocation)};
	return {dataCenter: byServer};
};

/** `error=` in a callback (RFC 6749 section 4.1.2.1). */
const ofError = (parameters: URLSearchParams, isZoho: boolean): Refusal => {
	const error = cleanText(parameters.get('error') ?? '', 60);
	const description = cleanText(parameters.get('error_description') ?? '', 120);
	const detail = cleanText(description === '' ? error : `${error}: ${description}`, 120);
	if (error.toLowerCase() === 'access_denied') {
		return {
			id: 'access-denied',
			what: 'You declined the request.',
			why: isZoho
				? 'Reject was pressed on the consent page. Zoho answers the same after ten requests within ten minutes.'
				: 'It was rejected on the consent page, or the account may not give it.',
			next: isZoho
				? 'Connect again and press Accept; after many tries wait ten minutes first.'
				: 'Connect again and accept there.',
			exitCode: 3,
			detail,
		};
	}
	// Since 2025 a user without an account in the product of a scope sees a page with no way but "Back to app".
	if (isZoho && error.toLowerCase() === 'no_org') {
		return {
			id: 'no-organization',
			what: 'This Zoho user has no account in a product that the scopes ask for.',
			why: 'Zoho offers no consent then, only the way back.',
			next: 'Sign in to that product once with this user (or join its organization), or leave its scopes out; then connect again.',
			exitCode: 3,
			detail,
		};
	}
	return {
		id: 'consent-refused',
		what: 'The consent ended with an error.',
		why: `The accounts server answered "${error}" instead of a code.`,
		next: 'Check the client, the scopes and the redirect URI, then connect again.',
		exitCode: 3,
		detail,
	};
};

/**
 * RFC 9207 section 2.4: an `iss` that is another one, or missing where it was promised, may be a code of another server, which that server
 * wants to be sent here (mix-up).
 */
const issuerProblem = (
	iss: string | null,
	{issuer, namesIssuer}: CallbackExpectation,
): Refusal | undefined => {
	if (issuer === undefined || iss === issuer || (iss === null && !namesIssuer)) return undefined;
	return {
		id: 'issuer-mismatch',
		what: 'The callback is not of the server that was asked.',
		why:
			iss === null
				? `${issuer} promises to name itself in each callback, and this one names no server. The code was sent nowhere.`
				: `It names another issuer than ${issuer}. The code was sent nowhere.`,
		next: 'Connect again. If the server has a new name for itself, give it with --issuer.',
		exitCode: 3,
		...(iss === null ? {} : {detail: cleanText(iss, 120)}),
	};
};

const readParameters = (
	parameters: URLSearchParams,
	text: CallbackText,
	expected: CallbackExpectation,
): CallbackReading => {
	for (const name of ['code', 'state', 'error', 'iss', 'accounts-server', 'location']) {
		if (parameters.getAll(name).length > 1) return goOn(paste.ofDuplicate(name));
	}
	const code = parameters.get('code');
	const hasError = parameters.has('error');
	if (code === null && !hasError) return goOn(paste.ofAddressWithoutCode(text, expected));
	const state = parameters.get('state');
	// Whether Zoho returns the state with a refusal is not documented. A person who pastes one means it.
	if (state === null && hasError && expected.via === 'paste')
		return stop(ofError(parameters, expected.isZoho));
	const ours = [expected.state, expected.browserState ?? expected.state];
	const matches = ours.filter(one => equalInConstantTime(state ?? '', one));
	if (state === null || matches.length === 0) return goOn(paste.ofState(state === null));
	const otherIssuer = expected.isZoho ? undefined : issuerProblem(parameters.get('iss'), expected);
	if (otherIssuer) return stop(otherIssuer);
	if (hasError || code === null) return stop(ofError(parameters, expected.isZoho));
	if (!isCode(code)) return goOn(paste.ofOddCode());
	const via = expected.via === 'loopback' ? 'loopback' : 'pasted-url';
	if (!expected.isZoho) return granted(code, via);
	const issuer = issuerOf(parameters, expected.dataCenters);
	if ('refusal' in issuer) return stop(issuer.refusal);
	return issuer.dataCenter
		? granted(code, via, issuer.dataCenter)
		: granted(code, via, undefined, 'The callback named no data center, so the chosen one is asked.');
};

/**
 * Reads the end of a consent: the callback's URL as it arrived at the loopback port, or whatever a person pasted — the
 * whole address, its query string or the bare code, with the dirt of terminals, mails and chat programs around it.
 *
 * `state` is compared in constant time; an address without ours is refused and does not consume the attempt. A bare
 * code carries no state: a person's paste alone can bring one, and PKCE still binds it to this attempt. `accounts-server`
 * and `location` are believed only as far as the table of data centers goes. Never throws.
 *
 * Sources: RFC 6749 sections 4.1.2 and 10.12; zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html.
 */
export const readCallback = (text: string, expected: CallbackExpectation): CallbackReading => {
	const read = readCallbackText(text);
	switch (read.kind) {
		case 'empty':
			return goOn(paste.ofNothing(expected));
		case 'parameters':
			return readParameters(read.parameters, read, expected);
		case 'bare': {
			if (expected.via === 'loopback') return goOn(paste.ofAddressWithoutCode(read, expected));
			const bare = readCode(read.text, expected);
			if (typeof bare === 'object') return goOn(bare);
			if (!expected.isZoho && expected.namesIssuer) return goOn(paste.ofCodeWithoutIssuer(expected));
			return expected.isZoho
				? granted(
						bare,
						'pasted-code',
						undefined,
						'A bare code does not name its data center, so the chosen one is asked.',
					)
				: granted(bare, 'pasted-code');
		}
	}
};
