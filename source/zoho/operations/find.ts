import {type Operation, operationsOf, servicesWithOperations} from './table.js';

/** A known call that an asked one is, or begins with. */
export type FoundOperation = Pick<Operation, 'service' | 'method' | 'path' | 'title' | 'confidence'> & {
	/** Alternatives, with those first that the asked path itself picks. */
	readonly scopes: readonly (readonly string[])[];
	/** The asked path goes on beyond the known one. */
	readonly isBeginning: boolean;
};

const partsOf = (path: string): readonly string[] =>
	(path.split(/[?#]/, 1)[0] ?? '').split('/').filter(part => part !== '');

const isVersion = (part: string): boolean => /^v\d+(?:\.\d+)?$/i.test(part);
const isOpen = (part: string): boolean => part.includes('{');

/** How well one part of a template fits: 3 the same, 2 another version of the API, 1 a placeholder, 0 not at all. Both are lower-case. */
const partFit = (template: string, part: string): number => {
	if (template === part) return 3;
	if (isVersion(template) && isVersion(part)) return 2;
	if (!isOpen(template)) return 0;
	// `{id}.json`: what stands beside the placeholder counts.
	const [before = '', after = ''] = template.split(/\{[^}]*\}/);
	return part.startsWith(before) && part.endsWith(after) ? 1 : 0;
};

type Template = {readonly operation: Operation; readonly parts: readonly string[]};
type Fit = {readonly operation: Operation; readonly parts: readonly number[]};

const templates = new Map<string, readonly Template[]>();

/** The calls of a product with a method, taken apart once: a door compares every call with them. */
const templatesOf = (service: string, method: string): readonly Template[] => {
	const key = `${service} ${method}`;
	const known = templates.get(key);
	if (known) return known;
	const made = operationsOf(service).flatMap(operation =>
		operation.method === method ? [{operation, parts: partsOf(operation.path.toLowerCase())}] : [],
	);
	// Methods come from outside, and have no end.
	if (made.length > 0) templates.set(key, made);
	return made;
};

const fitOf = ({operation, parts: template}: Template, asked: readonly string[]): Fit | undefined => {
	if (template.length > asked.length) return undefined;
	const parts: number[] = [];
	for (const [index, part] of template.entries()) {
		const fit = partFit(part, asked[index] ?? '');
		if (fit === 0) return undefined;
		parts.push(fit);
	}
	return {operation, parts};
};

const literals = ({parts}: Fit): number => parts.filter(part => part > 1).length;

/** The longest first, then the one with most parts that are the same; among equals the earliest difference decides. */
const better = (one: Fit, other: Fit): number => {
	const difference = other.parts.length - one.parts.length || literals(other) - literals(one);
	if (difference !== 0) return difference;
	const index = one.parts.findIndex((part, at) => part !== other.parts[at]);
	return index < 0 ? 0 : (other.parts[index] ?? 0) - (one.parts[index] ?? 0);
};

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');

/** `ZohoCRM.modules.leads.READ` names the leads. */
const groupOf = (scope: string): string => letters(scope.split('.').at(-2) ?? '');

/** The alternatives that a path picks by its own words (`/crm/v8/Leads`), then those that hold for every path. */
const picked = ({operation}: Fit, asked: readonly string[]): readonly (readonly string[])[] => {
	const {select, scopes, path} = operation;
	if (select === undefined) return scopes;
	const value = letters(asked[partsOf(path).indexOf(`{${select}}`)] ?? '');
	const isWide = (together: readonly string[]): boolean =>
		together.every(scope => ['modules', 'fullaccess', 'all'].includes(groupOf(scope)));
	const narrow = scopes.filter(together => !isWide(together));
	const own = narrow.filter(together => together.some(scope => groupOf(scope) === value));
	const custom = narrow.filter(together => together.some(scope => groupOf(scope) === 'custom'));
	const chosen = own.length > 0 ? own : custom;
	return chosen.length > 0 ? [...chosen, ...scopes.filter(isWide)] : scopes;
};

const groupsOf = ({scopes}: Operation): readonly string[] =>
	scopes.flat().map(scope => scope.split('.').slice(0, -1).join('.').toLowerCase());

/** Whether all known calls below this one have scopes of its groups: true of an invoice, and not of a portal with projects in it. */
const speaksForBelow = (operation: Operation): boolean => {
	const groups = groupsOf(operation);
	const below = operationsOf(operation.service).filter(({path}) => path.startsWith(`${operation.path}/`));
	return below.every(other => groupsOf(other).some(group => groups.includes(group)));
};

const findIn = (service: string, method: string, asked: readonly string[]): FoundOperation | undefined => {
	const lower = asked.map(part => part.toLowerCase());
	const [best] = templatesOf(service, method)
		.flatMap(template => fitOf(template, lower) ?? [])
		.toSorted(better);
	if (!best) return undefined;
	const isBeginning = best.parts.length < asked.length;
	const {operation} = best;
	// One of two words, such as /books/v3/{module}, begins every call.
	if (isBeginning && (literals(best) < 3 || !speaksForBelow(operation))) return undefined;
	return {
		service,
		method,
		path: operation.path,
		title: operation.title,
		confidence: operation.confidence,
		scopes: picked(best, asked),
		isBeginning,
	};
};

/**
 * The known calls that `METHOD path` can be, at most one for each product: the longest template first, then the one with most
 * words of its own. Versions of an API are taken for each other. A call that goes on beyond a known one is found by its
 * beginning, unless another product has it whole.
 *
 * @param services whose calls are looked at; left out, those of every product
 */
export const findOperations = (
	method: string,
	path: string,
	services: readonly string[] = servicesWithOperations,
): readonly FoundOperation[] => {
	const asked = partsOf(path);
	// HEAD is answered as GET is.
	const wanted = method.toUpperCase() === 'HEAD' ? 'GET' : method.toUpperCase();
	const found = services.flatMap(service => findIn(service, wanted, asked) ?? []);
	const whole = found.filter(({isBeginning}) => !isBeginning);
	return whole.length > 0 ? whole : found;
};
