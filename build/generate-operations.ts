/**
 * Makes source/zoho/operations/calls.json out of the collected calls of Zoho's APIs and the scopes that each needs:
 *
 *   tsx build/generate-operations.ts path/to/operations.json [another/target.json]
 *
 * Fails loudly, and writes nothing, when a call is double, its path or one of its scopes has not the form of one, or its service
 * is not in the table of products. The same input gives the same bytes.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import * as z from 'zod/mini';
import ids from '../source/zoho/products/ids.json' with {type: 'json'};
import {isScopeShaped} from '../source/zoho/scopes/scope.js';
import {tableOf} from './table-of.js';

const text = z.string().check(z.minLength(1), z.regex(/^[^\t\n]*$/, 'must be one line without tabs'));

const operationSchema = z.object({
	service: text,
	method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
	path: z.string().check(z.regex(/^(?:\/[^\s/?#]+)+$/, 'must be a path without query and slash at its end')),
	/** Alternatives; each is a list of scopes that are needed together. */
	scopes: z.array(z.array(text).check(z.minLength(1))).check(z.minLength(1)),
	title: text,
	confidence: z.enum(['D', 'C', 'R']),
	/** The placeholder whose value picks the alternative. */
	select: z.optional(text),
});

type Operation = z.infer<typeof operationSchema>;

const keyOf = ({service, method, path}: Operation): string =>
	`${service} ${method} ${path.toLowerCase().replaceAll(/\{[^}]*\}/g, '{}')}`;

const problemsOf = (operations: readonly Operation[]): readonly string[] => {
	const known = new Set<string>(ids);
	const seen = new Set<string>();
	return operations.flatMap(operation => {
		const {service, method, path, scopes, select} = operation;
		const name = `${service} ${method} ${path}`;
		const key = keyOf(operation);
		const isDouble = seen.has(key);
		seen.add(key);
		return [
			...(known.has(service) ? [] : [`${name}: there is no such product`]),
			...(isDouble ? [`${name} is there twice`] : []),
			...(path.replaceAll(/\{[^{}]+\}/g, '').match(/[{}]/) ? [`${name}: a brace is alone`] : []),
			...(select !== undefined && !path.includes(`{${select}}`) ? [`${name} selects by what it lacks`] : []),
			...scopes.flat().flatMap(scope => (isScopeShaped(scope) ? [] : [`${name}: ${scope} is no scope`])),
		];
	});
};

/** Scopes by number: `0+3 1` is both of the first two, or the other one. */
const compact = (operations: readonly Operation[]) => {
	const scopes = tableOf(operations.flatMap(({scopes}) => scopes.flat()));
	const numbers = new Map(scopes.map((scope, index) => [scope, index]));
	const alternatives = (operation: Operation): string =>
		operation.scopes.map(together => together.map(scope => numbers.get(scope)).join('+')).join(' ');
	return {
		scopes,
		calls: operations.map(operation =>
			[
				operation.method,
				operation.path,
				alternatives(operation),
				operation.confidence,
				operation.title,
				...(operation.select === undefined ? [] : [operation.select]),
			].join('\t'),
		),
	};
};

const table = fileURLToPath(new URL('../source/zoho/operations/calls.json', import.meta.url));

/** Writes the table of calls, or throws what is wrong with the collected ones. */
export const generateOperations = (path: string | undefined, target = table): void => {
	if (path === undefined) throw new Error('Usage: tsx build/generate-operations.ts path/to/operations.json');
	const operations = z.array(operationSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
	const problems = problemsOf(operations);
	if (problems.length > 0) throw new Error(`${path} cannot be used:\n${problems.join('\n')}`);
	const services = Object.fromEntries(
		[...Map.groupBy(operations, ({service}) => service)].map(([id, some]) => [id, compact(some)]),
	);
	const columns =
		'method, path, scopes (alternatives; + for together), confidence, title, selecting placeholder';
	writeFileSync(target, `${JSON.stringify({columns, services}, null, '\t')}\n`);
	console.log(`${operations.length} calls of ${Object.keys(services).length} services`);
};

// Run as a script, and not loaded by a test.
if (process.argv[1] === fileURLToPath(import.meta.url)) generateOperations(process.argv[2], process.argv[3]);
