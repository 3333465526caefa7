/**
 * Makes source/zoho/scopes/catalogue.json out of the collected scopes:
 *
 *   tsx build/generate-scopes.ts path/to/scopes.json [another/target.json]
 *     --missing path/to/scopes-missing.md --operations path/to/operations.json
 *
 * `--missing` adds a table of scopes that the collection lacks, `--operations` those that only known calls name, both with
 * their source and confidence, and to each scope the words that the titles of its calls add to the search.
 *
 * Fails loudly, and writes nothing, when a scope is double (without regard to case), has no scope's form, or when a
 * product's harmless call needs a scope that is not there. The same input gives the same bytes.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import * as z from 'zod/mini';
import {products} from '../source/zoho/products/table.js';
import {isScopeShaped} from '../source/zoho/scopes/scope.js';
import {callWordsOf, readTitles, type Titles} from './scope-words.js';
import {type MoreScope, readMissing, readOperations, withMore} from './scopes-more.js';
import {tableOf} from './table-of.js';

const text = z.string().check(z.minLength(1), z.regex(/^[^\t\n]*$/, 'must be one line without tabs'));

const sourceSchema = z.object({
	retrieved: z.iso.date(),
	services: z.array(
		z.object({
			id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
			name: text,
			prefix: text,
			aliases: z.array(text),
			docs: z.nullable(text),
			scopes: z.array(
				z.object({
					scope: text,
					group: text,
					operation: text,
					description: text,
					source: text,
					confidence: z.enum(['official', 'transcribed', 'integration', 'third-party']),
					/** Made before, and kept where no calls are given. */
					callWords: z.optional(z.string()),
				}),
			),
		}),
	),
});

type Source = z.infer<typeof sourceSchema>;
type SourceScope = Source['services'][number]['scopes'][number];

const problemsOf = ({services}: Source): readonly string[] => {
	const problems: string[] = [];
	const seen = new Set<string>();
	const ids = new Set<string>();
	for (const service of services) {
		if (ids.has(service.id)) problems.push(`service ${service.id} is there twice`);
		ids.add(service.id);
		for (const {scope} of service.scopes) {
			if (!isScopeShaped(scope)) problems.push(`${scope} has not the form of a scope`);
			if (seen.has(scope.toLowerCase())) problems.push(`${scope} is there twice`);
			seen.add(scope.toLowerCase());
		}
	}
	const probes = products.flatMap(({id, probe}) =>
		probe && probe.scopeConfidence !== 'U' ? [{id, scope: probe.scope}] : [],
	);
	for (const {id, scope} of probes) {
		if (!seen.has(scope.toLowerCase()))
			problems.push(`the probe of ${id} needs ${scope}, which is not there`);
	}
	return problems;
};

/** Group and operation are left empty where the scope itself tells them. */
const rowOf = (entry: SourceScope, sources: readonly string[], titles: Titles): string => {
	const parts = entry.scope.split('.');
	const group = entry.group === parts.slice(1, -1).join('.') ? '' : entry.group;
	const operation = entry.operation === parts.at(-1)?.toUpperCase() ? '' : entry.operation;
	const source = String(sources.indexOf(entry.source));
	const calls = titles.get(entry.scope.toLowerCase()) ?? [];
	const made = callWordsOf(calls, `${entry.scope} ${entry.description}`);
	const words = titles.size > 0 ? made : (entry.callWords ?? '');
	return [entry.scope, group, operation, entry.confidence, source, entry.description, words]
		.join('\t')
		.trimEnd();
};

const compact = (source: Source, titles: Titles): object => {
	const sources = tableOf(source.services.flatMap(({scopes}) => scopes.map(entry => entry.source)));
	return {
		retrieved: source.retrieved,
		columns:
			'scope, group, operation, confidence, source, description, words of its calls (of many, some, one); empty: as in the scope',
		sources,
		services: source.services.map(({scopes, ...service}) => ({
			...service,
			scopes: scopes.map(entry => rowOf(entry, sources, titles)),
		})),
	};
};

const catalogue = fileURLToPath(new URL('../source/zoho/scopes/catalogue.json', import.meta.url));

/** What the collected scopes lack: a table of others, and those of the known calls. */
const readMore = (missing: string | undefined, operations: string | undefined): readonly MoreScope[] => [
	...(missing === undefined ? [] : readMissing(readFileSync(missing, 'utf8'))),
	...(operations === undefined ? [] : readOperations(JSON.parse(readFileSync(operations, 'utf8')))),
];

/** Writes the catalogue, or throws what is wrong with the collected scopes. @param args those of the command line */
export const generateScopes = (args: readonly string[]): void => {
	const {positionals, values} = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {missing: {type: 'string'}, operations: {type: 'string'}},
	});
	const [path, target = catalogue] = positionals;
	if (path === undefined) throw new Error('Usage: tsx build/generate-scopes.ts path/to/scopes.json');
	const collected = sourceSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	const more = readMore(values.missing, values.operations);
	const titles = readTitles(
		values.operations === undefined ? [] : JSON.parse(readFileSync(values.operations, 'utf8')),
	);
	const source = sourceSchema.parse({...collected, services: withMore(collected.services, more)});
	const problems = problemsOf(source);
	if (problems.length > 0) throw new Error(`${path} cannot be used:\n${problems.join('\n')}`);
	writeFileSync(target, `${JSON.stringify(compact(source, titles), null, '\t')}\n`);
	const count = source.services.reduce((sum, {scopes}) => sum + scopes.length, 0);
	console.log(`${count} scopes of ${source.services.length} services`);
};

// Run as a script, and not loaded by a test.
if (process.argv[1] === fileURLToPath(import.meta.url)) generateScopes(process.argv.slice(2));
