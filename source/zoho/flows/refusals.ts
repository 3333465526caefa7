import type {DataCenter} from '../data-center.js';
import {explainNoTokens} from '../errors.js';
import type {ProbeResult} from '../products/judge.js';
import type {Refusal} from '../refusal.js';
import {cleanText} from '../text.js';
import type {TokenReading} from '../tokens/response.js';

type Failure = Exclude<TokenReading, {kind: 'tokens'}>;

const wordOf = (reading: Failure): string =>
	reading.kind === 'error' ? reading.code.trim().toLowerCase() : '';

const minutesText = (seconds: number): string =>
	seconds < 90 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;

export type GeneratedCodeEvidence = {
	readonly dataCenter: DataCenter;
	/** Since Create was pressed; undefined where that was not seen. */
	readonly secondsSinceCreate: number | undefined;
	/** Minutes that were to be chosen as Time Duration. */
	readonly minutes: number;
};

/** Why Zoho does not take a generated code, from the clock, the data center and the one use that it has. */
const codeCause = ({dataCenter, secondsSinceCreate: seconds, minutes}: GeneratedCodeEvidence): string => {
	if (seconds !== undefined && seconds > minutes * 60)
		return `Create was pressed ${minutesText(seconds)} ago, and no code lives longer than its Time Duration.`;
	const age =
		seconds === undefined
			? 'Its Time Duration is over (3 minutes, unless you chose another one)'
			: `Create was pressed ${minutesText(seconds)} ago: its Time Duration is over if you chose less`;
	return `${age}, it was used already, or it is from the API Console of another data center than ${dataCenter.name}.`;
};

/**
 * What a refused code of *Generate Code* means (zoho.com/accounts/protocol/oauth/self-client/authorization-code-flow.html).
 */
export const explainGeneratedCode = (
	reading: Failure,
	evidence: GeneratedCodeEvidence,
	at: number,
): Refusal => {
	const word = wordOf(reading);
	if (word !== 'invalid_code' && word !== 'invalid_grant') return explainFailure(reading, evidence, at);
	return {
		id: 'generated-code-refused',
		what: 'Zoho does not accept this code any more.',
		why: codeCause(evidence),
		next: `Generate another one in ${evidence.dataCenter.console}, and paste it at once.`,
		exitCode: 3,
		detail: cleanText(word, 60),
	};
};

/** The other refusals of the token endpoint, the same for each way. */
export const explainFailure = (
	reading: Failure,
	{dataCenter}: {readonly dataCenter: DataCenter},
	at: number,
): Refusal => explainNoTokens(reading, {askedDataCenter: dataCenter, chosenDataCenter: dataCenter}, at);

/** The words of a poll that ends the wait (RFC 8628 section 3.5; Zoho's own names beside them). */
export const explainDevice = (
	reading: Failure,
	{dataCenter}: {readonly dataCenter: DataCenter},
	at: number,
): Refusal => {
	const word = wordOf(reading);
	const detail = cleanText(word, 60);
	switch (word) {
		case 'access_denied':
			return {
				id: 'device-denied',
				what: 'The consent was declined.',
				why: 'Reject was pressed on the page of the device.',
				next: 'Get a new code, and accept there.',
				exitCode: 3,
				detail,
			};
		case 'expired':
		case 'expired_token':
			return deviceExpired();
		case 'invalid_code':
		case 'invalid_grant':
			return {
				id: 'device-code-refused',
				what: 'Zoho does not know the code of this device any more.',
				why: 'It was used already, or its time is over.',
				next: 'Get a new code.',
				exitCode: 3,
				detail,
			};
		default:
			return explainFailure(reading, {dataCenter}, at);
	}
};

/** @param minutes that the code lived */
export const deviceExpired = (minutes = 5): Refusal => ({
	id: 'device-expired',
	what: `The code was not used within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
	why: 'Zoho forgets a code that was not typed and accepted in that time.',
	next: 'Get a new code.',
	exitCode: 4,
});

/** A client that may not ask for a device's code looks like one that does not exist. */
export const explainDeviceClient = (
	reading: Failure,
	{dataCenter}: {readonly dataCenter: DataCenter},
	at: number,
): Refusal => {
	const word = wordOf(reading);
	return word === 'invalid_client' || word === 'unauthorized_client'
		? {
				id: 'not-a-device-client',
				what: `Zoho (${dataCenter.name}) gives no code to this Client ID.`,
				why: 'Only a client of the type Non-browser Applications gets one, and only in the data center where it is registered.',
				next: `Look the client up in ${dataCenter.console}: its type, and whether all of its Client ID was copied.`,
				exitCode: 3,
				detail: cleanText(word, 60),
			}
		: explainFailure(reading, {dataCenter}, at);
};

/** The person who agreed lives where no secret may be sent. */
export const unknownUserLocation = (location: string): Refusal => ({
	id: 'unknown-user-location',
	what: 'The account lives in a data center that is not known here.',
	why: `Zoho calls it "${location}". Nothing was sent there.`,
	next: 'Add it to data-centers.json (see docs/data-centers.md), then connect again.',
	exitCode: 3,
});

/** Whether a call shows that the product accepts the token. */
const isAccepted = ({verdict}: ProbeResult): boolean =>
	['works', 'organization-missing', 'organization-wrong'].includes(verdict);

const isUndecided = ({verdict}: ProbeResult): boolean => ['could-not-tell', 'throttled'].includes(verdict);

/**
 * Why a token that Zoho gave to a client alone is not saved: Zoho issues some that its products then refuse. Undefined where a
 * call worked.
 *
 * Source: zoho.com/crm/developer/docs/api/v4/client-credentials.html; the refusals were measured.
 */
export const explainUntested = (proof: {
	readonly account: object | null;
	readonly probes: readonly ProbeResult[];
}): Refusal | undefined => {
	const {account, probes} = proof;
	// That Accounts knows the token says nothing about the products.
	if (probes.some(isAccepted) || (probes.length === 0 && account !== null)) return undefined;
	const what = 'The token could not be shown to work, so nothing was saved.';
	if (probes.length === 0)
		return {
			id: 'client-credentials-untested',
			what,
			why: 'Zoho gives tokens to a client alone that its products then refuse, and none of these scopes allows a harmless call.',
			next: 'Add a scope of the same product that reads something, such as ZohoCRM.org.READ; "zconn scopes WORDS" finds one.',
			exitCode: 4,
		};
	const products = [...new Set(probes.map(({product}) => product))].join(', ');
	if (probes.some(isUndecided))
		return {
			id: 'client-credentials-untested',
			what,
			why: `${products} did not say whether it accepts the token.`,
			next: 'Try again in a few minutes.',
			exitCode: 4,
		};
	return {
		id: 'client-credentials-refused',
		what: `Zoho gave a token, and ${products} refuses it. Nothing was saved.`,
		why: 'Not every product accepts tokens that were given to a client alone, or the soid is of another product.',
		next: 'Use a code of the Self Client instead (Grant Type: Authorization Code), or correct the soid.',
		exitCode: 3,
	};
};

export type AdoptionTry = {
	readonly dataCenter: DataCenter;
	readonly reading: Failure | {readonly kind: 'unreached'; readonly refusal: Refusal};
};

const tryText = ({dataCenter, reading}: AdoptionTry): string => {
	switch (reading.kind) {
		case 'unreached':
			return `${dataCenter.name}: ${reading.refusal.what.replace(/\.$/, '')}`;
		case 'throttled':
			return `${dataCenter.name}: asks to wait`;
		case 'unreadable':
			return `${dataCenter.name}: did not answer as Zoho does`;
		case 'error':
			return `${dataCenter.name}: ${cleanText(reading.code, 40)}`;
	}
};

/**
 * No data center has brought an access token for a refresh token. Only where each of them has said something definite is the
 * token no good.
 */
export const explainNotAdopted = (tries: readonly AdoptionTry[]): Refusal => {
	const told = tries.map(tryText).join(' · ');
	const [only] = tries;
	if (tries.some(({reading}) => reading.kind !== 'error'))
		return {
			id: 'adoption-unknown',
			what: 'It is not known whether the refresh token works; nothing was changed.',
			why: `${told}.`,
			next: 'Try again in a few minutes. The refresh token is as it was.',
			exitCode: 4,
		};
	if (tries.length === 1 && only)
		return {
			id: 'not-adopted',
			what: `${only.dataCenter.name} gives no access token for this refresh token.`,
			why: `Its answer is "${told.slice(only.dataCenter.name.length + 2)}": the token was revoked, belongs to another client, or lives in another data center.`,
			next: 'Leave out --data-center to ask each one, or check Client ID and Client Secret.',
			exitCode: 3,
		};
	return {
		id: 'not-adopted',
		what: 'No data center gives an access token for this refresh token.',
		why: `Each was asked once. ${told}.`,
		next: 'Check that Client ID and Client Secret are those of the client that the token was given to; else it was revoked.',
		exitCode: 3,
	};
};

/** A connection that is saved holds the refresh token. */
export const alreadyHere = (linkName: string): Refusal => ({
	id: 'grant-is-here',
	what: `This grant is here already: ${linkName}.`,
	why: 'That connection holds the refresh token already, in use or replaced and not revoked yet. Nothing was changed.',
	next: `Look at it with: zconn show ${linkName}`,
	exitCode: 2,
});

/** The reply to a refresh does not name the scopes, and nothing else does. */
export const scopesUnknown: Refusal = {
	id: 'scopes-unknown',
	what: 'The refresh token works, but Zoho did not say for which scopes.',
	why: 'A connection has to know them. Nothing was saved.',
	next: 'Name them: zconn new --refresh-token-file FILE --scope a,b',
	exitCode: 2,
};
