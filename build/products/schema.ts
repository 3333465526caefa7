import * as z from 'zod/mini';
import {causes} from '../../source/zoho/products/product.js';

export const text = z.string().check(z.minLength(1), z.regex(/^[^\t\n]*$/, 'must be one line without tabs'));

/** Documented by Zoho, seen in code, reported by others, unknown or assumed. */
const confidence = z.enum(['D', 'C', 'R', 'U']);

const origin = {confidence, source: z.nullable(text), note: z.optional(text)};

const factOf = <Schema extends z.core.$ZodType>(value: Schema) =>
	z.object({value: z.nullable(value), ...origin});

/** Zoho's data centers, in the order in which the facts have them. */
export const centers = ['us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk', 'ae', 'sg'] as const;

/** One row of the collected facts; each fact says where it comes from and how sure it is. */
export const productFactsSchema = z.object({
	id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
	name: text,
	aliases: z.array(text),
	kind: z.enum(['product', 'environment', 'addOnScope', 'identity']),
	scopePrefixes: factOf(z.array(text)),
	hostPattern: factOf(text),
	hostByDataCenter: z.record(z.enum(centers), z.nullable(factOf(text))),
	extraHosts: z.array(z.object({use: text, host: text, ...origin})),
	segments: factOf(z.array(z.string().check(z.regex(/^\/[^\s?#]+$/, 'must begin with a slash')))),
	apiVersions: z.optional(factOf(z.array(text))),
	otherHeaders: factOf(z.record(z.string(), text)),
	organization: z.object({
		in: z.optional(z.enum(['none', 'header', 'query', 'path', 'cookie'])),
		name: z.optional(z.nullable(text)),
		required: z.optional(z.nullable(z.boolean())),
		listedBy: z.optional(z.nullable(z.object({path: text, scope: text}))),
		...origin,
	}),
	probe: z.nullable(
		z.object({
			method: z.literal('GET'),
			path: z.string().check(z.regex(/^\//, 'must begin with a slash')),
			scope: text,
			scopeConfidence: confidence,
			accept: z.nullable(text),
			...origin,
		}),
	),
	refusals: z.array(
		z.object({
			cause: z.enum(causes),
			status: z.nullable(z.int()),
			word: z.nullable(text),
			at: z.nullable(text),
			...origin,
		}),
	),
	pagination: z.optional(factOf(z.object({style: text, params: z.array(text)}))),
	extensionManifest: factOf(z.enum(['usedConnections', 'connectors', 'none'])),
	completeness: z.enum(['complete', 'partial', 'unknown']),
	notes: z.array(text),
});

export type ProductFacts = z.infer<typeof productFactsSchema>;
