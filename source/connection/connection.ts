import * as z from 'zod/mini';
import {
	linkNameSchema,
	type Of,
	text,
	textOrNull,
	texts,
	textsOrNull,
	timeOrNull,
	timeSchema,
	times,
} from './file/parts.js';
import {secretSchema} from './secrets/secret.js';
import {serviceFactsSchema, serviceSchema} from './service.js';

const problemSchema = z.object({
	/** The refusal's id, as everywhere. */
	id: text,
	/** Its reason in words, without secrets. */
	reason: text,
	at: timeSchema,
});

/** One grant of Zoho's: where it is good, what it allows, its tokens. */
const tokenShape = {
	/** The data center that issued the tokens; null for a server that is not Zoho's. */
	dataCenter: textOrNull,
	/** The API origin the token reply named (`api_domain`), kept when a later reply omits it. */
	apiDomain: textOrNull,
	scopesRequested: texts,
	/** What the token reply said was granted; null when it did not say. */
	scopesGranted: textsOrNull,
	refreshToken: secretSchema,
	/** The server gave no refresh token (the one above is a mere mark): with its access token the grant is over. */
	noRefreshToken: z.optional(z.literal(true)),
	/** The client alone asks for its tokens: there is no refresh token (the one above is a mere mark), and a new token is asked for. */
	clientCredentials: z.optional(z.literal(true)),
	accessToken: z.nullable(secretSchema),
	accessTokenExpiresAt: timeOrNull,
	/** When access tokens were minted in the last ten minutes: Zoho allows ten. */
	refreshedAt: times,
};

const identityShape = {
	account: z.nullable(z.object({id: text, email: textOrNull, name: textOrNull})),
	organization: z.nullable(z.object({id: text, name: text, product: text})),
};

/** A grant that is to take the place of the one in use, kept from the moment Zoho issued it until it is proven. */
const incomingSchema = z.object({
	...tokenShape,
	...identityShape,
	name: text,
	/** The service to save with it; null when it stays as it is. */
	service: z.nullable(serviceSchema),
	at: timeSchema,
});

/** A grant that was replaced and lives on at Zoho until it is revoked there; with the client that it belongs to. */
const outgoingSchema = z.object({
	refreshToken: secretSchema,
	dataCenter: text,
	/** Where the client secret was sealed. */
	service: linkNameSchema,
	clientId: text,
	clientSecret: secretSchema,
	at: timeSchema,
	/** Why the last try to revoke it failed. */
	problem: z.nullable(problemSchema),
});

/**
 * How things stood before the last change, so that it can be taken back. It holds no secret: those of a grant that was replaced
 * stand in `outgoing`, as long as it is alive, under the same `at`.
 */
const undoSchema = z.object({
	name: text,
	/** Absent where the change kept it. */
	linkName: z.optional(linkNameSchema),
	service: linkNameSchema,
	/** As it was; null when the change left it alone. */
	serviceBefore: z.nullable(serviceFactsSchema),
	/** The service that the change made or changed; a later change of it is not this one's to take back. */
	serviceUpdatedAt: timeSchema,
	scopesRequested: texts,
	/** What was known of the grant that was replaced; null when it stayed. */
	grant: z.nullable(
		z.object({
			apiDomain: textOrNull,
			scopesGranted: textsOrNull,
			refreshedAt: times,
			...identityShape,
		}),
	),
	at: timeSchema,
});

/** How far *Copy to Sigma* has come, so that it can be left and gone on with. */
const sigmaSchema = z.object({
	/** Ids of the steps that are done. */
	done: texts,
	/** How many steps there are. */
	of: z.number(),
	/** Id of the product of the extension. */
	extension: text,
	at: timeSchema,
});

const shape = {
	linkName: linkNameSchema,
	name: text,
	service: linkNameSchema,
	...tokenShape,
	/** A refresh brought another refresh token: only one copy of the connection can go on (RFC 9700 section 4.14). */
	rotates: z.optional(z.boolean()),
	throttledUntil: timeOrNull,
	...identityShape,
	refusal: z.nullable(problemSchema),
	doubt: z.nullable(problemSchema),
	/** When Zoho last proved it (a token or an accepted call). */
	verifiedAt: timeOrNull,
	createdAt: timeSchema,
	/** When a person last changed it, or consented; new tokens and tests are recorded in `verifiedAt`. */
	updatedAt: timeSchema,
	incoming: z.optional(incomingSchema),
	outgoing: z.optional(z.array(outgoingSchema)),
	undo: z.optional(undoSchema),
	sigma: z.optional(sigmaSchema),
};

/**
 * One consent given to a service: who, where, which scopes, which tokens. Times are ISO 8601 in UTC.
 * `refusal` is the last definite refusal (only that makes a connection "needs reconnecting"); `doubt` the last
 * failure that says nothing about the grant (network, 5xx, throttle). A success clears both.
 */
export type Connection = Of<typeof shape>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const connectionSchema: z.ZodMiniType<Connection> = z.looseObject(shape);

export type Problem = z.infer<typeof problemSchema>;
export type Incoming = z.infer<typeof incomingSchema>;
export type Undo = z.infer<typeof undoSchema>;
export type Outgoing = z.infer<typeof outgoingSchema>;
