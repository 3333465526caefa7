/**
 * How sure a fact is: documented by Zoho, seen in code, reported or measured by others, or unknown and only assumed.
 * Nothing of it was tried on a live Zoho by this program's authors.
 */
export type Confidence = 'D' | 'C' | 'R' | 'U';

/** What a body that refuses a call can mean. Some words mean one of two things, and `any` only says that the call failed. */
export const causes = [
	'noToken',
	'tokenInvalid',
	'scopeMissing',
	'tokenOrScope',
	'scopeOrAddress',
	'wrongDataCenter',
	'organizationMissing',
	'organizationWrong',
	'notAllowed',
	'licence',
	'throttled',
	'addressWrong',
	'notFound',
	'parameterWrong',
	'nothingThere',
	'other',
	'any',
] as const;

export type Cause = (typeof causes)[number];

/** A word, a number or a bare status by which a product refuses. */
export type ProductRefusal = {
	readonly cause: Cause;
	/** Undefined where it is not known, or may be any. */
	readonly status: number | undefined;
	/** Undefined where the status alone tells. */
	readonly word: string | undefined;
	/** Where in the body the word stands, as far as it is known. */
	readonly place: string;
	readonly confidence: Confidence;
};

/** A harmless call: it reads, changes nothing and needs one scope only. Always a GET. */
export type ProductProbe = {
	/** Absolute path, with query where one keeps the answer small; `{…}` has to be filled first. */
	readonly path: string;
	readonly scope: string;
	readonly scopeConfidence: Confidence;
	readonly confidence: Confidence;
};

/** How a product wants to be told which organization is meant. */
export type ProductOrganization = {
	readonly in: 'header' | 'query' | 'path' | 'cookie';
	readonly name: string;
	readonly isRequired: boolean;
	/** The call that lists them. */
	readonly listedBy: string | undefined;
	readonly confidence: Confidence;
};

export type ProductHost = {
	/** With `{zoho}`, `{zohoapis}`; the whole host stands in `centers` where it is another one. */
	readonly pattern: string;
	/** By data center. One that is missing is not offered, or nothing is known of it. */
	readonly centers: ReadonlyMap<string, {readonly confidence: Confidence; readonly host: string | undefined}>;
};

/** The key of an extension's `plugin-manifest.json` that names connections. */
export type ManifestKey = 'usedConnections' | 'connectors' | 'none';

/** One of Zoho's products, as far as calling it goes. `id` is that of the scope catalogue's service. */
export type Product = {
	readonly id: string;
	readonly name: string;
	readonly aliases: readonly string[];
	readonly kind: 'product' | 'environment' | 'addOnScope' | 'identity';
	/** First parts of its scopes. */
	readonly prefixes: readonly string[];
	readonly host: ProductHost | undefined;
	/** For downloads, uploads, sandboxes. */
	readonly extraHosts: readonly string[];
	/** The host of a segment that is not on `host`. */
	readonly segmentHosts: Readonly<Record<string, string>>;
	/** Beginnings of its paths; `{…}` stands for any one part. */
	readonly segments: readonly string[];
	readonly segmentsConfidence: Confidence;
	/** What the `Accept` header has to say, where the product insists. */
	readonly accept: string | undefined;
	readonly organization: ProductOrganization | undefined;
	readonly probe: ProductProbe | undefined;
	readonly refusals: readonly ProductRefusal[];
	readonly manifest: {readonly value: ManifestKey | undefined; readonly confidence: Confidence};
	readonly completeness: 'complete' | 'partial' | 'unknown';
};
