import * as z from 'zod/mini';
import {oncePerText} from '../once-per.js';
import calls from './calls.json' with {type: 'json'};

/** How sure the scopes of a call are. */
export const confidenceWords = {
	D: 'documented by Zoho',
	C: 'used by working clients',
	R: 'derived from how the product names its scopes',
} as const;

const fileSchema = z.object({
	services: z.record(z.string(), z.object({scopes: z.array(z.string()), calls: z.array(z.string())})),
});

/**
 * The calls of Zoho's APIs that are known, from its OpenAPI files and pages and from working clients: see
 * `build/generate-operations.ts`. Large: load this file only when a call is looked for.
 */
const {services} = fileSchema.parse(calls);

const confidenceSchema = z.enum(['D', 'C', 'R']);

const readLine = (service: string, line: string, scopes: readonly string[]) => {
	const [method = '', path = '', alternatives = '', confidence = '', title = '', select] = line.split('\t');
	return {
		/** Id of the product. */
		service,
		method,
		/** With `{placeholders}`, as the API's host sees it. */
		path,
		/** Alternatives, the narrowest first where that is known; each is a list of scopes that are needed together. */
		scopes: alternatives
			.split(' ')
			.map(together => together.split('+').flatMap(number => scopes[Number(number)] ?? [])),
		/** What the call does, in a few words. */
		title,
		confidence: confidenceSchema.parse(confidence),
		/** The placeholder whose value picks the alternative. */
		select,
	};
};

/** One call of an API, and the scopes that it needs. */
export type Operation = Readonly<ReturnType<typeof readLine>>;

/** The known calls of one product; read once. Empty for a product of which none is known. */
export const operationsOf = oncePerText((service): readonly Operation[] => {
	const rows = Object.hasOwn(services, service) ? services[service] : undefined;
	return rows?.calls.map(line => readLine(service, line, rows.scopes)) ?? [];
});

/** The products of which calls are known. */
export const servicesWithOperations: readonly string[] = Object.keys(services);
