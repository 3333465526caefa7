import type {DataCenter} from '../data-center.js';
import {cleanText} from '../text.js';

/** What is known on this machine about a token request that was refused. Everything is optional; nothing is secret. */
export type TokenEvidence = {
	/** Whose token endpoint was asked; undefined for a server that is not Zoho's. */
	readonly askedDataCenter?: DataCenter | undefined;
	/** Host of the token endpoint where that is not Zoho's; undefined means Zoho. */
	readonly otherHost?: string | undefined;
	/** Whether the server was seen to give a new refresh token with a refresh. */
	readonly rotates?: boolean | undefined;
	/** Who issued the code or the refresh token, by Zoho's own word. */
	readonly issuedBy?: DataCenter | undefined;
	/** Where the client was registered. */
	readonly chosenDataCenter?: DataCenter | undefined;
	readonly secondsSinceCode?: number | undefined;
	/** Whether this code had been sent to the token endpoint before. */
	readonly alreadySpent?: boolean | undefined;
	readonly redirectUri?: string | undefined;
	/** What the console form named. */
	readonly registeredRedirectUris?: readonly string[] | undefined;
	/** "Use the same OAuth credentials for all data centers". */
	readonly sameCredentials?: boolean | undefined;
	/** Link name of the connection. */
	readonly connection?: string | undefined;
	/** Milliseconds since the epoch: when a refresh worked last. */
	readonly lastRefreshedAt?: number | undefined;
	/** The Client ID, or its beginning. */
	readonly clientIdHint?: string | undefined;
};

export type TokenErrorInput = {
	/** The server's own word. */
	readonly code: string;
	readonly description?: string | undefined;
	readonly grantType: 'authorization_code' | 'refresh_token';
	readonly evidence: TokenEvidence;
};

/** The server's words as they were, for the detail line. */
export const detailOf = (input: TokenErrorInput): string =>
	cleanText(input.description === undefined ? input.code : `${input.code}: ${input.description}`, 120);

/** The day of a moment, in UTC; undefined for a time that is none. */
export const dayOf = (at: number | undefined): string | undefined =>
	at !== undefined && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().slice(0, 10) : undefined;
