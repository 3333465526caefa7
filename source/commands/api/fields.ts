import {longestField} from '../../io/bounds.js';
import {withoutMark} from '../../io/file/decode-text.js';
import {refuse} from '../../kit/command.js';
import {givenFile} from '../../kit/given-file.js';
import type {Invocation} from '../../kit/invocation.js';

/** What the fields of a call make: the value of a JSON object. */
export type FieldValue =
	| string
	| number
	| boolean
	| null
	| readonly FieldValue[]
	| {readonly [key: string]: FieldValue};

export type Field = {readonly path: readonly string[]; readonly value: FieldValue};

const wrongField = (text: string, why: string): never =>
	refuse(`This field is not understood: ${text}`, why, 'For example: -f name=value -F count=3');

/** `a[b][]` is `a`, `b`, and an empty word for "one more". */
const pathOf = (key: string): readonly string[] | undefined => {
	const [, first, rest = ''] = /^([^[\]=]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? [];
	return first === undefined
		? undefined
		: [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, word = '']) => word)];
};

type Where = Pick<Invocation, 'environment'>;

/** As gh reads it: literals and whole numbers as such, `@file` is read, anything else is a text. */
const typed = (text: string, where: Where): FieldValue => {
	if (text.startsWith('@'))
		return Buffer.from(withoutMark(givenFile(text.slice(1), longestField, where))).toString('utf8');
	if (text === 'true' || text === 'false') return text === 'true';
	if (text === 'null') return null;
	const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
	return Number.isSafeInteger(number) ? number : text;
};

/** One `KEY=VALUE`. @param isTyped whether the value may be more than a text */
export const readField = (text: string, isTyped: boolean, where: Where): Field => {
	const equals = text.indexOf('=');
	const path = equals < 0 ? undefined : pathOf(text.slice(0, equals));
	if (!path) return wrongField(text, 'It is a name, an equals sign and a value.');
	if (path.includes('__proto__')) return wrongField(text, 'No field can have that name.');
	return {path, value: isTyped ? typed(text.slice(equals + 1), where) : text.slice(equals + 1)};
};

const isList = (value: FieldValue | undefined): value is readonly FieldValue[] => Array.isArray(value);
const isObject = (value: FieldValue | undefined): value is {readonly [key: string]: FieldValue} =>
	typeof value === 'object' && value !== null && !isList(value);

const put = (before: FieldValue | undefined, path: readonly string[], value: FieldValue): FieldValue => {
	const [first, ...rest] = path;
	if (first === undefined) return value;
	if (first === '') {
		const list = isList(before) ? before : [];
		const last = list.at(-1);
		// `rows[][a]=1 rows[][b]=2` is one row, until a name comes twice.
		const [name = ''] = rest;
		const joins = isObject(last) && name !== '' && !Object.hasOwn(last, name);
		return joins ? [...list.slice(0, -1), put(last, rest, value)] : [...list, put(undefined, rest, value)];
	}
	const object = isObject(before) ? before : {};
	return {...object, [first]: put(Object.hasOwn(object, first) ? object[first] : undefined, rest, value)};
};

export const bodyOf = (fields: readonly Field[]): FieldValue =>
	fields.reduce<FieldValue>((body, {path, value}) => put(body, path, value), {});

const spelled = ([first = '', ...rest]: readonly string[]): string =>
	`${first}${rest.map(word => `[${word}]`).join('')}`;

export const withFields = (path: string, fields: readonly Field[]): string => {
	if (fields.length === 0) return path;
	const query = new URLSearchParams();
	for (const {path: name, value} of fields)
		query.append(spelled(name), typeof value === 'string' ? value : JSON.stringify(value));
	return `${path}${path.includes('?') ? '&' : '?'}${query}`;
};
