import {isRecord} from '../../zoho/text.js';
import {isLinkName} from '../link-name.js';

/**
 * Of what the files of the config folder are made: each form is described once, for the compiler, for the reader and for the words of a
 * refusal. Without a library, because making schemas takes longer than all the rest of `zconn token`.
 */

/** Where a value does not fit, and why. The value itself is never repeated, it may be a secret. */
export type Misfit = {readonly path: readonly string[]; readonly why: string};

/** What does not fit of a value; undefined where it is a `T`. */
export type Check<T> = {
	(value: unknown): Misfit | undefined;
	/** For the compiler alone. */
	readonly of?: T;
};

/** Its key may be left out. The mark is for the compiler alone. */
type Optional<T> = Check<T | undefined> & {readonly isOptional: true};
type Shape = Readonly<Record<string, Check<unknown>>>;
type In<C> = C extends Check<infer T> ? T : never;
type OptionalKeys<S extends Shape> = {
	[Key in keyof S]: S[Key] extends Optional<unknown> ? Key : never;
}[keyof S];

/** What an object of this shape holds; what a newer program has added is kept, and no part of the type. */
export type Of<S extends Shape> = {[Key in Exclude<keyof S, OptionalKeys<S>>]: In<S[Key]>} & {
	[Key in OptionalKeys<S>]?: In<S[Key]>;
};

/** Whether a value fits. */
export const is = <T>(check: Check<T>, value: unknown): value is T => check(value) === undefined;

const no = (why: string): Misfit => ({path: [], why});

const simple = <T>(isFitting: (value: unknown) => boolean, why: string): Check<T> => {
	const misfit = no(why);
	return value => (isFitting(value) ? undefined : misfit);
};

const isText = (value: unknown): value is string => typeof value === 'string';

export const anything = simple<unknown>(() => true, '');
export const text = simple<string>(isText, 'not a text');
export const truth = simple<boolean>(value => typeof value === 'boolean', 'neither true nor false');
export const number = simple<number>(Number.isFinite, 'not a number');
export const linkName = simple<string>(value => isText(value) && isLinkName(value), 'not a link name');
export const time = simple<string>(value => isText(value) && !Number.isNaN(Date.parse(value)), 'not a time');

export const oneOf = <const T>(...values: readonly T[]): Check<T> =>
	simple(value => values.some(one => one === value), 'none of what it can be');

/** @param checks one of them is enough */
export const anyOf = <C extends readonly Check<unknown>[]>(...checks: C): Check<In<C[number]>> =>
	simple(value => checks.some(check => is(check, value)), 'none of what it can be');

export const orNull =
	<T>(check: Check<T>): Check<T | null> =>
	value =>
		value === null ? undefined : check(value);

export const orAbsent = <T>(check: Check<T>): Optional<T> =>
	((value: unknown) => (value === undefined ? undefined : check(value))) as Optional<T>;

/** @param isFitting what is more to be said of a value that fits */
export const where =
	<T>(check: Check<T>, isFitting: (value: T) => boolean, why: string): Check<T> =>
	value =>
		is(check, value) ? (isFitting(value) ? undefined : no(why)) : check(value);

const within = (key: string | number, misfit: Misfit | undefined): Misfit | undefined =>
	misfit && {path: [String(key), ...misfit.path], why: misfit.why};

export const listOf = <T>(check: Check<T>): Check<T[]> => {
	const noList = no('not a list');
	return value => {
		if (!Array.isArray(value)) return noList;
		const index = value.findIndex(item => !is(check, item));
		return index < 0 ? undefined : within(index, check(value[index]));
	};
};

const noRecord = no('not an object');

const noName = no('not a name');

/** Rows by their names. */
export const mapOf =
	<T>(check: Check<T>): Check<Record<string, T>> =>
	value => {
		if (!isRecord(value)) return noRecord;
		const key = Object.keys(value).find(name => name === '__proto__' || !is(check, value[name]));
		return key === undefined ? undefined : within(key, check(value[key]) ?? noName);
	};

export const fits = <S extends Shape>(shape: S): Check<Of<S>> => {
	const parts = Object.entries(shape);
	return value => {
		if (!isRecord(value)) return noRecord;
		const [key, check] = parts.find(([name, part]) => !is(part, value[name])) ?? [];
		return key === undefined ? undefined : within(key, check?.(value[key]));
	};
};

export const texts = listOf(text);
export const textOrNull = orNull(text);
export const textsOrNull = orNull(texts);
export const times = listOf(time);
export const timeOrNull = orNull(time);
