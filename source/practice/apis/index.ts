import {type Context, Hono} from 'hono';
import {tokenOf} from '../http.js';
import {findPerson} from '../people.js';
import {findAccessToken} from '../tokens.js';
import type {Call} from './call.js';
import {answerCall} from './products.js';

const bearerOf = (c: Context): Pick<Call, 'hasToken' | 'scopes' | 'caller'> => {
	const value = tokenOf(c);
	const token = findAccessToken(c.var, value);
	const person = findPerson(token?.personId);
	const organization = person?.organizations.find(({id}) => id === token?.organizationId);
	const query = new URL(c.req.url).searchParams;
	const isRejected =
		token?.refreshToken === undefined && c.var.world.state.faults['reject-client-credentials'];
	return {
		hasToken: value !== undefined,
		scopes: token?.scopes ?? [],
		caller: person && organization && !isRejected ? {person, organization, query} : undefined,
	};
};

export const apisApp = new Hono().all('*', async c => {
	const {caller, ...bearer} = bearerOf(c);
	const {method, path} = c.req;
	// A body that is no JSON is for the product to refuse.
	const sent: unknown = method === 'POST' ? await c.req.json().catch(() => undefined) : undefined;
	const {status, body, headers} = answerCall(c.req.header('host') ?? '', {
		// What HEAD brings is GET's, without its body.
		method: method === 'HEAD' ? 'GET' : method,
		path,
		headers: c.req.raw.headers,
		...bearer,
		caller: caller && {...caller, sent},
	});
	return typeof body === 'string'
		? new Response(body, {status, headers: {'content-type': 'text/html', ...headers}})
		: Response.json(body, {status, ...(headers ? {headers} : {})});
});
