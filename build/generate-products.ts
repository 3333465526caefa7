/**
 * Makes rows.json, ids.json and prefixes.json of source/zoho/products/ out of the collected facts about Zoho's products:
 *
 *   tsx build/generate-products.ts path/to/products.json path/to/operations.json [folder]
 *
 * Fails loudly, and writes nothing, when a row cannot be right: an id or a host that is none, a path that does not begin with
 * a slash, a fact without a source, a service of the scope catalogue without a row. The same input gives the same bytes.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import * as z from 'zod/mini';
import {compactProduct, sourceText} from './products/compact.js';
import {problemsOf} from './products/problems.js';
import {type ProductFacts, productFactsSchema} from './products/schema.js';
import {tableOf} from './table-of.js';

const operationsSchema = z.array(z.object({service: z.string(), path: z.string()}));

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The sources of the facts that are kept, most used first. */
const sourcesOf = (facts: readonly ProductFacts[]): readonly string[] =>
	tableOf(
		facts.flatMap(product =>
			[
				product.hostPattern,
				product.segments,
				product.organization,
				product.extensionManifest,
				...(product.probe ? [product.probe] : []),
				...product.refusals,
			].flatMap(({source}) => (source === null ? [] : sourceText(source))),
		),
	);

/** A sandbox has the paths of the product that it stands for: `pay-sandbox` those of `pay`. */
const withBase = (product: ProductFacts, facts: readonly ProductFacts[]): ProductFacts => {
	const base = facts.find(({id}) => product.kind === 'environment' && product.id.startsWith(`${id}-`));
	const value = [...(product.segments.value ?? []), ...(base?.segments.value ?? [])];
	return base ? {...product, segments: {...product.segments, value}} : product;
};

/** The paths of all calls that are known of a product. */
const pathsOf = (
	{id, probe, organization}: ProductFacts,
	operations: z.infer<typeof operationsSchema>,
): readonly string[] => [
	...operations.flatMap(({service, path}) => (service === id ? [path] : [])),
	...(probe ? [probe.path] : []),
	...(organization.listedBy ? [organization.listedBy.path] : []),
];

const folder = fileURLToPath(new URL('../source/zoho/products', import.meta.url));

/** Writes the three tables into a folder, or throws what is wrong with the facts. */
export const generateProducts = (productsPath?: string, operationsPath?: string, target = folder): void => {
	if (productsPath === undefined || operationsPath === undefined) {
		throw new Error('Usage: tsx build/generate-products.ts path/to/products.json path/to/operations.json');
	}
	const facts = z.array(productFactsSchema).parse(read(productsPath));
	const operations = operationsSchema.parse(read(operationsPath));
	const problems = problemsOf(facts);
	if (problems.length > 0) throw new Error(`${productsPath} cannot be used:\n${problems.join('\n')}`);
	const sources = sourcesOf(facts);
	const segments = [...new Set(facts.flatMap(product => product.segments.value ?? []))];
	const products = facts.map(product =>
		compactProduct(withBase(product, facts), {paths: pathsOf(product, operations), segments, sources}),
	);
	const write = (name: string, content: object): void =>
		writeFileSync(join(target, name), `${JSON.stringify(content, null, '\t')}\n`);
	write('rows.json', {
		refusalColumns: 'cause, status, word, place, confidence, source, note; empty: not known',
		sources,
		products,
	});
	write(
		'ids.json',
		products.map(({id}) => id),
	);
	const prefixes = products.flatMap(product => product.prefixes.map(prefix => prefix.toLowerCase()));
	write('prefixes.json', [...new Set(prefixes)].toSorted());
	console.log(`${products.length} products`);
};

// Run as a script, and not loaded by a test.
if (process.argv[1] === fileURLToPath(import.meta.url)) generateProducts(...process.argv.slice(2));
