import * as z from 'zod/mini';
import {ok, type Refusal, type Result, refused} from './refusal.js';

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

const originSchema = z
	.string()
	.check(
		z.refine(text => parseSafeUrl(text) !== undefined, 'must be an https URL (http only for localhost)'),
	);

const fileSchema = z.object({
	replace: z.optional(z.boolean()),
	dataCenters: z.array(
		z.object({
			id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be a short lower-case word')),
			name: z.string().check(z.minLength(1), z.maxLength(60)),
			accounts: originSchema,
			api: originSchema,
			console: originSchema,
			products: z.optional(z.string()),
			sigma: z.optional(originSchema),
		}),
	),
});

const originOf = (text: string): string => new URL(text).origin;

/** @param path of the file, as a person is to find it */
export const brokenTable = (path: string, why: string): Refusal => ({
	id: 'data-centers-file-broken',
	what: `The data center table cannot be used: ${path}`,
	why,
	next: 'Correct it or move it away; see docs/data-centers.md.',
	exitCode: 6,
});

/**
 * The table in force: Zoho's own, merged with (or, with `"replace": true`, replaced by) the parsed content of
 * `data-centers.json`. Entries of the file win over built-in ones with the same id.
 *
 * @param file the parsed JSON of the file, or undefined when there is none @param path for the refusal's words only
 */
export const resolveDataCenters = (
	file: unknown,
	path = 'data-centers.json',
): Result<readonly DataCenter[]> => {
	if (file === undefined) return ok(builtInDataCenters);
	const parsed = z.safeParse(fileSchema, file);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return refused(
			brokenTable(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`),
		);
	}
	const added = parsed.data.dataCenters.map(entry => ({
		...entry,
		accounts: originOf(entry.accounts),
		api: originOf(entry.api),
		console: originOf(entry.console),
	}));
	const table = new Map<string, DataCenter>();
	for (const entry of parsed.data.replace ? added : [...builtInDataCenters, ...added])
		table.set(entry.id, entry);
	return table.size === 0 ? refused(brokenTable(path, 'it names no data center')) : ok([...table.values()]);
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
	const parsed = parseSafeUrl(url.trim());
	return parsed && table.find(dataCenter => dataCenter.accounts === parsed.origin);
};
