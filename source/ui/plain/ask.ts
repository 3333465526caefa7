import type {AnswerValue} from '../../wizard/answers.js';
import {consoleValues} from '../../wizard/console.js';
import {consequenceText} from '../../wizard/edit/difference.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {Field, Help} from '../../wizard/field.js';
import {displayOf, helpOf, reusedLines, reviewLines, warningOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {findDataCenter} from '../../zoho/data-center.js';

/** What a plain line means for a field. `keep` accepts what stands there; a problem is said and asked again. */
export type PlainAnswer =
	| {readonly kind: 'keep'}
	| {readonly kind: 'value'; readonly value: AnswerValue}
	| {readonly kind: 'problem'; readonly text: string};

const helpTexts = ({why, where, example}: Help): readonly string[] => [
	why,
	...(where ? [where] : []),
	...(example ? [`Example: ${example}`] : []),
];

/** The question of a field as lines: label, help, numbered choices, what Enter alone would take. */
export const questionLines = (field: Field, state: WizardState): readonly string[] => {
	const options = field.options(answersOf(state), state.context);
	const now = displayOf(state, field);
	const chosen = answersOf(state)[field.key];
	const isChosen = (value: string): boolean =>
		typeof chosen === 'object' ? chosen.includes(value) : chosen === value;
	return [
		field.label,
		...helpTexts(helpOf(state, field)).map(text => `  ${text}`),
		...options.map(({label, hint, value}, index) => {
			const mark = isChosen(value) ? ' (chosen)' : '';
			return `  ${index + 1}. ${label}${hint ? `, ${hint}` : ''}${mark}`;
		}),
		...(now === '' ? [] : [`  Enter alone takes: ${now}`]),
	];
};

const hintOf = (field: Field): string => {
	switch (field.kind) {
		case 'choice':
			return 'number';
		case 'many':
			return 'numbers, separated by commas';
		case 'confirm':
			return 'y or n';
		case 'scopes':
			return 'words to search, or scopes separated by commas';
		case 'secret':
			return 'not shown while you type';
		case 'text':
			return 'text';
	}
};

/** The prompt at the line where one types; `<` goes back from every question. */
export const promptOf = (field: Field): string => `${field.label} (${hintOf(field)}; < goes back): `;

/** Reads a line as the answer of a field. */
export const readAnswer = (field: Field, line: string, state: WizardState): PlainAnswer => {
	const text = line.trim();
	if (text === '') return {kind: 'keep'};
	const options = field.options(answersOf(state), state.context);
	const pick = (word: string): string | undefined => {
		const byNumber = /^\d+$/.test(word) ? options[Number(word) - 1] : undefined;
		const low = word.toLowerCase();
		return (byNumber ?? options.find(({value, label}) => value === low || label.toLowerCase() === low))
			?.value;
	};
	switch (field.kind) {
		case 'text':
		case 'secret':
			return {kind: 'value', value: line};
		case 'scopes':
			// As it is typed: the field takes the scopes out of it, and warns of what it leaves out.
			return {kind: 'value', value: [text]};
		case 'confirm': {
			const isYes = /^y(es)?$/i.test(text);
			const isNo = /^no?$/i.test(text);
			return isYes || isNo ? {kind: 'value', value: isYes} : {kind: 'problem', text: 'Answer y or n.'};
		}
		case 'choice': {
			const value = pick(text);
			return value === undefined
				? {kind: 'problem', text: `Answer with a number from 1 to ${options.length}.`}
				: {kind: 'value', value};
		}
		case 'many': {
			const picked = text.split(/[\s,]+/).map(pick);
			const known = picked.filter(value => value !== undefined);
			return known.length === picked.length
				? {kind: 'value', value: known}
				: {kind: 'problem', text: `Answer with numbers from 1 to ${options.length}, separated by commas.`};
		}
	}
};

/** The console form as lines, each value on one of its own. */
export const consoleLines = (state: WizardState): readonly string[] => {
	const dataCenter = findDataCenter(state.context.dataCenters, answersOf(state).dataCenter);
	return [
		dataCenter ? 'Register an OAuth client in the API Console:' : 'Register an OAuth client at the server.',
		...(dataCenter ? [dataCenter.console] : []),
		'With these values:',
		...consoleValues(state).flatMap(({label, value}) => [`  ${label}:`, value]),
	];
};

/** What can be done at it. */
export const consolePrompt = (state: WizardState): string =>
	isElsewhere(answersOf(state), state.context)
		? 'Enter goes on, < goes back: '
		: 'Enter goes on, o opens the console, s adds or drops the URLs of Sigma, < goes back: ';

/** The review as numbered lines. */
export const plainReview = (state: WizardState): readonly string[] => [
	'Review',
	...reviewLines(state).flatMap(({key, label, value, change}, index) => {
		const warning = warningOf(state, fieldOf(key));
		const was = change
			? ` (${change.delta ?? `was ${change.before || 'none'}`}; ${consequenceText(change.consequence)})`
			: '';
		const line = `  ${index + 1}. ${label}: ${value}${was}`;
		return warning === undefined ? [line] : [line, `     ! ${warning}`];
	}),
	...reusedLines(state).map(({label, value}) => `     ${label}: ${value}`),
];
