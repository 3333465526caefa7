import {builtInDataCenters, type DataCenter, domainOf, isLoopbackHost} from '../data-center.js';
import {oncePer, oncePerText} from '../once-per.js';
import type {Product} from './product.js';
import {fitter, hasSegment} from './segments.js';

/** Where a product's API is. `isAssumed`: made by the pattern of its other hosts, and it may not exist. */
export type ProductOrigin = {readonly origin: string; readonly isAssumed: boolean};

/** Whether a data center is one of Zoho's own, and not one on this machine that bears its id. */
const isZohos = ({id, accounts}: DataCenter): boolean =>
	builtInDataCenters.some(own => own.id === id && own.accounts === accounts);

const gatewayPattern = 'www.{zohoapis}';

const apiDomainOf = ({api}: DataCenter): string => new URL(api).host.replace(/^www\./, '');

const filledIn = oncePer((dataCenter: DataCenter) =>
	oncePerText(pattern =>
		pattern.replace('{zoho}', domainOf(dataCenter)).replace('{zohoapis}', apiDomainOf(dataCenter)),
	),
);

/** A host of the table as it is in a data center of Zoho's. A customer's own label stays in braces. Kept: each address is compared with all. */
const fill = (pattern: string, dataCenter: DataCenter): string => filledIn(dataCenter)(pattern);

/** The origin of a name in the place of `{product}`; the gateway where a table of one's own has no pattern for that. */
const ownOrigin = (name: string, {products, api}: DataCenter): string =>
	products?.replace('{product}', name).replace(/\/$/, '') ?? api;

/** What stands before `.{zoho}`; undefined for hosts outside of it. */
const nameWithin = (pattern: string): string | undefined => /^([a-z0-9.-]+)\.\{zoho\}$/.exec(pattern)?.[1];

/** Practice and other data centers of one's own have every product; those on the open net are not guessed. */
const originElsewhere = (product: Product, pattern: string, dataCenter: DataCenter) => {
	const name = nameWithin(pattern);
	if (name === undefined && !isLoopbackHost(new URL(dataCenter.api).hostname)) return undefined;
	return {origin: ownOrigin(name ?? product.id, dataCenter), isAssumed: false};
};

/**
 * The origin of a product's API in a data center: for products of the gateway the one that the token reply named, else the
 * data center's gateway; for all others the host of the table. Undefined where none is known, or where a part of it is the
 * customer's own (`{academy}.trainercentral.com`).
 *
 * @param path tells where a product has two hosts @param apiDomain an origin without a trailing slash
 */
export const originOf = (
	product: Product,
	dataCenter: DataCenter,
	apiDomain: string | undefined,
	path: string,
): ProductOrigin | undefined => {
	if (!product.host) return undefined;
	if (product.kind === 'identity') return {origin: dataCenter.accounts, isAssumed: false};
	const segment = Object.keys(product.segmentHosts).find(own => hasSegment(path, own));
	const pattern = (segment && product.segmentHosts[segment]) ?? product.host.pattern;
	const center = product.host.centers.get(dataCenter.id);
	if (isZohos(dataCenter) && !center) return undefined;
	const isAssumed = center?.confidence === 'U';
	if (pattern === gatewayPattern) return {origin: apiDomain ?? dataCenter.api, isAssumed};
	if (!isZohos(dataCenter)) return originElsewhere(product, pattern, dataCenter);
	const name = nameWithin(pattern);
	if (name !== undefined && !center?.host) return {origin: ownOrigin(name, dataCenter), isAssumed};
	const host = center?.host ?? fill(pattern, dataCenter);
	return host.includes('{') ? undefined : {origin: `https://${host}`, isAssumed};
};

/** The hosts of a product for a reader: that of the data center, or the pattern with the customer's own part in it. */
export const hostText = (product: Product, dataCenter: DataCenter): string | undefined => {
	const {host} = product;
	if (!host || (isZohos(dataCenter) && !host.centers.has(dataCenter.id))) return undefined;
	if (host.pattern === gatewayPattern || !isZohos(dataCenter)) {
		const found = originOf(product, dataCenter, undefined, '/');
		return found && new URL(found.origin).host;
	}
	return host.centers.get(dataCenter.id)?.host ?? fill(host.pattern, dataCenter);
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');

/** Whether a host is the one of a pattern; `{…}` is one label that the customer chose. */
const isOfPattern = (host: string, pattern: string): boolean =>
	pattern.includes('{')
		? new RegExp(`^${escaped(pattern).replaceAll(/\{[a-z]+\}/g, '[a-z0-9-]+')}$`).test(host)
		: host === pattern;

/** Whether an address is on a host that the table has for a product in this data center of Zoho's. */
export const isHostOf = (url: URL, product: Product, dataCenter: DataCenter): boolean => {
	if (!product.host || !isZohos(dataCenter) || url.protocol !== 'https:' || url.port !== '') return false;
	const center = product.host.centers.get(dataCenter.id);
	if (!center) return false;
	const main = center.host ?? fill(product.host.pattern, dataCenter);
	const others = [...product.extraHosts, ...Object.values(product.segmentHosts)]
		// A host that is written out is that of the United States, and of no other data center.
		.filter(pattern => /\{zoho(?:apis)?\}$/.test(pattern) || dataCenter.id === 'us')
		.map(pattern => fill(pattern, dataCenter));
	return [main, ...others].some(pattern => isOfPattern(url.hostname, pattern));
};

/** The products, of these, that a path fits best; none where it fits none. */
export const bestFitting = (path: string, products: readonly Product[]): readonly Product[] => {
	const fitOf = fitter(path);
	const fits = products.map(product => fitOf(product.segments));
	const best = Math.max(0, ...fits);
	return products.filter((_product, index) => best > 0 && fits[index] === best);
};
