import * as z from 'zod/mini';
import type {Connection} from '../../connection/connection.js';
import {refuse, unwrap} from '../../kit/command.js';
import {isAllowed} from '../../zoho/operations/allow-list.js';
import {callsMeant} from '../../zoho/operations/calls-meant.js';
import {type FoundOperation, findOperations} from '../../zoho/operations/find.js';
import {neededScopes} from '../../zoho/operations/needed.js';
import {isReading} from '../../zoho/operations/reading.js';
import {searchCalls} from '../../zoho/operations/search.js';
import {confidenceWords} from '../../zoho/operations/table.js';
import {productsOf} from '../../zoho/products/route.js';
import {findProduct, productCalled} from '../../zoho/products/table.js';
import {loadScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {scopeCovers} from '../../zoho/scopes/scope.js';
import {findScopes as searchScopes} from '../../zoho/scopes/search.js';
import {jsonText, type Tool, toolOf} from './tool.js';
import {type AgentWorld, readOffered} from './world.js';

const usualCount = 8;
const mostCount = 50;
/** Connections that are named for one call or scope. */
const mostNamed = 5;

const questionSchema = z.object({
	words: z.string().check(z.minLength(1), z.maxLength(2000)),
	product: z.optional(z.string()),
	method: z.optional(z.string()),
	limit: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(mostCount))),
});

const properties = {
	words: {
		type: 'string',
		description: 'What you want to do, in plain words: "list unpaid invoices", "create a lead".',
	},
	product: {type: 'string', description: 'Only of this product: books, crm, desk, people …'},
	limit: {type: 'integer', minimum: 1, maximum: mostCount, description: `How many at most (${usualCount}).`},
};

const productFor = (name: string | undefined): string | undefined => {
	if (name === undefined) return undefined;
	const product = productCalled(name);
	if (product) return product.id;
	return refuse(
		`No product is called "${name}".`,
		'It is an id such as books, crm or desk.',
		'Leave it out, and name the product among the words.',
	);
};

const offeredRows = async (world: AgentWorld): Promise<readonly Connection[]> =>
	Object.values(unwrap(await readOffered(world)).connections);

const scopesOf = ({scopesGranted, scopesRequested}: Connection): readonly string[] =>
	scopesGranted ?? scopesRequested;

/** Which connections may make a call, and what the others of its product lack. */
const useOf = (operation: FoundOperation, connections: readonly Connection[]) => {
	const ofProduct = connections.map(connection => ({
		connection,
		missing: neededScopes(operation, scopesOf(connection)).missing,
		isNear: productsOf(scopesOf(connection)).some(({id}) => id === operation.service),
	}));
	const able = ofProduct
		.filter(({missing}) => missing.length === 0)
		.map(({connection}) => connection.linkName);
	if (able.length > 0) return {connections: able.slice(0, mostNamed)};
	const [near = ofProduct[0]] = ofProduct.filter(({isNear}) => isNear);
	if (!near) return {connections: []};
	const {linkName} = near.connection;
	const added = near.missing.join(',');
	return {connections: [], nextStep: `A person runs: zconn edit ${linkName} --add-scope ${added}`};
};

/** Whether this server would make it; where not, the tool that makes calls says how to allow it. */
const isOpen = ({limits}: AgentWorld, {method, path, service}: FoundOperation): boolean =>
	isAllowed(limits.rules, method, path) && (!limits.isReadOnly || isReading(method, path, service));

const view = (world: AgentWorld, operation: FoundOperation, connections: readonly Connection[]) => {
	const {service, method, path, title, scopes, confidence} = operation;
	const organization = findProduct(service)?.organization;
	return {
		call: `${method} ${path}`,
		product: service,
		does: title,
		scopes: scopes.slice(0, 6).map(together => together.join(' and ')),
		confidence: confidenceWords[confidence],
		...(organization ? {organization: `${organization.in} ${organization.name}`} : {}),
		...useOf(operation, connections),
		...(isOpen(world, operation) ? {} : {blocked: 'This server does not make it as it was started.'}),
	};
};

const operationsFor = (
	{words, method, limit = usualCount}: z.infer<typeof questionSchema>,
	product: string | undefined,
	connections: readonly Connection[],
): readonly FoundOperation[] => {
	const meant = callsMeant(words)?.operations.filter(({service}) => (product ?? service) === service) ?? [];
	if (meant.length > 0) return meant.slice(0, limit);
	const preferred = new Set(connections.flatMap(row => productsOf(scopesOf(row)).map(({id}) => id)));
	const services = product === undefined ? undefined : [product];
	const found = searchCalls(words, {services, method: method?.toUpperCase(), preferred, limit});
	// Once more by its path: a module that was filled in picks its own scopes.
	return found.map(operation => {
		const [same] = findOperations(operation.method, operation.path, [operation.service]);
		return {
			...operation,
			isBeginning: false,
			scopes: same && !same.isBeginning ? same.scopes : operation.scopes,
		};
	});
};

export const findCalls: Tool = toolOf({
	schema: questionSchema,
	example: '{"words": "list unpaid invoices"}',
	name: 'find_calls',
	title: 'Find calls of Zoho APIs',
	description:
		'Finds calls of Zoho APIs in plain words, from a list of some 5,000: method, path, what it does, the scopes it needs, and which connection may make it. Placeholders in braces are for you to fill. Also takes a call ("POST /books/v3/invoices") or a line for curl.',
	properties: {
		...properties,
		method: {
			type: 'string',
			enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
			description: 'Only with this method.',
		},
	},
	required: ['words'],
	run: async (world, question) => {
		const product = productFor(question.product);
		const connections = await offeredRows(world);
		const calls = operationsFor(question, product, connections).map(each => view(world, each, connections));
		const hint =
			calls.length === 0 ? {hint: 'No call matches. Try fewer or other words, or another product.'} : {};
		return {texts: [jsonText({calls, ...hint}, world)]};
	},
});

export const findScopes: Tool = toolOf({
	schema: questionSchema,
	example: '{"words": "read invoices in books"}',
	name: 'find_scopes',
	title: 'Find scopes of Zoho',
	description:
		'Finds OAuth scopes of Zoho in plain words: what each allows, and which connection has it. Nothing is granted by this; a person adds a scope.',
	properties,
	required: ['words'],
	run: async (world, question) => {
		const product = productFor(question.product);
		const connections = await offeredRows(world);
		const catalogue = await loadScopeCatalogue();
		const {rows, ignored} = searchScopes(catalogue, [question.words], {
			limit: question.limit ?? usualCount,
			accepts: row => product === undefined || row.serviceId === product,
		});
		const scopes = rows.map(({scope, service, description, confidence}) => ({
			scope,
			product: service,
			allows: description,
			confidence,
			connections: connections
				.filter(row => scopesOf(row).some(has => scopeCovers(has, scope)))
				.map(({linkName}) => linkName)
				.slice(0, mostNamed),
		}));
		const nextStep = 'A person adds one with: zconn edit NAME --add-scope SCOPE';
		return {texts: [jsonText({scopes, wordsNotFound: ignored, nextStep}, world)]};
	},
});
