import {type DataCenter, parseSafeUrl} from './data-center.js';
import {findProduct, type Product, products, productUrl} from './product.js';
import {ok, type Refusal, type Result, refused} from './refusal.js';

/** Where a call goes, and whose words its errors are in; `''` for a product that is not known here. */
export type ApiAddress = {readonly url: string; readonly productId: string};

/** What is known of a connection when a call is addressed. */
export type ApiPlace = {
	/** Undefined for a server that is not Zoho's. */
	readonly dataCenter: DataCenter | undefined;
	/** The origin that the token reply named. */
	readonly apiDomain: string | undefined;
	readonly scopes: readonly string[];
};

const wrong = (what: string, why: string, next: string): Refusal => ({
	id: 'api-address-wrong',
	what,
	why,
	next,
	exitCode: 2,
});

const foreignHost = (url: URL, {dataCenter}: ApiPlace): Refusal => ({
	id: 'api-host-foreign',
	what: `The token is not sent to ${url.host}.`,
	why: `It is no host of the data center ${dataCenter?.name ?? ''}, to which the connection belongs; a token goes nowhere else.`,
	next: 'Give the path alone, such as /books/v3/organizations: the host is found by itself.',
	exitCode: 2,
});

const firstSegment = (path: string): string => path.split(/[/?#]/, 2)[1]?.toLowerCase() ?? '';

const gatewayProducts = new Map(
	products.flatMap(product =>
		product.host === 'api' && product.probe ? [[firstSegment(product.probe.path), product] as const] : [],
	),
);
const ownHostProducts = products.filter(({host}) => host !== 'api');

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The product whose own host this is: one label in the place of `{product}`. */
const labelOf = (url: URL, {products: pattern}: DataCenter): string | undefined => {
	if (pattern === undefined) return undefined;
	const [before = '', after = ''] = pattern.replace(/\/$/, '').split('{product}');
	return new RegExp(`^${escaped(before)}([a-z0-9-]+)${escaped(after)}$`).exec(url.origin)?.[1];
};

/** `sandbox.zohoapis.com` and the like, beside the gateway `www.zohoapis.com`. */
const isBesideGateway = (url: URL, {api}: DataCenter): boolean => {
	const gateway = new URL(api);
	const domain = gateway.hostname.replace(/^www\./, '');
	return (
		gateway.hostname !== domain &&
		url.protocol === gateway.protocol &&
		url.port === gateway.port &&
		url.hostname.endsWith(`.${domain}`)
	);
};

const ofUrl = (text: string, place: ApiPlace): Result<ApiAddress> => {
	const url = parseSafeUrl(text);
	if (!url) {
		return refused(
			wrong(
				'This address cannot be called.',
				'It has to be https (http for localhost only), without a name or password in it.',
				'Give the path alone, such as /books/v3/organizations.',
			),
		);
	}
	const {dataCenter, apiDomain} = place;
	const productId = gatewayProducts.get(firstSegment(url.pathname))?.id ?? '';
	if (!dataCenter) return ok({url: url.href, productId: ''});
	const label = labelOf(url, dataCenter);
	const own = ownHostProducts.find(({host}) => host === label);
	const isKnown = [dataCenter.api, dataCenter.accounts, apiDomain].includes(url.origin);
	return isKnown || label !== undefined || isBesideGateway(url, dataCenter)
		? ok({url: url.href, productId: own?.id ?? productId})
		: refused(foreignHost(url, place));
};

const asks = (scopes: readonly string[], {scopePrefix}: Product): boolean =>
	scopes.some(scope => scope.toLowerCase().startsWith(`${scopePrefix.toLowerCase()}.`));

/** Paths below `/api` look alike at several products; the scopes tell which of them can be meant. */
const ownHostProduct = (path: string, scopes: readonly string[]): Result<Product | undefined> => {
	const asked = ownHostProducts.filter(product => asks(scopes, product));
	const alike = asked.filter(({probe}) => probe && firstSegment(probe.path) === firstSegment(path));
	const [first, ...others] = alike.length > 0 ? alike : asked;
	if (others.length === 0) return ok(first);
	const ids = [first, ...others].map(product => product?.id ?? '');
	return refused(
		wrong(
			`It is not clear whose path this is: ${path}`,
			`The connection has scopes of ${ids.join(', ')}, each with a host of its own.`,
			`Say which: --product ${ids[0]}`,
		),
	);
};

const chooseProduct = (
	path: string,
	wanted: string | undefined,
	scopes: readonly string[],
): Result<Product | undefined> => {
	if (wanted === undefined) {
		const gateway = gatewayProducts.get(firstSegment(path));
		return gateway ? ok(gateway) : ownHostProduct(path, scopes);
	}
	const name = wanted.toLowerCase();
	const found =
		findProduct(name) ??
		products.find(({host, scopePrefix}) => [host, scopePrefix.toLowerCase()].includes(name));
	return found
		? ok(found)
		: refused(
				wrong(
					`No product is called "${wanted}".`,
					`Known are ${products.map(({id}) => id).join(', ')}.`,
					'Give one of them with --product, or a whole address.',
				),
			);
};

/**
 * The address of a call: a path on the right host of the right data center, or a whole address, which has to be on a host of
 * that data center, because a token is sent there. Refuses `api-address-wrong` and `api-host-foreign` (exit 2).
 *
 * A path whose first part is a product of the gateway (`/books/…`) goes to the origin that the token reply named, `/oauth/…` to
 * the accounts server, any other to the host of the one product that the scopes name (`/api/v1/tickets` to Desk).
 *
 * @param product id of a product, where the path does not tell
 */
export const apiAddress = (
	text: string,
	product: string | undefined,
	place: ApiPlace,
): Result<ApiAddress> => {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return ofUrl(text, place);
	const path = text.startsWith('/') ? text : `/${text}`;
	const {dataCenter, apiDomain, scopes} = place;
	// Two slashes would be another host.
	if (/[\p{Cc}\s\\]/u.test(path) || path.startsWith('//')) {
		return refused(
			wrong(
				'This is not a path.',
				'It begins with two slashes, or has blanks or backslashes in it.',
				'Write blanks as %20, and begin with one slash: /books/v3/organizations',
			),
		);
	}
	if (!dataCenter) {
		return apiDomain !== undefined && parseSafeUrl(apiDomain)
			? ok({url: `${new URL(apiDomain).origin}${path}`, productId: ''})
			: refused(
					wrong(
						'Where this path is, is not known.',
						"The connection's server is not Zoho's, and did not name its API.",
						'Give the whole address: https://…',
					),
				);
	}
	if (product === undefined && firstSegment(path) === 'oauth')
		return ok({url: `${dataCenter.accounts}${path}`, productId: ''});
	const chosen = chooseProduct(path, product, scopes);
	if (!chosen.ok) return chosen;
	const url = productUrl(chosen.value ?? {host: 'api'}, dataCenter, apiDomain, path);
	return ok({url, productId: chosen.value?.id ?? ''});
};
