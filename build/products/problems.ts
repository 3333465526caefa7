import {readFileSync} from 'node:fs';
import * as z from 'zod/mini';
import {centers, type ProductFacts} from './schema.js';

/** A host name, in which one label may be the customer's own: `{academy}.trainercentral.com`. */
const host = /^(?:\{[a-z]+\}\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

const catalogueSchema = z.object({services: z.array(z.object({id: z.string(), prefix: z.string()}))});

const readServices = () => {
	const file = new URL('../../source/zoho/scopes/catalogue.json', import.meta.url);
	return catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).services;
};

const rowProblems = (product: ProductFacts): readonly string[] => {
	const {id} = product;
	const facts = [
		product.scopePrefixes,
		product.hostPattern,
		product.segments,
		product.extensionManifest,
		...(product.probe ? [product.probe] : []),
		...product.refusals,
	];
	return [
		...facts.flatMap(fact =>
			fact.source === null && fact.confidence !== 'U' ? [`${id} has a fact without a source`] : [],
		),
		...centers.flatMap(center => {
			const value = product.hostByDataCenter[center]?.value;
			return value != null && !host.test(value) ? [`${id} has no host in ${center}: ${value}`] : [];
		}),
		...product.refusals.flatMap(({word, status, cause, at}) =>
			word === null && status === null && at === null && cause === 'any'
				? [`${id} has a refusal that says nothing`]
				: [],
		),
	];
};

/** What cannot be right in the collected facts. */
export const problemsOf = (facts: readonly ProductFacts[]): readonly string[] => {
	const ids = new Set<string>();
	const problems: string[] = [];
	for (const product of facts) {
		if (ids.has(product.id)) problems.push(`product ${product.id} is there twice`);
		ids.add(product.id);
		problems.push(...rowProblems(product));
	}
	for (const {id, prefix} of readServices()) {
		const row = facts.find(product => product.id === id);
		if (!row) problems.push(`service ${id} of the scope catalogue has no row`);
		else if (!row.scopePrefixes.value?.some(own => own.toLowerCase() === prefix.toLowerCase()))
			problems.push(`product ${id} does not have the prefix ${prefix} of the scope catalogue`);
	}
	return problems;
};
