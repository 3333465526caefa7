import * as z from 'zod/mini';
import {products} from '../source/zoho/products/table.js';
import {sourceText} from './products/compact.js';

/** A scope that the first collection lacks, as its row has it. */
export type MoreScope = {
	readonly scope: string;
	readonly group: string;
	readonly operation: string;
	readonly description: string;
	readonly source: string;
	readonly confidence: 'official' | 'transcribed' | 'integration' | 'third-party';
};

const confidences = {D: 'official', C: 'integration', R: 'third-party', U: 'third-party'} as const;
type Letter = keyof typeof confidences;

const isLetter = (text: string): text is Letter => Object.hasOwn(confidences, text);

const verbs: Readonly<Record<string, string>> = {
	READ: 'read',
	CREATE: 'create',
	UPDATE: 'change',
	DELETE: 'delete',
	ALL: 'everything about',
};

const describe = (scope: string): string => {
	const parts = scope.split('.');
	const verb = verbs[parts.at(-1)?.toUpperCase() ?? ''] ?? 'use';
	return `${verb} ${parts.slice(1, -1).join(' ')}`;
};

const rowOf = (scope: string, meaning: string, source: string, letter: Letter): MoreScope => {
	const parts = scope.split('.');
	return {
		scope,
		group: parts.slice(1, -1).join('.'),
		operation: (parts.at(-1) ?? '').toUpperCase(),
		description: /^(?:named in the brief|unclear)$/.test(meaning) ? describe(scope) : meaning,
		source: sourceText(source),
		confidence: confidences[letter],
	};
};

/** The rows of the table in `scopes-missing.md`: scope, product, meaning, source, confidence. */
export const readMissing = (markdown: string): readonly MoreScope[] =>
	markdown.split('\n').flatMap(line => {
		const cells = line.split('|').map(cell => cell.trim());
		const [, scope = '', , meaning = '', source = '', letter = ''] = cells;
		return /^`[^`]+`$/.test(scope) && isLetter(letter)
			? [rowOf(scope.slice(1, -1), meaning, source, letter)]
			: [];
	});

const operationsSchema = z.array(
	z.object({
		scopes: z.array(z.array(z.string())),
		source: z.string(),
		confidence: z.enum(['D', 'C', 'R']),
	}),
);

/** The scopes that known calls need, each with the surest of its calls. */
export const readOperations = (content: unknown): readonly MoreScope[] => {
	const best = new Map<string, MoreScope>();
	const letters = ['D', 'C', 'R'] as const;
	const operations = operationsSchema.parse(content);
	for (const letter of letters) {
		for (const {scopes, source, confidence} of operations) {
			for (const scope of confidence === letter ? scopes.flat() : []) {
				const key = scope.toLowerCase();
				if (!best.has(key)) best.set(key, rowOf(scope, describe(scope), source, letter));
			}
		}
	}
	return [...best.values()];
};

type Service = {
	readonly id: string;
	readonly name: string;
	readonly prefix: string;
	readonly scopes: readonly MoreScope[];
};

const prefixOf = (scope: string): string => scope.split('.', 1)[0]?.toLowerCase() ?? '';

/** The product that a scope is of, by the table of products; one with a service of its own before one that shares it. */
const productOf = (scope: string) => {
	const owners = products.filter(({prefixes}) => prefixes.some(own => own.toLowerCase() === prefixOf(scope)));
	return owners.find(({prefixes}) => prefixes[0]?.toLowerCase() === prefixOf(scope)) ?? owners[0];
};

/** The services with the scopes that they lack, and those services that were missing as a whole. */
export const withMore = <Known extends Service>(
	services: readonly Known[],
	more: readonly MoreScope[],
): readonly Service[] => {
	const seen = new Set(services.flatMap(({scopes}) => scopes.map(({scope}) => scope.toLowerCase())));
	const added = new Map<string, MoreScope[]>();
	for (const row of more) {
		const key = row.scope.toLowerCase();
		if (seen.has(key)) continue;
		seen.add(key);
		const product = productOf(row.scope);
		if (!product) throw new Error(`${row.scope} is of no product of the table`);
		added.set(product.id, [...(added.get(product.id) ?? []), row]);
	}
	const known = services.map(service => ({
		...service,
		scopes: [...service.scopes, ...(added.get(service.id) ?? [])],
	}));
	const fresh = products
		.filter(({id}) => added.has(id) && !services.some(service => service.id === id))
		.map(({id, name, prefixes, aliases}) => ({
			id,
			name,
			prefix: prefixes[0] ?? '',
			aliases,
			docs: null,
			scopes: added.get(id) ?? [],
		}));
	return [...known, ...fresh];
};
