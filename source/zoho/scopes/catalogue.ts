import * as z from 'zod/mini';

/**
 * How sure it is that a scope exists: printed by Zoho itself, copied from Zoho's page by others, used by a
 * working client, or only listed somewhere.
 */
export const confidences = ['official', 'transcribed', 'integration', 'third-party'] as const;

export type ScopeConfidence = (typeof confidences)[number];

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

const fileSchema = z.object({
	/** The day on which it was collected, YYYY-MM-DD. */
	retrieved: z.string(),
	sources: z.array(z.string()),
	services: z.array(serviceSchema),
});

/** One row of the file: seven fields with tabs between them, see `build/generate-scopes.ts`. */
const readRow = (row: string, service: CatalogueService, sources: readonly string[]) => {
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
		/** As it is sent, letter for letter. */
		scope,
		serviceId: service.id,
		/** The service's name. */
		service: service.name,
		/** May hold dots. */
		group: group === '' ? scope.slice(first + 1, last) : group,
		/** Upper case; `ACCESS` for scopes that have none. */
		operation: operation === '' ? scope.slice(last + 1).toUpperCase() : operation,
		description,
		confidence: confidences.find(one => one === confidence) ?? 'third-party',
		/** Where it was seen. */
		source: sources[Number(source)] ?? '',
		/** Words of the calls that need it: of many, of some and of one of them, with `|` between. */
		callWords,
	};
};

export type CatalogueScope = Readonly<ReturnType<typeof readRow>>;

export type ScopeCatalogue = Readonly<
	Pick<z.infer<typeof fileSchema>, 'retrieved'> & {
		services: readonly CatalogueService[];
		scopes: readonly CatalogueScope[];
	}
>;

const readCatalogue = (content: unknown): ScopeCatalogue => {
	const {retrieved, sources, services} = fileSchema.parse(content);
	return {
		retrieved,
		services: services.map(({scopes: _rows, ...service}) => service),
		scopes: services.flatMap(service => service.scopes.map(row => readRow(row, service, sources))),
	};
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
