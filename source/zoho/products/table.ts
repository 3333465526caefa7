import * as z from 'zod/mini';
import {squeeze} from '../text.js';
import {type Product, productSchema} from './product.js';
import rows from './rows.json' with {type: 'json'};

const fileSchema = z.object({products: z.array(productSchema)});

/**
 * Every product of the scope catalogue and some more, in the order in which they are best asked: those that also name the
 * organization first. Collected from Zoho's pages, its OpenAPI files and working clients; what is only assumed says so.
 *
 * Not small: whatever starts with the program loads this file when it is needed.
 */
export const products: readonly Product[] = fileSchema.parse(rows).products;

export const findProduct = (id: string): Product | undefined => products.find(product => product.id === id);

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
