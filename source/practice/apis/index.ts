import {type Context, Hono} from 'hono';
import {fitter} from '../../zoho/products/segments.js';
import {isCovered} from '../../zoho/scopes/scope.js';
import {tokenOf} from '../http.js';
import {findPerson} from '../people.js';
import {findAccessToken} from '../tokens.js';
import type {Site} from '../world.js';
import {type Api, apis, type Caller} from './answers.js';
import {authRefusal} from './errors.js';
import {answerByTable, productsAt} from './products.js';
import {writingApis} from './writes.js';

type Bearer = {
	readonly value: string | undefined;
	readonly scopes: readonly string[];
	/** Undefined where the token is none of this data center. */
	readonly caller: Caller | undefined;
};

const bearerOf = ({world, dataCenter}: Site, c: Context): Bearer => {
	const value = tokenOf(c);
	const token = findAccessToken(world, dataCenter, value);
	const person = findPerson(token?.personId);
	const organization = person?.organizations.find(({id}) => id === token?.organizationId);
	const query = new URL(c.req.url).searchParams;
	const isRejected = token?.refreshToken === undefined && world.state.faults['reject-client-credentials'];
	return {
		value,
		scopes: token?.scopes ?? [],
		caller: person && organization && !isRejected ? {person, organization, query} : undefined,
	};
};

/** Answers one call, or refuses it in the words of its product. A token of another data center is no token here. */
const call = async (site: Site, api: Api, c: Context): Promise<Response> => {
	const {value, scopes, caller} = bearerOf(site, c);
	const isAllowed = api.scopes.some(scope => isCovered(scope, scopes));
	if (caller === undefined || !isAllowed) {
		const failure = value === undefined ? 'no-token' : caller === undefined ? 'bad-token' : 'missing-scope';
		const {status, body} = authRefusal(api.family, failure);
		return c.json(body, status);
	}
	// A body that is no JSON is for the product to refuse.
	const sent: unknown = api.method === 'POST' ? await c.req.json().catch(() => undefined) : undefined;
	const {status, body} = api.answer({...caller, sent});
	return c.json(body, status);
};

const unknownAddress = {
	code: 'INVALID_URL_PATTERN',
	details: {},
	message: 'Please check if the URL trying to access is a correct one',
	status: 'error',
};

/** Every other call of a known product, by the table of products. */
const callByTable = (site: Site, c: Context): Response => {
	const {value, scopes, caller} = bearerOf(site, c);
	const answer = answerByTable(c.req.header('host') ?? '', {
		method: c.req.method,
		path: c.req.path,
		headers: c.req.raw.headers,
		hasToken: value !== undefined,
		scopes,
		caller,
	});
	if (!answer) return c.json(unknownAddress, 404);
	const {status, body, headers} = answer;
	return typeof body === 'string'
		? new Response(body, {status, headers: {'content-type': 'text/html', ...headers}})
		: Response.json(body, {status, headers});
};

/** Whether a path can be one of the host that is asked: `localhost` itself has those of all products. */
const isOfHost = (path: string, host: string): boolean =>
	!/\.localhost(?::\d+)?$/.test(host) || productsAt(host).some(({segments}) => fitter(path)(segments) > 0);

export const apisApp = (site: Site): Hono => {
	const app = new Hono();
	for (const api of [...apis, ...writingApis]) {
		app.on(api.method ?? 'GET', api.path, (c, next) =>
			isOfHost(api.path, c.req.header('host') ?? '') ? call(site, api, c) : next(),
		);
	}
	app.all('*', c => callByTable(site, c));
	return app;
};
