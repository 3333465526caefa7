import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {findScope, nearestTo} from '../../zoho/scopes/check.js';
import {counted} from '../../zoho/text.js';
import {isOfOtherServer} from './elsewhere.js';

/** What became of a text that was pasted, until the person goes on to something else. */
export type Pasted = {
	readonly scopes: readonly string[];
	/** Words that are no scopes. */
	readonly leftOut: readonly string[];
	/** Scopes that took the place of a misspelt one, with what was pasted. */
	readonly corrected: ReadonlyMap<string, string>;
};

/** Whether there is more to report than that the scopes were taken: words left out, or one of several that is not known. */
export const isWorthAReport = (
	catalogue: ScopeCatalogue | undefined,
	{scopes, leftOut}: Pick<Pasted, 'scopes' | 'leftOut'>,
): boolean =>
	leftOut.length > 0 ||
	(scopes.length > 1 && catalogue !== undefined && scopes.some(scope => !findScope(catalogue, scope)));

/** The same with another spelling in the place of one that was pasted. */
export const withSpelling = (pasted: Pasted, scope: string, nearest: string): Pasted => ({
	...pasted,
	scopes: [...new Set(pasted.scopes.map(one => (one === scope ? nearest : one)))],
	corrected: new Map([...pasted.corrected, [nearest, scope]]),
});

const unknownIn = (catalogue: ScopeCatalogue, {scopes}: Pasted): readonly string[] =>
	// A server names some of its scopes at most.
	isOfOtherServer(catalogue) ? [] : scopes.filter(scope => findScope(catalogue, scope) === undefined);

/** The one to look at first: of those that are not known one that can be put right with a key. */
export const worstIn = (catalogue: ScopeCatalogue, pasted: Pasted): string | undefined => {
	const unknown = unknownIn(catalogue, pasted);
	return unknown.find(scope => nearestTo(catalogue, scope) !== undefined) ?? unknown[0];
};

/** "From your text: 4 scopes taken, 1 of them unknown to zconn, 11 words left out." */
export const reportText = (catalogue: ScopeCatalogue | undefined, pasted: Pasted): string => {
	const {scopes, leftOut, corrected} = pasted;
	const unknown = catalogue ? unknownIn(catalogue, pasted).length : 0;
	return `From your text: ${[
		`${counted(scopes.length, 'scope')} taken`,
		...(corrected.size > 0 ? [`${corrected.size} corrected`] : []),
		...(unknown > 0 ? [`${unknown} of them unknown to zconn`] : []),
		...(leftOut.length > 0 ? [`${counted(leftOut.length, 'word')} left out`] : []),
	].join(', ')}.`;
};

/** A scope beside another one: of one product, without its name again. */
const beside = (scope: string, other: string): string => {
	const product = scope.slice(0, scope.indexOf('.') + 1);
	return other.startsWith(product) ? other.slice(product.length) : other;
};

/** "corrected; it was invoice.READ" */
export const correctedText = (scope: string, before: string): string =>
	`corrected; it was ${beside(scope, before)}`;

/** "unknown; nearest is invoices.READ" */
export const unknownText = (catalogue: ScopeCatalogue, scope: string): string => {
	const nearest = nearestTo(catalogue, scope);
	return `unknown${nearest === undefined ? '' : `; nearest is ${beside(scope, nearest)}`}`;
};
