/**
 * One Zoho data center: its own accounts server, API gateway, console and users.
 *
 * `id` is also the `location` value of Zoho's callbacks. All of `accounts`, `api` and `console` are origins
 * without a trailing slash. `products` is the origin pattern of products with hosts of their own (Desk, Mail …);
 * `{product}` stands for the product's host name. Without it such products are asked on `api`. `sigma` is an address of a Sigma
 * that is not Zoho's own, such as that of the practice Zoho.
 */
export type DataCenter = {
	readonly id: string;
	readonly name: string;
	readonly accounts: string;
	readonly api: string;
	readonly console: string;
	readonly products?: string | undefined;
	readonly sigma?: string | undefined;
};

/** @param domain where accounts, console and products live @param api the API gateway's domain, which is not derived from it */
const zohoDataCenter = (id: string, name: string, domain: string, api: string): DataCenter => ({
	id,
	name,
	accounts: `https://accounts.${domain}`,
	api: `https://www.${api}`,
	console: `https://api-console.${domain}`,
	products: `https://{product}.${domain}`,
});

/**
 * Zoho's data centers, the union of the documented tables (which never agree with each other).
 * Canada is the irregular one: accounts and products live on `zohocloud.ca`, the API gateway on `www.zohoapis.ca`.
 *
 * Sources: zoho.com/accounts/protocol/oauth/multi-dc.html; www.zoho.com/crm/developer/docs/api/v8/multi-dc.html;
 * www.zoho.com/workdrive/developer/docs/api/v1/getting-started-multi-dc-support.html (UAE).
 */
export const builtInDataCenters: readonly DataCenter[] = [
	zohoDataCenter('us', 'United States', 'zoho.com', 'zohoapis.com'),
	zohoDataCenter('eu', 'Europe', 'zoho.eu', 'zohoapis.eu'),
	zohoDataCenter('in', 'India', 'zoho.in', 'zohoapis.in'),
	zohoDataCenter('au', 'Australia', 'zoho.com.au', 'zohoapis.com.au'),
	zohoDataCenter('jp', 'Japan', 'zoho.jp', 'zohoapis.jp'),
	zohoDataCenter('cn', 'China', 'zoho.com.cn', 'zohoapis.com.cn'),
	zohoDataCenter('ca', 'Canada', 'zohocloud.ca', 'zohoapis.ca'),
	zohoDataCenter('sa', 'Saudi Arabia', 'zoho.sa', 'zohoapis.sa'),
	zohoDataCenter('uk', 'United Kingdom', 'zoho.uk', 'zohoapis.uk'),
	zohoDataCenter('ae', 'United Arab Emirates', 'zoho.ae', 'zohoapis.ae'),
	zohoDataCenter('sg', 'Singapore', 'zoho.sg', 'zohoapis.sg'),
];

/** The domain that an accounts server stands in: `zoho.eu`. The server is an origin, behind which nothing follows. */
export const domainOf = ({accounts}: DataCenter): string =>
	accounts.replace(/^https?:\/\/(?:accounts\.)?/, '');

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host name means this machine. Accepts the bracketed form that `URL.hostname` gives for IPv6. */
export const isLoopbackHost = (hostname: string): boolean =>
	loopbackHosts.has(hostname.toLowerCase()) || hostname.toLowerCase().endsWith('.localhost');

/** Parses a URL that may carry credentials or tokens: `https`, or `http` for loopback hosts only. */
export const parseSafeUrl = (text: string): URL | undefined => {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || url.username !== '' || url.password !== '') return undefined;
	const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
	return isSafe ? url : undefined;
};

export const findDataCenter = (
	table: readonly DataCenter[],
	id: string | undefined,
): DataCenter | undefined => table.find(dataCenter => dataCenter.id === id?.toLowerCase());

/**
 * The data center whose accounts server this URL points at: same origin, exactly. Nothing else is ever believed,
 * because the value arrives in a callback that anybody can forge.
 */
export const dataCenterOfAccountsServer = (
	table: readonly DataCenter[],
	url: string,
): DataCenter | undefined => {
	const text = url.trim();
	// What begins with an origin and a slash is of that origin: one frame of the wizard asks four hundred times.
	const begun = table.find(({accounts}) => text.startsWith(`${accounts}/`));
	if (begun) return begun;
	const parsed = parseSafeUrl(text);
	return parsed && table.find(dataCenter => dataCenter.accounts === parsed.origin);
};
