import {oncePer} from '../../zoho/once-per.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {doubtsAbout, findScope} from '../../zoho/scopes/check.js';
import {notesOf} from '../../zoho/scopes/notes.js';
import {countPrivileges, isFullAccess, narrowerScope} from '../../zoho/scopes/privilege.js';
import {isOfOtherServer} from './elsewhere.js';
import {includedIn} from './picker.js';

/** "3 chosen, 1 can write, 1 can delete": what least privilege needs to know, in sight. */
export const privilegeText = (chosen: readonly string[]): string => {
	if (chosen.length === 0) return '0 chosen';
	const counts = countPrivileges(chosen);
	const write = counts.write > 0 ? [`${counts.write} can write`] : [];
	const remove = counts.delete > 0 ? [`${counts.delete} can delete`] : [];
	const words = counts.write + counts.delete === 0 ? ['read only'] : [...write, ...remove];
	return `${chosen.length} chosen, ${words.join(', ')}`;
};

/**
 * What is said when Zoho answers "Invalid OAuth scope", which names none: the likeliest culprits, or how to find one
 * where every scope is as the catalogue has it.
 */
export const culpritTexts = (catalogue: ScopeCatalogue, scopes: readonly string[]): readonly string[] => {
	const doubts = doubtsAbout(catalogue, scopes);
	if (doubts.length > 0) {
		const rest = doubts.length > 4 ? [`${doubts.length - 4} more are doubtful.`] : [];
		return [...doubts.slice(0, 4).map(({text}) => text), ...rest];
	}
	const [only] = scopes;
	return scopes.length === 1 && only !== undefined
		? [
				`${only} is as Zoho prints it; it may have been withdrawn, or the product is not open in this data center.`,
			]
		: [
				`All ${scopes.length} are as Zoho prints them. Ask for half of them to find the one; then for half of the rest.`,
			];
};

export type Advice = {readonly text: string; readonly isWarning: boolean};

const privilegeAdvice = (catalogue: ScopeCatalogue, scope: string): readonly Advice[] => {
	if (isFullAccess(scope)) {
		const product = findScope(catalogue, scope)?.service ?? 'this product';
		const text = `${scope} allows everything in ${product}, deleting too. Narrower: open the product and mark groups.`;
		return [{text, isWarning: true}];
	}
	const narrower = narrowerScope(catalogue, scope);
	return narrower ? [{text: `${scope} also deletes; ${narrower} is enough to read.`, isWarning: false}] : [];
};

/** A scope that is not written as the catalogue has it, and what would replace it if one wants that. */
export const offeredSpelling = (
	catalogue: ScopeCatalogue,
	chosen: readonly string[],
): {readonly scope: string; readonly nearest: string} | undefined => {
	if (isOfOtherServer(catalogue)) return undefined;
	for (const {scope, nearest} of doubtsAbout(catalogue, chosen)) if (nearest) return {scope, nearest};
	return undefined;
};

const adviceOf = oncePer((catalogue: ScopeCatalogue) =>
	oncePer((chosen: readonly string[]) => workOut(catalogue, chosen)),
);

/** What to say about the chosen scopes, the most pressing first. Worked out once for each choice from a catalogue. */
export const adviceAbout = (catalogue: ScopeCatalogue, chosen: readonly string[]): readonly Advice[] =>
	isOfOtherServer(catalogue) ? [] : adviceOf(catalogue)(chosen);

const workOut = (catalogue: ScopeCatalogue, chosen: readonly string[]): readonly Advice[] => {
	const doubts = doubtsAbout(catalogue, chosen).map(({text, kind}) => ({
		text,
		isWarning: kind !== 'plausible',
	}));
	const notes = chosen.flatMap(scope => {
		const found = notesOf(scope).filter(note => !note.isSuspect);
		return found.length > 0 && includedIn(chosen, scope) === undefined
			? found.map(({text, isDemand}) => ({text, isWarning: isDemand === true}))
			: [];
	});
	const privileges = chosen.flatMap(scope => privilegeAdvice(catalogue, scope));
	const all = [...doubts, ...privileges, ...notes];
	const unique = all.filter(({text}, index) => all.findIndex(other => other.text === text) === index);
	return unique.toSorted((one, other) => Number(other.isWarning) - Number(one.isWarning));
};
