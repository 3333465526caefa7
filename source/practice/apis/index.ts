import {type Context, Hono} from 'hono';
import {tokenOf} from '../http.js';
import {findPerson} from '../people.js';
import {coversScope} from '../scopes.js';
import {findAccessToken} from '../tokens.js';
import type {World} from '../world.js';
import {type Api, apis} from './answers.js';
import {authRefusal} from './errors.js';
import {writingApis} from './writes.js';

/** Answers one call, or refuses it in the words of its product. A token of another data center is no token here. */
const call = async (world: World, dataCenter: string, api: Api, c: Context): Promise<Response> => {
	const value = tokenOf(c);
	const token = findAccessToken(world, dataCenter, value);
	const person = findPerson(token?.personId);
	const organization = person?.organizations.find(({id}) => id === token?.organizationId);
	const isAllowed = api.scopes.some(scope => coversScope(token?.scopes ?? [], scope));
	if (person === undefined || organization === undefined || !isAllowed) {
		const failure =
			value === undefined ? 'no-token' : organization === undefined ? 'bad-token' : 'missing-scope';
		const {status, body} = authRefusal(api.family, failure);
		return c.json(body, status);
	}
	// A body that is no JSON is for the product to refuse.
	const sent: unknown = api.method === 'POST' ? await c.req.json().catch(() => undefined) : undefined;
	const {status, body} = api.answer({person, organization, query: new URL(c.req.url).searchParams, sent});
	return c.json(body, status);
};

/** The product APIs of one data center. */
export const apisApp = (world: World, dataCenter: string): Hono => {
	const app = new Hono();
	for (const api of [...apis, ...writingApis])
		app.on(api.method ?? 'GET', api.path, c => call(world, dataCenter, api, c));
	app.all('*', c =>
		c.json(
			{
				code: 'INVALID_URL_PATTERN',
				details: {},
				message: 'Please check if the URL trying to access is a correct one',
				status: 'error',
			},
			404,
		),
	);
	return app;
};
