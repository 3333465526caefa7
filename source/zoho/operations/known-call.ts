import type {Product} from '../products/product.js';
import {type FoundOperation, findOperations} from './find.js';

const withoutQuery = (path: string): string =>
	(path.split(/[?#]/, 1)[0] ?? '').replace(/\/+$/, '').toLowerCase();

/** The product's harmless call, where no list has it. */
const asProbe = ({id, name, probe}: Product, method: string, path: string): FoundOperation | undefined => {
	if (!probe || probe.scopeConfidence === 'U' || method.toUpperCase() !== 'GET') return undefined;
	if (withoutQuery(probe.path) !== withoutQuery(path)) return undefined;
	return {
		service: id,
		method: 'GET',
		path: probe.path.split('?', 1)[0] ?? '',
		title: `see whether ${name} answers`,
		confidence: probe.scopeConfidence,
		scopes: [[probe.scope]],
		isBeginning: false,
	};
};

export const knownCall = (product: Product, method: string, path: string): FoundOperation | undefined => {
	const [found] = findOperations(method, path, [product.id]);
	return found && !found.isBeginning ? found : (asProbe(product, method, path) ?? found);
};
