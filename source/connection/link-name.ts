import {withoutAccents} from '../zoho/text.js';

/** Zoho's limit for both names and link names (help.zoho.com, QEngine "Connections"). */
export const maximumNameLength = 50;

/** Why a name cannot be shown as it is: controls, invisible marks, halves of characters. */
export const unseenProblem = 'It has characters that cannot be seen.';

/** Whether a name has invisible characters, or ones that steer a terminal. */
export const hasUnseen = (name: string): boolean =>
	// Unicode's tables are slow to load and most names need none of them.
	!/^[\x20-\x7E]*$/.test(name) && /\p{C}/u.test(name);

const linkNamePattern = /^[a-z][a-z0-9_]{0,49}$/;

/** Whether a text is a link name by Sigma's rule: `[a-z][a-z0-9_]*`, at most 50 characters. */
export const isLinkName = (text: string): boolean => linkNamePattern.test(text);

const baseOf = (name: string): string => {
	const plain = withoutAccents(name)
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');
	const started = /^[a-z]/.test(plain) ? plain : `c_${plain}`;
	return started.slice(0, maximumNameLength).replace(/_+$/, '');
};

/** Whether a name has a letter that a link name can be made of. */
const hasLatin = (name: string): boolean => /[a-z]/i.test(withoutAccents(name));

/**
 * The link name of a name, by Sigma's rule: lower-case letters, digits and underscores, starting with a letter,
 * at most 50 characters, unique among `taken`. Accents are dropped. A name without a Latin letter says nothing in one, so its link name is
 * made from what stands in for it: `zoho_jp`. A taken one gets `_2`, `_3` …, cut so that it still fits.
 *
 * @param otherwise what stands in for such a name, the most telling first: of a connection its service and data center
 */
export const linkNameOf = (
	name: string,
	taken: ReadonlySet<string> | readonly string[],
	otherwise: readonly string[] = [],
): string => {
	const used = new Set(taken);
	const parts = otherwise.filter(hasLatin);
	const base = baseOf(hasLatin(name) ? name : parts.length > 0 ? parts.join(' ') : 'connection');
	if (!used.has(base)) return base;
	for (let number = 2; ; number++) {
		const suffix = `_${number}`;
		const candidate = `${base.slice(0, maximumNameLength - suffix.length).replace(/_+$/, '')}${suffix}`;
		if (!used.has(candidate)) return candidate;
	}
};

/** What stands in for a connection's name without a Latin letter. */
export const standsFor = (
	{services}: {readonly services: Readonly<Record<string, {readonly name: string}>>},
	{service, dataCenter}: {readonly service: string; readonly dataCenter: string | null},
): readonly string[] => [services[service]?.name ?? service, dataCenter ?? ''];

/** The link name that a name has by itself; undefined where it has no Latin letter, so that any free one will do. */
export const ownLinkName = (name: string): string | undefined =>
	hasLatin(name) ? linkNameOf(name, []) : undefined;

/** The first of `Zoho`, `Zoho 2`, `Zoho 3` … from a number on whose link name is free, cut so that it still fits. */
const freeFrom = (base: string, first: number, taken: readonly string[]): string => {
	for (let number = first; ; number++) {
		const suffix = number === 1 ? '' : ` ${number}`;
		const name = `${base.slice(0, maximumNameLength - suffix.length).trimEnd()}${suffix}`;
		if (!taken.includes(linkNameOf(name, []))) return name;
	}
};

/** "Zoho 2" is one of Zoho's; "Books 2026" has no number of ours. */
const numberedPattern = /^(.*\S) ([2-9]|[1-9]\d)$/;

/**
 * A name whose link name is free among `taken`: the wanted one, or the next of its numbers. One without a Latin
 * letter is as it is: its link name does not follow from it.
 */
export const freeNameOf = (wanted: string, taken: readonly string[]): string => {
	if (!hasLatin(wanted)) return wanted;
	const [, base = wanted, from = '1'] = numberedPattern.exec(wanted) ?? [];
	return freeFrom(base, Number(from), taken);
};

/** In the place of a name that is taken: the first that is free of those with its base, for `Books 2` perhaps `Books`. */
export const freeNameBeside = (wanted: string, taken: readonly string[]): string =>
	freeFrom(numberedPattern.exec(wanted)?.[1] ?? wanted, 1, taken);
