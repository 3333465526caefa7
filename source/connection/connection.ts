import * as z from 'zod/mini';
import {secretSchema} from './secrets/secret.js';
import {linkNameSchema, serviceFactsSchema, serviceSchema, timeSchema} from './service.js';

const problemSchema = z.object({
	/** The refusal's id, as everywhere. */
	id: z.string(),
	/** Its reason in words, without secrets. */
	reason: z.string(),
	at: timeSchema,
});

/** One grant of Zoho's: where it is good, what it allows, its tokens. */
const tokenShape = {
	/** The data center that issued the tokens; null for a server that is not Zoho's. */
	dataCenter: z.nullable(z.string()),
	/** The API origin the token reply named (`api_domain`), kept when a later reply omits it. */
	apiDomain: z.nullable(z.string()),
	scopesRequested: z.array(z.string()),
	/** What the token reply said was granted; null when it did not say. */
	scopesGranted: z.nullable(z.array(z.string())),
	refreshToken: secretSchema,
	/** The server gave no refresh token (the one above is a mere mark): with its access token the grant is over. */
	noRefreshToken: z.optional(z.literal(true)),
	/** The client alone asks for its tokens: there is no refresh token (the one above is a mere mark), and a new token is asked for. */
	clientCredentials: z.optional(z.literal(true)),
	accessToken: z.nullable(secretSchema),
	accessTokenExpiresAt: z.nullable(timeSchema),
	/** When access tokens were minted in the last ten minutes: Zoho allows ten. */
	refreshedAt: z.array(timeSchema),
};

const identityShape = {
	account: z.nullable(
		z.object({id: z.string(), email: z.nullable(z.string()), name: z.nullable(z.string())}),
	),
	organization: z.nullable(z.object({id: z.string(), name: z.string(), product: z.string()})),
};

/** A grant that is to take the place of the one in use, kept from the moment Zoho issued it until it is proven. */
const incomingSchema = z.object({
	...tokenShape,
	...identityShape,
	name: z.string(),
	/** The service to save with it; null when it stays as it is. */
	service: z.nullable(serviceSchema),
	at: timeSchema,
});

/** A grant that was replaced and lives on at Zoho until it is revoked there; with the client that it belongs to. */
const outgoingSchema = z.object({
	refreshToken: secretSchema,
	dataCenter: z.string(),
	/** Where the client secret was sealed. */
	service: linkNameSchema,
	clientId: z.string(),
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
	name: z.string(),
	/** Absent where the change kept it. */
	linkName: z.optional(linkNameSchema),
	service: linkNameSchema,
	/** As it was; null when the change left it alone. */
	serviceBefore: z.nullable(serviceFactsSchema),
	/** The service that the change made or changed; a later change of it is not this one's to take back. */
	serviceUpdatedAt: timeSchema,
	scopesRequested: z.array(z.string()),
	/** What was known of the grant that was replaced; null when it stayed. */
	grant: z.nullable(
		z.object({
			apiDomain: z.nullable(z.string()),
			scopesGranted: z.nullable(z.array(z.string())),
			refreshedAt: z.array(timeSchema),
			...identityShape,
		}),
	),
	at: timeSchema,
});

/** How far *Copy to Sigma* has come, so that it can be left and gone on with. */
const sigmaSchema = z.object({
	/** Ids of the steps that are done. */
	done: z.array(z.string()),
	/** How many steps there are. */
	of: z.number(),
	/** Id of the product of the extension. */
	extension: z.string(),
	at: timeSchema,
});

const shape = {
	linkName: linkNameSchema,
	name: z.string(),
	service: linkNameSchema,
	...tokenShape,
	/** A refresh brought another refresh token: only one copy of the connection can go on (RFC 9700 section 4.14). */
	rotates: z.optional(z.boolean()),
	throttledUntil: z.nullable(timeSchema),
	...identityShape,
	refusal: z.nullable(problemSchema),
	doubt: z.nullable(problemSchema),
	/** When Zoho last proved it (a token or an accepted call). */
	verifiedAt: z.nullable(timeSchema),
	createdAt: timeSchema,
	/** When a person last changed it, or consented; new tokens and tests are recorded in `verifiedAt`. */
	updatedAt: timeSchema,
	incoming: z.optional(incomingSchema),
	outgoing: z.optional(z.array(outgoingSchema)),
	undo: z.optional(undoSchema),
	sigma: z.optional(sigmaSchema),
};

const strictSchema = z.object(shape);

/**
 * One consent given to a service: who, where, which scopes, which tokens. Times are ISO 8601 in UTC.
 * `refusal` is the last definite refusal (only that makes a connection "needs reconnecting"); `doubt` the last
 * failure that says nothing about the grant (network, 5xx, throttle). A success clears both.
 */
export type Connection = z.infer<typeof strictSchema>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const connectionSchema: z.ZodMiniType<Connection> = z.looseObject(shape);

export type Problem = z.infer<typeof problemSchema>;
export type Incoming = z.infer<typeof incomingSchema>;
export type Undo = z.infer<typeof undoSchema>;
export type Outgoing = z.infer<typeof outgoingSchema>;
