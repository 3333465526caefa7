import {adviceAbout} from '../../wizard/scopes/advice.js';
import {scopesMeant} from '../../wizard/scopes/text.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {remarkOn} from '../../zoho/scopes/remark.js';
import {findScopes} from '../../zoho/scopes/search.js';

const shown = 15;

/** What a search finds, as lines; undefined where the line is meant as scopes, or nothing is found. */
export const foundLines = (
	catalogue: ScopeCatalogue,
	line: string,
	state: WizardState,
): readonly string[] | undefined => {
	const search = findScopes(catalogue, line.split(/\s+/));
	const found = search.rows;
	const remark = remarkOn(search);
	const isSearch =
		line.trim() !== '' &&
		scopesMeant(line, catalogue, state, found.length > 0 && remark === undefined) === undefined;
	if (!isSearch) return undefined;
	if (found.length === 0) return [`Nothing matches "${line.trim()}"; fewer words find more.`];
	return [
		...(remark === undefined ? [] : [`Found ${remark}:`]),
		...found.slice(0, shown).map(({scope, description}) => `  ${scope}: ${description}`),
		...search.tasks.map(({label, scopes}) => `  ${label}: ${scopes.join(', ')}`),
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
