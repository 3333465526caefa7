import * as z from 'zod/mini';

/**
 * How sure it is that a scope exists: printed by Zoho itself, copied from Zoho's page by others, used by a
 * working client, or only listed somewhere.
 */
const confidences = ['official', 'transcribed', 'integration', 'third-party'] as const;

export type ScopeConfidence = (typeof confidences)[number];

export type CatalogueScope = {
	/** As it is sent, letter for letter. */
	readonly scope: string;
	readonly serviceId: string;
	/** The service's name. */
	readonly service: string;
	/** May hold dots. */
	readonly group: string;
	/** Upper case; `ACCESS` for scopes that have none. */
	readonly operation: string;
	readonly description: string;
	readonly confidence: ScopeConfidence;
	/** Where it was seen. */
	readonly source: string;
	/** Words of the calls that need it: of many, of some and of one of them, with `|` between. */
	readonly callWords: string;
};

const serviceSchema = z.object({
	id: z.string(),
	name: z.string(),
	/** First part of its scopes, which need not resemble the name. */
	prefix: z.string(),
	aliases: z.array(z.string()),
	/** Zoho's page about its scopes, where one is known. */
	docs: z.nullable(z.string()),
	scopes: z.array(z.string()),
});

export type CatalogueService = Readonly<Omit<z.infer<typeof serviceSchema>, 'scopes'>>;

export type ScopeCatalogue = {
	/** The day on which it was collected, YYYY-MM-DD. */
	readonly retrieved: string;
	readonly services: readonly CatalogueService[];
	readonly scopes: readonly CatalogueScope[];
};

const fileSchema = z.object({
	retrieved: z.string(),
	sources: z.array(z.string()),
	services: z.array(serviceSchema),
});

/** One row of the file: seven fields with tabs between them, see `build/generate-scopes.ts`. */
const readRow = (row: string, service: CatalogueService, sources: readonly string[]): CatalogueScope => {
	const [
		scope = '',
		group = '',
		operation = '',
		confidence = '',
		source = '',
		description = '',
		callWords = '',
	] = row.split('\t');
	const first = scope.indexOf('.');
	const last = scope.lastIndexOf('.');
	return {
		scope,
		serviceId: service.id,
		service: service.name,
		group: group === '' ? scope.slice(first + 1, last) : group,
		operation: operation === '' ? scope.slice(last + 1).toUpperCase() : operation,
		description,
		confidence: confidences.find(one => one === confidence) ?? 'third-party',
		source: sources[Number(source)] ?? '',
		callWords,
	};
};

const readCatalogue = (content: unknown): ScopeCatalogue => {
	const file = fileSchema.parse(content);
	const services: CatalogueService[] = [];
	const scopes: CatalogueScope[] = [];
	for (const {scopes: rows, ...service} of file.services) {
		services.push(service);
		for (const row of rows) scopes.push(readRow(row, service, file.sources));
	}
	return {retrieved: file.retrieved, services, scopes};
};

let loading: Promise<ScopeCatalogue> | undefined;

/**
 * The catalogue of Zoho's scopes. Loaded on first use, for start-up must not pay for it, and parsed once. Zoho
 * publishes no such list: this one is collected from its pages, its OpenAPI files and working clients, so that a
 * scope that is not in it may still exist.
 */
export const loadScopeCatalogue = (): Promise<ScopeCatalogue> => {
	loading ??= import('./catalogue.json', {with: {type: 'json'}}).then(file => readCatalogue(file.default));
	return loading;
};
