import type {Context, MiddlewareHandler} from 'hono';
import {auth} from 'hono/utils/basic-auth';
import {badRequestPage} from './pages/plain.js';
import {isLoopback} from './running.js';
import {countUp, type Site} from './world.js';

/**
 * Answers only to names of this machine, so that a web page cannot reach the practice Zoho through a host name
 * of its own that it points here (DNS rebinding).
 */
export const requireLocalHost: MiddlewareHandler = async (c, next) => {
	if (!isLoopback(`http://${c.req.header('host') ?? ''}`))
		return c.text('The practice Zoho answers to localhost only.', 421);
	return next();
};

/**
 * Refuses a change that another site's page asks for. Every other port of this machine is another origin too,
 * which cookies alone would not tell apart; programs that send no Origin are let in.
 */
export const requireSameOrigin: MiddlewareHandler = async (c, next) => {
	const isChange = c.req.method !== 'GET' && c.req.method !== 'HEAD';
	const origin = c.req.header('origin');
	const site = c.req.header('sec-fetch-site') ?? 'none';
	const isOwn =
		origin === undefined
			? site === 'none' || site === 'same-origin'
			: origin === `http://${c.req.header('host') ?? ''}`;
	if (isChange && !isOwn) return c.text('Refused: this came from another site.', 403);
	return next();
};

export const countRequests =
	(area: string): MiddlewareHandler =>
	async (c, next) => {
		countUp(c.var.world.requests, `${area} ${c.var.dataCenter} ${c.req.method} ${c.req.path}`);
		return next();
	};

/** Says whose requests these are. */
export const at =
	({world, dataCenter}: Site): MiddlewareHandler =>
	async (c, next) => {
		c.set('world', world);
		c.set('dataCenter', dataCenter);
		return next();
	};

/** Before an answer goes out, what it tells of is kept. */
export const keepState: MiddlewareHandler = async (c, next) => {
	await next();
	c.var.world.save();
};

export type Parameters = ReadonlyMap<string, string>;

const readBody = async (c: Context): Promise<Iterable<[string, unknown]>> => {
	const type = c.req.header('content-type') ?? '';
	if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/iu.test(type)) return [];
	try {
		return (await c.req.formData()).entries();
	} catch {
		return [];
	}
};

/**
 * Collects the parameters of a token request from everywhere Zoho takes them: query string, form body of either
 * kind, and HTTP Basic for the client's credentials
 * (zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html). The body wins over the query.
 */
export const readParameters = async (c: Context): Promise<Parameters> => {
	const parameters = new Map(new URL(c.req.url).searchParams);
	for (const [name, value] of await readBody(c)) if (typeof value === 'string') parameters.set(name, value);
	const basic = auth(c.req.raw);
	if (basic !== undefined && !parameters.has('client_id')) {
		parameters.set('client_id', basic.username);
		parameters.set('client_secret', basic.password);
	}
	return parameters;
};

/** Fields of a form that one of our own pages posted, in order; files and oddities left out. */
export const readForm = async (c: Context): Promise<URLSearchParams> => {
	const form = new URLSearchParams();
	for (const [name, value] of await readBody(c)) if (typeof value === 'string') form.append(name, value);
	return form;
};

/** Zoho's JSON answers: the header set of the real server, with cookies that a client must ignore. */
export const zohoJson = (c: Context, body: object | string, status: 200 | 400 = 200): Response => {
	c.header('Content-Type', 'application/json;charset=UTF-8');
	c.header('Server', 'ZGS');
	c.header('Cache-Control', 'no-store');
	c.header('Set-Cookie', 'iamcsr=practice; Path=/; SameSite=None; Secure', {append: true});
	c.header('Set-Cookie', '_zcsr_tmp=practice; Path=/; SameSite=Strict; Secure', {append: true});
	return c.body(typeof body === 'string' ? body : JSON.stringify(body), status);
};

export const badRequest = (c: Context): Response => {
	c.header('Server', 'ZGS');
	return c.html(badRequestPage, 400);
};

/** The token of an API call: `Zoho-oauthtoken` as Zoho documents it, `Bearer` as it also accepts. */
export const tokenOf = (c: Context): string | undefined =>
	/^(?:zoho-oauthtoken|bearer)\s+(\S+)$/iu.exec(c.req.header('authorization') ?? '')?.[1];
