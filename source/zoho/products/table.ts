import * as z from 'zod/mini';
import {causes, type Product, type ProductHost, type ProductRefusal} from './product.js';
import rows from './rows.json' with {type: 'json'};

const confidenceSchema = z.enum(['D', 'C', 'R', 'U']);
const textsSchema = z.array(z.string());

const fileSchema = z.object({
	sources: textsSchema,
	products: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			aliases: textsSchema,
			kind: z.enum(['product', 'environment', 'addOnScope', 'identity']),
			prefixes: textsSchema,
			host: z.nullable(z.object({pattern: z.string(), centers: z.record(z.string(), z.string())})),
			extraHosts: z.optional(textsSchema),
			segmentHosts: z.optional(z.record(z.string(), z.string())),
			segments: textsSchema,
			segmentsConfidence: confidenceSchema,
			accept: z.optional(z.string()),
			organization: z.nullable(
				z.object({
					in: z.enum(['header', 'query', 'path', 'cookie']),
					name: z.string(),
					isRequired: z.boolean(),
					listedBy: z.nullable(z.string()),
					confidence: confidenceSchema,
				}),
			),
			probe: z.nullable(
				z.object({
					path: z.string(),
					scope: z.string(),
					scopeConfidence: confidenceSchema,
					confidence: confidenceSchema,
				}),
			),
			refusals: textsSchema,
			manifest: z.object({
				value: z.nullable(z.enum(['usedConnections', 'connectors', 'none'])),
				confidence: confidenceSchema,
			}),
			completeness: z.enum(['complete', 'partial', 'unknown']),
		}),
	),
});

type Row = z.infer<typeof fileSchema>['products'][number];

const causeSchema = z.enum(causes);

/** Seven fields with tabs between them, see `build/products/compact.ts`. */
const readRefusal = (line: string): ProductRefusal => {
	const [cause = '', status = '', word = '', place = '', confidence = ''] = line.split('\t');
	return {
		cause: causeSchema.parse(cause),
		status: status === '' ? undefined : Number(status),
		word: word === '' ? undefined : word,
		place,
		confidence: confidenceSchema.parse(confidence),
	};
};

const readHost = ({pattern, centers}: NonNullable<Row['host']>): ProductHost => ({
	pattern,
	centers: new Map(
		Object.entries(centers).map(([center, text]) => {
			const [confidence = '', host] = text.split(' ');
			return [center, {confidence: confidenceSchema.parse(confidence), host}];
		}),
	),
});

const readRow = (row: Row): Product => ({
	...row,
	host: row.host ? readHost(row.host) : undefined,
	extraHosts: row.extraHosts ?? [],
	segmentHosts: row.segmentHosts ?? {},
	accept: row.accept,
	organization: row.organization
		? {...row.organization, listedBy: row.organization.listedBy ?? undefined}
		: undefined,
	probe: row.probe ?? undefined,
	refusals: row.refusals.map(readRefusal),
	manifest: {...row.manifest, value: row.manifest.value ?? undefined},
});

/**
 * Every product of the scope catalogue and some more, in the order in which they are best asked: those that also name the
 * organization first. Collected from Zoho's pages, its OpenAPI files and working clients; what is only assumed says so.
 *
 * Not small: whatever starts with the program loads this file when it is needed.
 */
export const products: readonly Product[] = fileSchema.parse(rows).products.map(readRow);

export const findProduct = (id: string): Product | undefined => products.find(product => product.id === id);

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A product by any name that people know it under: id, scope prefix, name, host (`projectsapi`), an old name. */
export const productCalled = (word: string): Product | undefined => {
	const wanted = squeeze(word);
	const names = ({id, name, prefixes, aliases, host}: Product): readonly string[] => [
		id,
		...prefixes,
		name,
		name.replace(/^Zoho /, ''),
		...aliases,
		/^([a-z0-9-]+)\.\{zoho\}$/.exec(host?.pattern ?? '')?.[1] ?? '',
	];
	if (wanted === '') return undefined;
	return (
		products.find(({id}) => squeeze(id) === wanted) ??
		products.find(product => names(product).some(name => squeeze(name) === wanted))
	);
};
