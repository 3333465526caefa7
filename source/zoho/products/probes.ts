import {isCovered} from '../scopes/scope.js';
import type {Product, ProductProbe} from './product.js';
import {products} from './table.js';

export type ProbedProduct = Product & {readonly probe: ProductProbe};

/** A call of which both address and scope have a source, and no part is the customer's own. */
const isSure = (product: Product): product is ProbedProduct =>
	product.probe !== undefined &&
	product.probe.scopeConfidence !== 'U' &&
	!/\{[a-z_]+\}/i.test(product.probe.path);

/**
 * The products whose harmless call the granted scopes allow; nothing else is ever called, so that no probe fails for want of
 * a scope. Zoho Accounts has its own call.
 */
export const chooseProbes = (grantedScopes: readonly string[]): readonly ProbedProduct[] =>
	products
		.filter(({kind}) => kind !== 'identity')
		.filter(isSure)
		.filter(({probe}) => isCovered(probe.scope, grantedScopes));
