import {builtInDataCenters} from '../../source/zoho/data-center.js';
import {hasSegment} from '../../source/zoho/products/segments.js';
import {manifestSource, manifests} from './manifests.js';
import {moreRefusals} from './more-refusals.js';
import {centers, type ProductFacts} from './schema.js';

const hostOf = (origin: string): string => new URL(origin).host;

/** `{zoho}` and `{zohoapis}` of each data center, from the table of the program. */
const domains = new Map(
	builtInDataCenters.map(({id, accounts, api}) => [
		id,
		{zoho: hostOf(accounts).replace(/^accounts\./, ''), zohoapis: hostOf(api).replace(/^www\./, '')},
	]),
);

const expand = (pattern: string, center: string): string =>
	pattern.replaceAll(/\{(zoho|zohoapis)\}/g, (whole, key: string) => {
		const known = domains.get(center);
		return known && (key === 'zoho' || key === 'zohoapis') ? known[key] : whole;
	});

/** `D` where the host is as the pattern has it, `D www.example.com` where it is not; no data center without a host. */
const hostsOf = ({hostPattern, hostByDataCenter}: ProductFacts): Record<string, string> => {
	const hosts: Record<string, string> = {};
	for (const center of centers) {
		const fact = hostByDataCenter[center];
		if (fact?.value == null) continue;
		const isAsPattern = expand(hostPattern.value ?? '', center) === fact.value;
		hosts[center] = isAsPattern ? fact.confidence : `${fact.confidence} ${fact.value}`;
	}
	return hosts;
};

/** Hosts for downloads, uploads and the like, as far as one can be made of what is written. */
const extraHostsOf = ({extraHosts}: ProductFacts): readonly string[] => [
	...new Set(
		extraHosts
			.filter(({confidence}) => confidence !== 'U')
			.flatMap(({host}) => host.split(/,\s+/))
			.map(host => host.split('/', 1)[0] ?? '')
			// Of one data center alone, and of no use to the others.
			.filter(host => !/\.zoho\.[a-z.]+$/.test(host))
			.filter(host => /^(?:\{[a-z]+\}\.)?(?:[a-z0-9-]+\.)+(?:[a-z]{2,}|\{zoho\}|\{zohoapis\})$/.test(host)),
	),
];

/**
 * As many parts of a path as it takes to identify its product: three below `/api`, where products look the same,
 * otherwise two.
 */
const beginningOf = (path: string): string => {
	const parts = path.split('/').slice(1);
	return `/${parts.slice(0, parts[0] === 'api' ? 3 : 2).join('/')}`;
};

/** Word for word: a placeholder of the path is no evidence. */
const beginsWith = (path: string, segment: string): boolean =>
	`${path}/`.toLowerCase().startsWith(`${segment}/`.toLowerCase());

const firstPart = (path: string): string => path.split('/', 2)[1] ?? '';

/**
 * The segments, and what follows from other facts: versions beside the unversioned path, beginnings of known calls that
 * stand beside those segments, and what another product's segment says more exactly, where this one has such calls too
 * (`/api/v1/organizations` is Desk's as well as that of Shifts).
 */
const segmentsOf = (
	{segments, apiVersions}: ProductFacts,
	paths: readonly string[],
	others: readonly string[],
): readonly string[] => {
	const own = segments.value ?? [];
	const versions = apiVersions?.value ?? [];
	const versioned = versions.includes('unversioned')
		? own.flatMap(segment =>
				versions.flatMap(version => (/^v\d+$/.test(version) ? [`${segment}/${version}`] : [])),
			)
		: [];
	const beside = paths
		.filter(path => !own.some(segment => hasSegment(path, segment)))
		.filter(path => own.some(segment => firstPart(segment) === firstPart(path)))
		.map(beginningOf)
		.filter(segment => !segment.includes('{'));
	const shared = others
		.filter(other => !other.includes('{') && own.some(segment => hasSegment(other, segment)))
		.filter(other => paths.some(path => beginsWith(path, other)));
	return [...new Set([...own, ...versioned, ...beside, ...shared])];
};

/** Bases that only some segments have: Creator's `/api/v2.1` is on its own host, `/creator` on the gateway. */
const segmentHostsOf = ({extraHosts}: ProductFacts, segments: readonly string[]) => {
	const found: Record<string, string> = {};
	for (const {host, confidence} of extraHosts) {
		for (const base of confidence === 'U' ? [] : host.split(/,\s+/)) {
			const [name = '', ...path] = base.split('/');
			const segment = `/${path.join('/')}`;
			if (segments.includes(segment) && name.endsWith('{zoho}')) found[segment] = name;
		}
	}
	return found;
};

type Sourced = {readonly confidence: string; readonly source: string | null};

/** The refusals, with those that stand in the notes of others. */
const withMore = ({id, refusals}: ProductFacts): ProductFacts['refusals'] => [
	...refusals,
	...moreRefusals.flatMap(([product, word, cause, like]) => {
		const row = product === id ? refusals.find(refusal => refusal.word === like) : undefined;
		if (product === id && !row) throw new Error(`${id} has no word ${like}`);
		return row ? [{...row, status: null, word, cause, note: undefined}] : [];
	}),
];

const manifestOf = ({id, extensionManifest}: ProductFacts) => {
	const value = manifests[id];
	return value === undefined
		? {value: extensionManifest.value, confidence: extensionManifest.confidence}
		: {value, confidence: 'C', source: manifestSource};
};

/** Named with the calls of a product, and not yet in its row: `ERP.addons.READ`. */
const morePrefixes: Readonly<Record<string, readonly string[]>> = {erp: ['ERP']};

export type Surroundings = {
	/** Paths of the product's known calls. */
	readonly paths: readonly string[];
	/** The segments of all products. */
	readonly segments: readonly string[];
	readonly sources: readonly string[];
};

/** Names of the notes that the facts were collected in say nothing here. */
export const sourceText = (source: string): string =>
	source
		.replaceAll(/faults\/[a-z-]+\.md(?: [A-Z]\d+)?/g, 'reported by users')
		.replaceAll(/oauth-facts\.md/g, 'notes on OAuth')
		.replaceAll(/\bscopes\.json\b/g, 'scope catalogue');

/** A row of the program's table. */
export const compactProduct = (product: ProductFacts, {paths, segments: others, sources}: Surroundings) => {
	const sourceOf = ({source}: Sourced): number | null =>
		source === null ? null : sources.indexOf(sourceText(source));
	const {id, name, aliases, kind, probe, organization, hostPattern, segments} = product;
	const extraHosts = extraHostsOf(product);
	const allSegments = segmentsOf(product, paths, others);
	const segmentHosts = segmentHostsOf(product, allSegments);
	const accept = product.otherHeaders.value?.Accept ?? probe?.accept ?? null;
	return {
		id,
		name,
		aliases,
		kind,
		prefixes: product.scopePrefixes.value ?? morePrefixes[id] ?? [],
		host:
			hostPattern.value === null
				? null
				: {pattern: hostPattern.value, source: sourceOf(hostPattern), centers: hostsOf(product)},
		...(extraHosts.length > 0 ? {extraHosts} : {}),
		...(Object.keys(segmentHosts).length > 0 ? {segmentHosts} : {}),
		segments: allSegments,
		segmentsConfidence: segments.confidence,
		segmentsSource: sourceOf(segments),
		...(accept === null ? {} : {accept}),
		organization:
			organization.in === undefined || organization.in === 'none'
				? null
				: {
						in: organization.in,
						name: organization.name ?? '',
						isRequired: organization.required === true,
						listedBy: organization.listedBy?.path ?? null,
						confidence: organization.confidence,
						source: sourceOf(organization),
					},
		probe: probe && {
			path: probe.path,
			scope: probe.scope,
			scopeConfidence: probe.scopeConfidence,
			confidence: probe.confidence,
			source: sourceOf(probe),
		},
		refusals: withMore(product).map(refusal =>
			[
				refusal.cause,
				refusal.status ?? '',
				refusal.word ?? '',
				refusal.at ?? '',
				refusal.confidence,
				sourceOf(refusal) ?? '',
				refusal.note ?? '',
			].join('\t'),
		),
		manifest: manifestOf(product),
		completeness: product.completeness,
	};
};
