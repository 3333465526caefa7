import type {Product} from '../../source/zoho/products/product.js';

const code = (text: string): string => `\`${text}\``;

/** "us eu (D), uk (C)": data centers by how sure their hosts are; assumed ones come last. */
const centersOf = ({host}: Product): string =>
	(['D', 'C', 'R', 'U'] as const)
		.flatMap(letter => {
			const some = [...(host?.centers ?? [])].filter(([, {confidence}]) => confidence === letter);
			return some.length === 0 ? [] : [`${some.map(([id]) => id).join(' ')} (${letter})`];
		})
		.join(', ');

/** Hosts that do not follow from the pattern are written out. */
const hostOf = ({host}: Product): string => {
	if (!host) return '';
	const written = [...host.centers.values()].flatMap(({host: name}) => name ?? []);
	const isReadable = /^[a-z0-9{}.-]+$/i.test(host.pattern);
	return [...(isReadable ? [host.pattern] : []), ...(isReadable ? [] : written)].map(code).join(', ');
};

/** A product as a row of the documents. */
export const productRow = (product: Product): readonly string[] => {
	const {id, name, prefixes, segments, segmentsConfidence, organization, probe, manifest} = product;
	return [
		code(id),
		name,
		prefixes.map(code).join(', '),
		hostOf(product),
		centersOf(product),
		segments.length === 0 ? '' : `${segments.map(code).join(', ')} (${segmentsConfidence})`,
		organization
			? `${organization.in} ${code(organization.name)}${organization.isRequired ? '' : ', optional'} (${organization.confidence})`
			: '',
		probe ? `${code(probe.path)} with ${code(probe.scope)} (${probe.scopeConfidence})` : '',
		manifest.value === undefined ? '' : `${manifest.value} (${manifest.confidence})`,
	];
};
