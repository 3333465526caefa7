import * as z from 'zod/mini';
import type {ApiRequest} from '../../io/network/api-call.js';
import {refuse} from '../../kit/command.js';
import {withFields} from '../api/fields.js';
import {lengthProperty, lengthSchema} from './tool.js';

const plainValue = z.union([z.string(), z.number(), z.boolean()]);

export const callSchema = z.object({
	connection: z.string(),
	method: z.optional(z.string()),
	path: z.string().check(z.minLength(1), z.maxLength(8000)),
	product: z.optional(z.string()),
	query: z.optional(z.record(z.string(), plainValue)),
	headers: z.optional(z.record(z.string(), z.string())),
	body: z.optional(z.unknown()),
	form: z.optional(z.record(z.string(), plainValue)),
	max_characters: lengthSchema,
});

export type GivenCall = z.infer<typeof callSchema>;

export const callProperties = {
	connection: {type: 'string', description: 'Link name, from list_connections.'},
	path: {
		type: 'string',
		description:
			'Path such as /books/v3/invoices; the host follows from it. Or a whole address, from next_page.',
	},
	product: {type: 'string', description: 'The product, where the path does not show it: desk, mail, sign …'},
	query: {
		type: 'object',
		description: 'Parameters for the query.',
		additionalProperties: {type: ['string', 'number', 'boolean']},
	},
	headers: {
		type: 'object',
		description: 'Headers such as orgId. Authorization is added here.',
		additionalProperties: {type: 'string'},
	},
	body: {description: 'The JSON body, where the call has one: an object or an array.'},
	form: {
		type: 'object',
		description: 'Instead of body: fields of a form, for older APIs.',
		additionalProperties: {type: ['string', 'number', 'boolean']},
	},
	max_characters: lengthProperty,
};

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What belongs to the connection, not to the call; and what would make another method of it than the one that is judged. */
const closedHeaders =
	/^(?:authorization|cookie2?|host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|forwarded|via|proxy-.*|x-forwarded-.*|x-(?:http-)?method(?:-override)?|x-original-.*|x-rewrite-.*|sec-.*)$/i;

const wrong = (what: string, why: string): never => refuse(what, why, 'Correct the arguments and try again.');

const readHeaders = (given: Readonly<Record<string, string>>): Headers => {
	const headers = new Headers();
	for (const [name, value] of Object.entries(given)) {
		if (closedHeaders.test(name.trim()))
			wrong(`The header "${name}" is not taken.`, 'It is added here, or would change what the call is.');
		try {
			headers.set(name, value);
		} catch {
			wrong('A header is not understood.', 'Names and values are in Latin letters, on one line.');
		}
	}
	return headers;
};

/** Some frameworks take the method from a parameter of this name; the call that is judged has to be the one that is made. */
const overridesMethod = (path: string, query: GivenCall['query'], form: GivenCall['form']): boolean => {
	const names = [
		...(URL.canParse(path, 'https://localhost')
			? new URL(path, 'https://localhost').searchParams.keys()
			: []),
		...Object.keys(query ?? {}),
		...Object.keys(form ?? {}),
	];
	return names.some(name => /^(?:_method|x-http-method(?:-override)?)$/i.test(name.trim()));
};

const fieldsOf = (given: Readonly<Record<string, string | number | boolean>>) =>
	Object.entries(given).map(([name, value]) => ({path: [name], value}));

const bodyOf = ({body, form}: GivenCall): {readonly text: string; readonly type: string} | undefined => {
	if (form !== undefined)
		return {text: withFields('', fieldsOf(form)).slice(1), type: 'application/x-www-form-urlencoded'};
	if (body === undefined) return undefined;
	// Some agents write the JSON themselves.
	return {text: typeof body === 'string' ? body : JSON.stringify(body), type: 'application/json'};
};

/** The call that the arguments of a tool describe. Throws the refusal of what is not understood, and of what would get around the limits. */
export const requestFrom = (given: GivenCall): ApiRequest => {
	const {path, product, query = {}} = given;
	const method = (given.method ?? 'GET').toUpperCase();
	if (!methods.has(method)) wrong(`"${method}" is no method.`, `It is one of ${[...methods].join(', ')}.`);
	if (overridesMethod(path, query, given.form))
		wrong('The call names its method twice.', 'A parameter would make another method of it.');
	const headers = readHeaders(given.headers ?? {});
	const body = bodyOf(given);
	if (body && (method === 'GET' || method === 'HEAD'))
		wrong(`A call with ${method} has no body.`, 'Parameters of such a call are in its query.');
	if (body && !headers.has('content-type')) headers.set('content-type', body.type);
	return {
		path: withFields(path, fieldsOf(query)),
		product,
		method,
		headers,
		usualAccept: 'application/json',
		body: body && Uint8Array.from(new TextEncoder().encode(body.text)),
	};
};
