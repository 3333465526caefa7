import {
	fits,
	linkName,
	listOf,
	number,
	type Of,
	oneOf,
	orAbsent,
	orNull,
	text,
	textOrNull,
	texts,
	textsOrNull,
	time,
	timeOrNull,
	times,
	truth,
} from './file/parts.js';
import {secret} from './secrets/secret.js';
import {service, serviceFacts} from './service.js';

const problemShape = {
	/** The refusal's id, as everywhere. */
	id: text,
	/** Its reason in words, without secrets. */
	reason: text,
	at: time,
};
const problem = fits(problemShape);

/** One grant of Zoho's: where it is good, what it allows, its tokens. */
const tokenShape = {
	/** The data center that issued the tokens; null for a server that is not Zoho's. */
	dataCenter: textOrNull,
	/** The API origin the token reply named (`api_domain`), kept when a later reply omits it. */
	apiDomain: textOrNull,
	scopesRequested: texts,
	/** What the token reply said was granted; null when it did not say. */
	scopesGranted: textsOrNull,
	refreshToken: secret,
	/** The server gave no refresh token (the one above is a mere mark): with its access token the grant is over. */
	noRefreshToken: orAbsent(oneOf(true)),
	/** The client alone asks for its tokens: there is no refresh token (the one above is a mere mark), and a new token is asked for. */
	clientCredentials: orAbsent(oneOf(true)),
	accessToken: orNull(secret),
	accessTokenExpiresAt: timeOrNull,
	/** When access tokens were minted in the last ten minutes: Zoho allows ten. */
	refreshedAt: times,
};

const identityShape = {
	account: orNull(fits({id: text, email: textOrNull, name: textOrNull})),
	organization: orNull(fits({id: text, name: text, product: text})),
};

/** A grant that is to take the place of the one in use, kept from the moment Zoho issued it until it is proven. */
const incoming = {
	...tokenShape,
	...identityShape,
	name: text,
	/** The service to save with it; null when it stays as it is. */
	service: orNull(service),
	at: time,
};

/** A grant that was replaced and lives on at Zoho until it is revoked there; with the client that it belongs to. */
const outgoing = {
	refreshToken: secret,
	dataCenter: text,
	/** Where the client secret was sealed. */
	service: linkName,
	clientId: text,
	clientSecret: secret,
	at: time,
	/** Why the last try to revoke it failed. */
	problem: orNull(problem),
};

/**
 * How things stood before the last change, so that it can be taken back. It holds no secret: those of a grant that was replaced
 * stand in `outgoing`, as long as it is alive, under the same `at`.
 */
const undo = {
	name: text,
	/** Absent where the change kept it. */
	linkName: orAbsent(linkName),
	service: linkName,
	/** As it was; null when the change left it alone. */
	serviceBefore: orNull(serviceFacts),
	/** The service that the change made or changed; a later change of it is not this one's to take back. */
	serviceUpdatedAt: time,
	scopesRequested: texts,
	/** What was known of the grant that was replaced; null when it stayed. */
	grant: orNull(
		fits({apiDomain: textOrNull, scopesGranted: textsOrNull, refreshedAt: times, ...identityShape}),
	),
	at: time,
};

/** How far *Copy to Sigma* has come, so that it can be left and gone on with. */
const sigma = {
	/** Ids of the steps that are done. */
	done: texts,
	/** How many steps there are. */
	of: number,
	/** Id of the product of the extension. */
	extension: text,
	at: time,
};

const shape = {
	linkName,
	name: text,
	service: linkName,
	...tokenShape,
	/** A refresh brought another refresh token: only one copy of the connection can go on (RFC 9700 section 4.14). */
	rotates: orAbsent(truth),
	throttledUntil: timeOrNull,
	...identityShape,
	refusal: orNull(problem),
	doubt: orNull(problem),
	/** When Zoho last proved it (a token or an accepted call). */
	verifiedAt: timeOrNull,
	createdAt: time,
	/** When a person last changed it, or consented; new tokens and tests are recorded in `verifiedAt`. */
	updatedAt: time,
	incoming: orAbsent(fits(incoming)),
	outgoing: orAbsent(listOf(fits(outgoing))),
	undo: orAbsent(fits(undo)),
	sigma: orAbsent(fits(sigma)),
};

/**
 * One consent given to a service: who, where, which scopes, which tokens. Times are ISO 8601 in UTC.
 * `refusal` is the last definite refusal (only that makes a connection "needs reconnecting"); `doubt` the last
 * failure that says nothing about the grant (network, 5xx, throttle). A success clears both.
 */
export type Connection = Of<typeof shape>;

export const connection = fits(shape);

export type Problem = Of<typeof problemShape>;
export type Incoming = Of<typeof incoming>;
export type Undo = Of<typeof undo>;
export type Outgoing = Of<typeof outgoing>;
