import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import {codeOf} from '../io/system/error-code.js';
import {clientTypes} from '../zoho/flows/client-type.js';
import {faultsSchema} from './faults.js';
import {sigmaSchema} from './sigma/state.js';

const time = z.number();

const clientSchema = z.object({
	id: z.string(),
	/** What the console calls the client type. */
	type: z._default(z.enum(clientTypes), 'server-based'),
	name: z.string(),
	homepage: z.string(),
	redirectUris: z.array(z.string()),
	/** The data center whose console registered it; always enabled. */
	home: z.string(),
	sameCredentials: z.boolean(),
	/** Per data center: switched on or not, and the secret valid there unless credentials are shared. */
	dataCenters: z.record(z.string(), z.object({isEnabled: z.boolean(), secret: z.string()})),
	createdAt: time,
});

/** That a person has consented to a client at least once, and to what. */
const consentSchema = z.object({
	clientId: z.string(),
	personId: z.string(),
	/** The organization chosen the last time. */
	organizationId: z.string(),
	scopes: z.array(z.string()),
	since: time,
});

const grantShape = {
	clientId: z.string(),
	personId: z.string(),
	dataCenter: z.string(),
	organizationId: z.string(),
	scopes: z.array(z.string()),
	issuedAt: time,
};

const codeSchema = z.object({
	...grantShape,
	code: z.string(),
	/** Undefined for a code that the console generated. */
	redirectUri: z.optional(z.string()),
	issuesRefreshToken: z.boolean(),
	challenge: z.optional(z.object({method: z.enum(['S256', 'plain']), value: z.string()})),
	expiresAt: time,
	isUsed: z.boolean(),
});

const refreshTokenSchema = z.object({
	...grantShape,
	token: z.string(),
	/** When access tokens were minted from it lately, for the throttle. */
	mints: z.array(time),
});

const accessTokenSchema = z.object({
	...grantShape,
	token: z.string(),
	refreshToken: z.optional(z.string()),
	expiresAt: time,
});

/** A token of the incremental authorization: good for one visit to `addextrascope`. */
const enhanceTokenSchema = z.object({token: z.string(), refreshToken: z.string(), expiresAt: time});

/** A device that waits for a person: its two codes, and what came of them. */
const deviceSchema = z.object({
	userCode: z.string(),
	deviceCode: z.string(),
	clientId: z.string(),
	scopes: z.array(z.string()),
	isOffline: z.boolean(),
	expiresAt: time,
	/** When each data center was last polled with it. */
	polls: z.record(z.string(), time),
	/** Undefined while it waits. */
	decision: z.optional(
		z.union([
			z.literal('rejected'),
			z.object({personId: z.string(), dataCenter: z.string(), organizationId: z.string()}),
		]),
	),
	isUsed: z.boolean(),
});

const sessionSchema = z.object({id: z.string(), dataCenter: z.string(), personId: z.string()});

export const stateSchema = z.object({
	format: z.literal(1),
	clients: z.prefault(z.array(clientSchema), []),
	consents: z.prefault(z.array(consentSchema), []),
	codes: z.prefault(z.array(codeSchema), []),
	refreshTokens: z.prefault(z.array(refreshTokenSchema), []),
	accessTokens: z.prefault(z.array(accessTokenSchema), []),
	enhanceTokens: z.prefault(z.array(enhanceTokenSchema), []),
	devices: z.prefault(z.array(deviceSchema), []),
	sessions: z.prefault(z.array(sessionSchema), []),
	faults: z.prefault(faultsSchema, {}),
	sigma: z.prefault(sigmaSchema, {}),
});

export type Client = z.infer<typeof clientSchema>;
export type Consent = z.infer<typeof consentSchema>;
export type Code = z.infer<typeof codeSchema>;
export type RefreshToken = z.infer<typeof refreshTokenSchema>;
export type Device = z.infer<typeof deviceSchema>;
export type AccessToken = z.infer<typeof accessTokenSchema>;
/** Everything the practice Zoho remembers. Lists are in the order of issue, oldest first. Changed in place. */
export type State = z.infer<typeof stateSchema>;

export const emptyState = (): State => stateSchema.parse({format: 1});

const readIfThere = (file: string): string | undefined => {
	try {
		// A pipe would be waited for.
		return fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : '';
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
};

const parseState = (text: string): State | undefined => {
	try {
		return stateSchema.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
};

/**
 * Reads the state of an earlier run. A file that cannot be understood is set aside as `FILE.broken` and practice
 * starts over: nothing in it is worth refusing to start for.
 *
 * @throws when the file exists but may not be read or set aside
 */
export const loadState = (file: string): State => {
	const text = readIfThere(file);
	if (text === undefined) return emptyState();
	const state = parseState(text);
	if (state !== undefined) return state;
	fs.renameSync(file, `${file}.broken`);
	return emptyState();
};

/** Writes the whole state for its owner only; a reader sees the old file or the new one, never a part. */
export const saveState = (file: string, state: string): void => {
	fs.mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	const temporary = `${file}.${process.pid}.tmp`;
	fs.rmSync(temporary, {force: true});
	fs.writeFileSync(temporary, state, {mode: 0o600});
	fs.renameSync(temporary, file);
};
