import * as z from 'zod/mini';

/**
 * How sure a fact is: documented by Zoho, seen in code, reported or measured by others, or unknown and only assumed.
 * Nothing of it was tried on a live Zoho by this program's authors.
 */
const confidenceSchema = z.enum(['D', 'C', 'R', 'U']);

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

const causeSchema = z.enum(causes);

/** Seven fields with tabs between them, see `build/products/compact.ts`. */
const readRefusal = (line: string) => {
	const [cause = '', status = '', word = '', place = '', confidence = ''] = line.split('\t');
	return {
		cause: causeSchema.parse(cause),
		/** Undefined where it is not known, or may be any. */
		status: status === '' ? undefined : Number(status),
		/** Undefined where the status alone tells. */
		word: word === '' ? undefined : word,
		/** Where in the body the word stands, as far as it is known. */
		place,
		confidence: confidenceSchema.parse(confidence),
	};
};

/** A word, a number or a bare status by which a product refuses. */
export type ProductRefusal = Readonly<ReturnType<typeof readRefusal>>;

/** A host in one data center: how sure it is, and the whole host where it is another one than the pattern says. */
const readCenter = (text: string) => {
	const [confidence = '', host] = text.split(' ');
	return {confidence: confidenceSchema.parse(confidence), host};
};

const textsSchema = z.array(z.string());

/** JSON has null for what there is not. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
	z.pipe(
		z.nullable(schema),
		z.transform((value: z.output<Schema> | null) => value ?? undefined),
	);

/** A harmless call: it reads, changes nothing and needs one scope only. Always a GET. */
const probeSchema = z.object({
	/** Absolute path, with query where one keeps the answer small; `{…}` has to be filled first. */
	path: z.string(),
	scope: z.string(),
	scopeConfidence: confidenceSchema,
});

export type ProductProbe = Readonly<z.infer<typeof probeSchema>>;

/** How a product wants to be told which organization is meant. */
const organizationSchema = z.object({
	in: z.enum(['header', 'query', 'path', 'cookie']),
	name: z.string(),
	isRequired: z.boolean(),
	/** The call that lists them. */
	listedBy: orNull(z.string()),
	confidence: confidenceSchema,
});

const hostSchema = z.object({
	/** With `{zoho}`, `{zohoapis}`; the whole host stands in `centers` where it is another one. */
	pattern: z.string(),
	/** By data center. One that is missing is not offered, or nothing is known of it. */
	centers: z.pipe(
		z.record(z.string(), z.string()),
		z.transform(centers => new Map(Object.entries(centers).map(([id, text]) => [id, readCenter(text)]))),
	),
});

/** The key of an extension's `plugin-manifest.json` that names connections. */
const manifestKeySchema = z.enum(['usedConnections', 'connectors', 'none']);

export type ManifestKey = z.infer<typeof manifestKeySchema>;

export const productSchema = z.object({
	id: z.string(),
	name: z.string(),
	aliases: textsSchema,
	kind: z.enum(['product', 'environment', 'addOnScope', 'identity']),
	/** First parts of its scopes. */
	prefixes: textsSchema,
	host: orNull(hostSchema),
	/** For downloads, uploads, sandboxes. */
	extraHosts: z._default(textsSchema, []),
	/** The host of a segment that is not on `host`. */
	segmentHosts: z._default(z.record(z.string(), z.string()), {}),
	/** Beginnings of its paths; `{…}` stands for any one part. */
	segments: textsSchema,
	segmentsConfidence: confidenceSchema,
	/** What the `Accept` header has to say, where the product insists. */
	accept: z.optional(z.string()),
	organization: orNull(organizationSchema),
	probe: orNull(probeSchema),
	refusals: z.array(z.pipe(z.string(), z.transform(readRefusal))),
	manifest: z.object({value: orNull(manifestKeySchema), confidence: confidenceSchema}),
});

/** One of Zoho's products, as far as calling it goes. `id` is that of the scope catalogue's service. */
export type Product = Readonly<z.infer<typeof productSchema>>;
