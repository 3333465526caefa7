import {adviceAbout} from '../../wizard/scopes/advice.js';
import {scopesMeant} from '../../wizard/scopes/text.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {searchScopes} from '../../zoho/scopes/search.js';

const shown = 15;

/** What a search finds, as lines; undefined where the line is meant as scopes, or nothing is found. */
export const foundLines = (
	catalogue: ScopeCatalogue,
	line: string,
	state: WizardState,
): readonly string[] | undefined => {
	const found = searchScopes(catalogue, line.split(/\s+/));
	const isSearch = line.trim() !== '' && scopesMeant(line, catalogue, state, found.length > 0) === undefined;
	if (!isSearch) return undefined;
	if (found.length === 0) return [`Nothing matches "${line.trim()}"; fewer words find more.`];
	return [
		...found.slice(0, shown).map(({scope, description}) => `  ${scope}: ${description}`),
		...(found.length > shown ? [`  and ${found.length - shown} more; another word narrows.`] : []),
		'Type the ones you want, separated by commas.',
	];
};

/** The scopes that a call needs, as lines. */
export const callLines = (find: FindCalls, line: string): readonly string[] => {
	const operations = find(line)?.operations ?? [];
	if (operations.length === 0) return ['Which scope this call needs is not known; words search all scopes.'];
	return [
		...operations.flatMap(({scopes, title}) =>
			scopes.slice(0, shown).map(together => `  ${together.join(', ')}: ${title}`),
		),
		'Type the ones you want, separated by commas.',
	];
};

/** What is to be said about the scopes that were given. */
export const adviceTexts = (catalogue: ScopeCatalogue, state: WizardState): readonly string[] =>
	adviceAbout(catalogue, answersOf(state).scopes).map(({text, isWarning}) =>
		isWarning ? `Warning: ${text}` : text,
	);
