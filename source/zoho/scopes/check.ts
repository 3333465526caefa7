import {oncePer, oncePerText} from '../once-per.js';
import type {CatalogueScope, ScopeCatalogue} from './catalogue.js';
import {nearestScope} from './nearest.js';
import {notesOf} from './notes.js';
import {isScopeShaped} from './scope.js';
import {followsFrom, nearestByStructure} from './structure.js';

/** Why a scope may not exist, in the order of likelihood. */
const kinds = ['unknown', 'refused', 'spelling', 'third-party', 'plausible'] as const;

export type ScopeDoubt = {
	readonly scope: string;
	/** `unknown` to the catalogue; seen `refused`; another `spelling` by case alone; named only by a `third-party`; `plausible` by another one. */
	readonly kind: (typeof kinds)[number];
	/** What was probably meant. */
	readonly nearest?: string;
	/** One sentence. */
	readonly text: string;
};

const lookupOf = oncePer((catalogue: ScopeCatalogue) => ({
	rows: new Map(catalogue.scopes.map(row => [row.scope.toLowerCase(), row])),
	nearest: oncePerText(scope => nearestScope(catalogue, scope) ?? nearestByStructure(catalogue, scope)),
}));

/** The catalogue's row of a scope, whatever its case. */
export const findScope = (catalogue: ScopeCatalogue, scope: string): CatalogueScope | undefined =>
	lookupOf(catalogue).rows.get(scope.toLowerCase());

/** By its letters, else by its structure. Remembered, because the same few unknown ones are looked at with every key. */
export const nearestTo = (catalogue: ScopeCatalogue, scope: string): string | undefined =>
	lookupOf(catalogue).nearest(scope);

const doubtOf = (catalogue: ScopeCatalogue, scope: string): ScopeDoubt | undefined => {
	const row = findScope(catalogue, scope);
	const suspect = notesOf(scope).find(note => note.isSuspect);
	if (suspect) return {scope, kind: 'refused', text: `${scope}: ${suspect.text}`};
	if (!row) {
		const known = isScopeShaped(scope) ? followsFrom(catalogue, scope) : undefined;
		if (known)
			return {
				scope,
				kind: 'plausible',
				text: `${scope} is not in the list; ${known} is, so it most likely exists.`,
			};
		const nearest = nearestTo(catalogue, scope);
		if (nearest) return {scope, kind: 'unknown', nearest, text: `${scope} is not known; near is ${nearest}.`};
		const why = isScopeShaped(scope) ? 'not known; it may still exist' : 'not shaped like a scope of Zoho';
		return {scope, kind: 'unknown', text: `${scope} is ${why}.`};
	}
	if (row.scope !== scope)
		return {scope, kind: 'spelling', nearest: row.scope, text: `${scope} is written ${row.scope} by Zoho.`};
	return row.confidence === 'third-party'
		? {scope, kind: 'third-party', text: `${scope} was only seen in lists of third parties.`}
		: undefined;
};

/**
 * Which of these scopes may not exist, the likeliest first. Zoho answers one wrong scope with "Invalid OAuth scope" for
 * all of them and names none.
 */
export const doubtsAbout = (catalogue: ScopeCatalogue, scopes: readonly string[]): readonly ScopeDoubt[] =>
	scopes
		.flatMap(scope => doubtOf(catalogue, scope) ?? [])
		.toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
