import * as z from 'zod/mini';
import {cleanText, isRecord, parseJson} from './text.js';

/** JSON's strings and numbers; strings come first, so that digits inside of them are left alone. */
const literals = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON, keeping integers of 16 digits and more as strings, digit by digit. Undefined for what is no JSON. */
export const parseExactJson = (text: string): unknown => {
	const json = parseJson(text);
	if (json === undefined || !/\d{16}/.test(text)) return json;
	// Only in what is whole JSON: a string without an end would be looked for again from each quote in it.
	return parseJson(
		text.replace(literals, literal => (/^-?\d{16,}$/.test(literal) ? `"${literal}"` : literal)),
	);
};

type Row = Readonly<Record<string, unknown>>;

const idSchema = z.union([
	z.string().check(z.regex(/^[\w.-]{1,64}$/)),
	z.pipe(z.int().check(z.nonnegative()), z.transform(String)),
]);

/** The first of these keys that has an id in it. */
const idOf = (row: Row, keys: readonly string[]): string | undefined =>
	keys.map(key => z.safeParse(idSchema, row[key]).data).find(id => id !== undefined);

/** The first of these keys that has a text in it, cleaned. */
const textOf = (row: Row, keys: readonly string[]): string | undefined =>
	keys.map(key => (typeof row[key] === 'string' ? cleanText(row[key], 120) : '')).find(text => text !== '');

/**
 * The Zoho user behind a token, as `/oauth/user/info` (`ZUID`, `Email`, `Display_Name` …) and OpenID Connect's user info (`sub`,
 * `email`, `name`) tell it. `id` is the ZUID, as digits: it does not fit a JavaScript number exactly. Undefined when it names no
 * user. Never throws.
 */
export const readUserInfo = (body: string) => {
	const row = parseExactJson(body);
	if (!isRecord(row)) return undefined;
	const id = idOf(row, ['ZUID', 'zuid', 'sub']);
	if (id === undefined) return undefined;
	const full = [textOf(row, ['First_Name', 'first_name']), textOf(row, ['Last_Name', 'last_name'])]
		.filter(part => part !== undefined)
		.join(' ');
	return {
		id,
		email: textOf(row, ['Email', 'email']),
		name: textOf(row, ['Display_Name', 'name']) ?? (full === '' ? undefined : full),
	};
};

type Reader = {
	/** Keys that lead to the list. */
	readonly path: readonly string[];
	readonly id: readonly string[];
	readonly name: readonly string[];
	readonly isDefault: readonly string[];
};

const finance: Reader = {
	path: ['organizations'],
	id: ['organization_id'],
	name: ['name'],
	isDefault: ['is_default_org'],
};

const readers: Readonly<Record<string, Reader>> = {
	books: finance,
	inventory: finance,
	billing: finance,
	invoice: finance,
	expense: finance,
	// `id` of CRM's row is that of a record; `zgid` is the organization.
	crm: {path: ['org'], id: ['zgid', 'id'], name: ['company_name', 'alias'], isDefault: []},
	desk: {path: ['data'], id: ['id'], name: ['companyName', 'portalName'], isDefault: ['isDefault']},
	projects: {
		path: [],
		id: ['id', 'id_string', 'zsoid'],
		name: ['org_name', 'portal_name', 'name'],
		isDefault: ['is_default', 'default'],
	},
	analytics: {path: ['data', 'orgs'], id: ['orgId'], name: ['orgName'], isDefault: ['isDefault']},
	directory: {path: ['orgs'], id: ['zoid', 'org_id', 'id'], name: ['org_name', 'name'], isDefault: []},
};

const listAt = (json: unknown, path: readonly string[]): readonly unknown[] => {
	let value = json;
	for (const key of path) value = isRecord(value) ? value[key] : undefined;
	return Array.isArray(value) ? value : [];
};

/**
 * The organizations that a product's harmless call tells, in its order; empty for products that tell none and for
 * answers that cannot be read. A row without an id is left out, a nameless one bears its id. Never throws.
 */
export const readOrganizations = (productId: string, body: string) => {
	const reader = Object.hasOwn(readers, productId) ? readers[productId] : undefined;
	if (!reader) return [];
	return listAt(parseExactJson(body), reader.path)
		.filter(isRecord)
		.flatMap(row => {
			const id = idOf(row, reader.id);
			const isDefault = reader.isDefault.some(key => row[key] === true || row[key] === 'true');
			return id === undefined ? [] : [{id, name: textOf(row, reader.name) ?? id, isDefault}];
		});
};
