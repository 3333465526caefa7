import {isGateway} from '../api-domain.js';
import {type DataCenter, parseSafeUrl} from '../data-center.js';
import {ok, type Refusal, type Result, refused} from '../refusal.js';
import {hostOf} from '../servers/token-hosts.js';
import {bestFitting, hostText, isHostOf, originOf} from './hosts.js';
import type {Product} from './product.js';
import {fitter} from './segments.js';
import {productCalled, products} from './table.js';

/** Where a call goes, and whose words its errors are in; `''` for a product that is not known here. */
export type ApiAddress = {
	readonly url: string;
	readonly productId: string;
	/** The host follows from the pattern of other data centers, and may not exist. */
	readonly isAssumed: boolean;
};

/** What is known of a connection when a call is addressed. */
export type ApiPlace = {
	/** Undefined for a server that is not Zoho's. */
	readonly dataCenter: DataCenter | undefined;
	/** The origin that the token reply named. */
	readonly apiDomain: string | undefined;
	readonly scopes: readonly string[];
	/** Of a server that is not Zoho's: hosts that its tokens may go to, those of its own addresses first. */
	readonly hosts?: readonly string[] | undefined;
	/** Of these, the ones that were named for its API. */
	readonly apiHosts?: readonly string[] | undefined;
};

type Refused = ReturnType<typeof refused>;

const wrong = (what: string, why: string, next: string): Refused =>
	refused({id: 'api-address-wrong', what, why, next, exitCode: 2});

const firstPart = (text: string): string => text.split('.', 1)[0]?.toLowerCase() ?? '';

/** Whether one of these scopes is the product's. */
export const isNamedBy = ({prefixes}: Product, scopes: readonly string[]): boolean =>
	scopes.some(scope => prefixes.some(prefix => prefix.toLowerCase() === firstPart(scope)));

/** The products that scopes are of, in the order of the table. */
export const productsOf = (scopes: readonly string[]): readonly Product[] =>
	products.filter(product => isNamedBy(product, scopes));

const names = (some: readonly Product[]): string => some.map(({name}) => name).join(', ');

const hostsText = (some: readonly Product[], dataCenter: DataCenter): string =>
	some.map(product => `${product.name}: ${hostText(product, dataCenter) ?? 'host not known'}`).join(' · ');

const firstParts = products.map(({segments}) => segments.map(segment => `/${segment.split('/')[1]}`));

/** What begins every path that leads to a product of its own: `/books`, `/recruit`, but not `/api`. */
const ownersOfFirstPart = (path: string): readonly Product[] => {
	const fitOf = fitter(path);
	return products.filter((_product, index) => fitOf(firstParts[index] ?? []) > 0);
};

const noHost = (product: Product, dataCenter: DataCenter): Refused => {
	const pattern = hostText(product, dataCenter);
	return wrong(
		`Which host of ${product.name} this call is for is not known.`,
		pattern === undefined
			? `No host of ${product.name} is known in the data center ${dataCenter.name}.`
			: `Its host is ${pattern}, and the part in braces is your own.`,
		`Give the whole address: https://${pattern ?? '…'}/…`,
	);
};

/** Hosts outside of Zoho's own domains get a token only when the connection has a scope of their product. */
const isWithinZoho = (url: URL, {dataCenter, apiDomain}: ApiPlace): boolean => {
	if (!dataCenter) return false;
	const {accounts, products: pattern} = dataCenter;
	if ([accounts, apiDomain].includes(url.origin)) return true;
	const [before = '', after = ''] = (pattern ?? '').replace(/\/$/, '').split('{product}');
	const label = url.origin.slice(before.length, url.origin.length - after.length);
	const isOwnHost =
		pattern !== undefined &&
		url.origin.startsWith(before) &&
		url.origin.endsWith(after) &&
		/^[a-z0-9-]+$/.test(label);
	return isOwnHost || isGateway(url, dataCenter);
};

const foreignHost = (url: URL, {dataCenter, scopes}: ApiPlace): Refusal => {
	const owner = dataCenter && products.find(product => isHostOf(url, product, dataCenter));
	return {
		id: 'api-host-foreign',
		what: `The token is not sent to ${url.host}.`,
		why: owner
			? `It is the host of ${owner.name}, of which the connection has no scope.`
			: `It is not a host of the data center ${dataCenter?.name ?? ''}, nor of ${names(productsOf(scopes)) || 'a product that the scopes name'}; a token goes nowhere else.`,
		next: owner
			? `Add a scope of ${owner.name} first: zconn scopes --service ${owner.id}`
			: 'Give only the path, such as /books/v3/organizations: the host follows from it.',
		exitCode: 2,
	};
};

/** Whose words the answer of an address is in: its host tells, and the path where several products share one. */
const productOfUrl = (url: URL, dataCenter: DataCenter, scopes: readonly string[]): Product | undefined => {
	const onHost = products.filter(
		product =>
			isHostOf(url, product, dataCenter) ||
			originOf(product, dataCenter, undefined, url.pathname)?.origin === url.origin,
	);
	const candidates =
		onHost.length > 0 ? onHost : products.filter(({host}) => host?.pattern.startsWith('www.'));
	const fitting = bestFitting(url.pathname, candidates);
	const [only, ...others] = fitting.length > 0 ? fitting : onHost;
	return others.length === 0
		? only
		: [only, ...others].find(product => product && isNamedBy(product, scopes));
};

/** A token of another server goes to the hosts of its service, and to those that a person has allowed. */
const ofUrlElsewhere = (url: URL, {hosts = [], apiDomain}: ApiPlace): Result<ApiAddress> =>
	hosts.includes(hostOf(url)) || url.origin === apiDomain
		? ok({url: url.href, productId: '', isAssumed: false})
		: refused({
				id: 'api-host-foreign',
				what: `The token is not sent to ${hostOf(url)}.`,
				why: `It goes to ${hosts.join(', ') || 'no host'} only: the hosts of its service, and those that you allowed.`,
				next: `If it is the API of that server, allow it: zconn edit NAME --allow-host ${hostOf(url)}`,
				exitCode: 2,
			});

/** Where a path without a host is, when one host alone was named for the API. */
const originElsewhere = ({apiDomain, apiHosts = []}: ApiPlace): string | undefined => {
	const [only, ...others] = apiHosts;
	if (apiDomain !== undefined) return parseSafeUrl(apiDomain)?.origin;
	if (only === undefined || others.length > 0) return undefined;
	return (parseSafeUrl(`http://${only}`) ?? parseSafeUrl(`https://${only}`))?.origin;
};

const ofUrl = (text: string, place: ApiPlace): Result<ApiAddress> => {
	const url = parseSafeUrl(text);
	if (!url) {
		return wrong(
			'This address cannot be called.',
			'It has to be https (http for localhost only), without a name or password in it.',
			'Give only the path, such as /books/v3/organizations.',
		);
	}
	const {dataCenter, scopes} = place;
	if (!dataCenter) return ofUrlElsewhere(url, place);
	const isNamed = productsOf(scopes).some(product => isHostOf(url, product, dataCenter));
	if (!isNamed && !isWithinZoho(url, place)) return refused(foreignHost(url, place));
	const product = productOfUrl(url, dataCenter, scopes);
	return ok({url: url.href, productId: product?.id ?? '', isAssumed: false});
};

const unclear = (path: string, asked: readonly Product[], dataCenter: DataCenter): Refused =>
	wrong(
		`It is not clear whose path this is: ${path}`,
		`The connection has scopes of ${names(asked)}, each with a host of its own (${hostsText(asked, dataCenter)}).`,
		`Say which: --product ${asked[0]?.id}`,
	);

/** No product that the scopes name has such a path. */
const unknownPath = (path: string, {scopes}: ApiPlace, dataCenter: DataCenter): Refused => {
	const named = productsOf(scopes).filter(({kind}) => kind === 'product' || kind === 'environment');
	const owners = bestFitting(path, products);
	const [first] = named;
	const meant = owners.length > 0 && owners.length <= 8 ? ` Such paths have ${names(owners)}.` : '';
	return wrong(
		`Whose path this is is not known: ${path}`,
		first
			? `The scopes of the connection are of other products (${hostsText(named, dataCenter)}).${meant}`
			: `No scope of the connection names a product with such paths.${meant}`,
		first
			? `Say whose it is: --product ${first.id}, or give the whole address.`
			: 'Say whose it is with --product, or give the whole address: https://…',
	);
};

/** The product that a path belongs to: among those that the scopes name, or the one that its first part names. */
const productOfPath = (path: string, place: ApiPlace, dataCenter: DataCenter): Result<Product> => {
	const owners = bestFitting(path, products);
	const asked = owners.filter(product => isNamedBy(product, place.scopes));
	const [only, ...others] = asked;
	if (only) return others.length === 0 ? ok(only) : unclear(path, asked, dataCenter);
	const [owner, ...more] = ownersOfFirstPart(path);
	if (!owner || more.length > 0) return unknownPath(path, place, dataCenter);
	return ok(owner);
};

const productWanted = (path: string, wanted: string): Result<Product> => {
	const found = productCalled(wanted);
	if (!found) {
		return wrong(
			`No product is called "${wanted}".`,
			`Known are ${products.map(({id}) => id).join(', ')}.`,
			'Give one of them with --product, or a whole address.',
		);
	}
	const owners = ownersOfFirstPart(path);
	const [owner] = owners;
	if (owner && !owners.includes(found) && owners.length === 1) {
		return wrong(
			`This is not a path of ${found.name}: ${path}`,
			`Its first part is that of ${owner.name}.`,
			`Leave --product out, or give --product ${owner.id}.`,
		);
	}
	return ok(found);
};

const ofPath = (
	path: string,
	wanted: string | undefined,
	place: ApiPlace,
	dataCenter: DataCenter,
): Result<ApiAddress> => {
	const chosen = wanted === undefined ? productOfPath(path, place, dataCenter) : productWanted(path, wanted);
	if (!chosen.ok) return chosen;
	const product = chosen.value;
	const found = originOf(product, dataCenter, place.apiDomain, path);
	if (!found) return noHost(product, dataCenter);
	const url = new URL(`${found.origin}${path}`);
	if (!isNamedBy(product, place.scopes) && !isWithinZoho(url, place)) return refused(foreignHost(url, place));
	return ok({url: url.href, productId: product.id, isAssumed: found.isAssumed});
};

/**
 * The address of a call: a path on the right host of the right data center, or a whole address, which has to be on a host of
 * that data center or of a product that the scopes name, because a token is sent there. Refuses `api-address-wrong` and
 * `api-host-foreign` (exit 2).
 *
 * The path tells its product, among those that the scopes name: `/api/v1/tickets` is Desk's, `/people/api/forms` that of
 * People. Where it does not, the product has to be named; no path is sent to the gateway for want of another host.
 *
 * @param product any name of a product, where the path does not tell
 */
export const apiAddress = (
	text: string,
	product: string | undefined,
	place: ApiPlace,
): Result<ApiAddress> => {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return ofUrl(text, place);
	const given = text.startsWith('/') ? text : `/${text}`;
	const {dataCenter} = place;
	// Two slashes would be another host.
	if (/[\p{Cc}\s\\]/u.test(given) || given.startsWith('//')) {
		return wrong(
			'This is not a path.',
			'It begins with two slashes, or has blanks or backslashes in it.',
			'Write blanks as %20, and begin with one slash: /books/v3/organizations',
		);
	}
	// As it is sent: "/books/../crm" is a path of CRM.
	const {pathname, search, hash} = new URL(given, 'https://localhost');
	const path = `${pathname}${search}${hash}`;
	if (dataCenter) return ofPath(path, product, place, dataCenter);
	const origin = originElsewhere(place);
	return origin !== undefined
		? ok({url: `${origin}${path}`, productId: '', isAssumed: false})
		: wrong(
				'Where this path is, is not known.',
				'No host, or more than one, is allowed for the API of this service.',
				'Give the whole address: https://…',
			);
};
