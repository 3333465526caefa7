import {nearNames} from '../../connection/near-names.js';
import {type AnswerValue, storedSecretMark} from '../../wizard/answers.js';
import {consoleUrl, consoleValues, hasRedirectUris} from '../../wizard/console.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {Field, Help, Option} from '../../wizard/field.js';
import {displayOf, focusedItem, helpOf, textOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {counted} from '../../zoho/text.js';
import {allNumbered, looksNumbered, numbered, readNumber, readNumbers} from './numbers.js';
import {
	enterQuestion,
	errorReply,
	type Question,
	readYesOrNo,
	type Word,
	wantsNumber,
	wantsYesOrNo,
} from './question.js';

/** A value as it may be heard: of a secret its length alone, for others may listen. */
export const spokenOf = (state: WizardState, field: Field): string => {
	const value = answersOf(state)[field.key];
	if (field.kind !== 'secret' || typeof value !== 'string' || value === storedSecretMark)
		return displayOf(state, field);
	return value === '' ? '' : counted(value.length, 'character');
};

/** So many rows of a list are read out in any case. */
const fewRows = 3;

/** A default that is short enough to be read out in the prompt. */
const shortDefault = 40;

const optionText = ({label, hint = '', facts = []}: Option): string =>
	[label, hint, ...facts].filter(Boolean).join(', ');

/** The option that a word names: by its value, its label or its hint, or as the only one that begins so. */
const named = (options: readonly Option[], word: string): Option | undefined => {
	const low = word.trim().toLowerCase();
	const having = (isSo: (text: string) => boolean): readonly Option[] =>
		options.filter(({value, label, hint = ''}) =>
			[value, label, hint].some(text => isSo(text.toLowerCase())),
		);
	const [exact] = having(text => text === low);
	const [near, ...others] = low === '' ? [] : having(text => text.startsWith(low));
	return exact ?? (others.length === 0 ? near : undefined);
};

/** What a name that is none may have meant, with its number. */
const nearText = (options: readonly Option[], text: string): string => {
	const labels = options.map(({label}) => label.toLowerCase());
	const [near] = looksNumbered(text) ? [] : nearNames(text, labels);
	const index = labels.indexOf(near ?? '');
	return index < 0 ? '' : `Did you mean ${index + 1}, ${options[index]?.label}? `;
};

/** What Enter alone takes, where that is not the answer that stands there. */
export const suggestionFor = (field: Field, state: WizardState): string | undefined =>
	state.given[field.key] === undefined ? field.suggested?.(answersOf(state), state.context) : undefined;

/** Choices with the indexes of those that Enter alone takes. */
type Choices = {readonly options: readonly Option[]; readonly chosen: readonly number[]};

const choicesOf = (field: Field, state: WizardState): Choices => {
	const standing = suggestionFor(field, state) ?? answersOf(state)[field.key];
	const options = field.options(answersOf(state), state.context);
	const chosen = options.flatMap(({value}, index) =>
		(typeof standing === 'object' ? standing.includes(value) : standing === value) ? [index] : [],
	);
	return {options, chosen};
};

const choiceLines = ({inOneRow, kind}: Field, {options, chosen}: Choices): readonly string[] => {
	const rows = options.map(optionText);
	if (inOneRow) return [];
	if (kind !== 'many' || rows.length <= fewRows || chosen.length > fewRows) return numbered(rows, chosen);
	// Of a list that only some choose from: what was chosen, and how to hear the rest.
	const own = chosen.flatMap(index => (options[index]?.isFixed ? [] : [`${index + 1}. ${rows[index]}`]));
	return [`  ${[...own, '0 reads all'].join('; ')}`];
};

/** What Enter alone takes, in brackets. */
const bracketed = (text: string): string => (text === '' ? '' : ` [${text}]`);

const promptOf = (field: Field, state: WizardState, {chosen}: Choices): string => {
	const numbers = bracketed(chosen.map(index => index + 1).join(' '));
	const now = displayOf(state, field);
	switch (field.kind) {
		case 'choice':
			return `Number${numbers}: `;
		case 'many':
			return `Numbers${numbers}: `;
		case 'confirm':
			return `y or n [${answersOf(state)[field.key] === true ? 'y' : 'n'}]: `;
		case 'secret':
			return `${field.label}: `;
		default:
			return `${field.label}${now.length <= shortDefault ? bracketed(now) : ''}: `;
	}
};

/** What stands there and is too long for the prompt. */
const nowLines = (field: Field, state: WizardState): readonly string[] => {
	if (field.kind === 'secret')
		return displayOf(state, field) === '' ? [] : ['Enter keeps the one that is here.'];
	if (field.kind !== 'text') return [];
	const {text, placeholder} = textOf(state, field.key);
	const now = text || placeholder;
	return now.length > shortDefault ? ['Enter keeps:', now] : [];
};

/** The label, and where to look or click. What has its label in the prompt, or in its question, is not named twice. */
const headingOf = (
	{label, kind, inOneRow}: Field,
	{where: seen = '', spoken: where = seen}: Help,
	{options}: Choices,
): readonly string[] => {
	const isNamed = kind === 'text' || kind === 'secret' || (kind === 'confirm' && where !== '');
	// One row for choices of which one is right for almost everyone; `?` says more about each.
	const row = inOneRow ? options.map((option, index) => `${index + 1}. ${option.label}`).join('; ') : '';
	const sentences = [isNamed ? '' : label, where, kind === 'secret' ? 'It is not shown' : '', row];
	const told = sentences.flatMap(text => (text === '' ? [] : [/[.?!]$/.test(text) ? text : `${text}.`]));
	return told.length === 0 ? [] : [told.join(' ')];
};

/** Several of a list by numbers, ranges and names; one wrong word spoils all. */
const readMany = (options: readonly Option[], text: string): {value: AnswerValue} | string => {
	if (/^all$/i.test(text)) return {value: options.map(({value}) => value)};
	const parts = text.split(',').flatMap(part => (named(options, part) ? [part] : part.trim().split(/\s+/)));
	const found = parts.map(part => {
		const numbers = looksNumbered(part) ? readNumbers(part, options.length) : undefined;
		return numbers?.map(index => options[index]?.value) ?? [named(options, part)?.value];
	});
	const wrong = found.findIndex(list => list.includes(undefined));
	if (wrong < 0) return {value: found.flat().filter(value => value !== undefined)};
	const near = nearText(options, parts[wrong]?.trim() ?? '');
	return near
		? `${near}Answer with numbers.`
		: `Answer with numbers from 1 to ${options.length}, such as 1 3-5.`;
};

/** What a line is as the value of a field; a sentence where it is none. */
const answerOf = (field: Field, line: string, options: readonly Option[]): {value: AnswerValue} | string => {
	const text = line.trim();
	switch (field.kind) {
		case 'confirm': {
			const value = readYesOrNo(text);
			return value === undefined ? wantsYesOrNo : {value};
		}
		case 'choice': {
			const option = options[readNumber(text, options.length) ?? -1] ?? named(options, text);
			return option ?? `${nearText(options, text)}${wantsNumber(options.length)}`;
		}
		case 'many':
			return readMany(options, text);
		case 'text':
		case 'secret':
		case 'scopes':
			return {value: line};
	}
};

/** Whether it is copied from the console. */
const isCredential = ({key}: Field): boolean => key === 'clientId' || key === 'clientSecret';

/** A field as a question. */
export const fieldQuestion = (field: Field, state: WizardState): Question => {
	const {key} = field;
	const choices = choicesOf(field, state);
	const {options} = choices;
	const all = allNumbered(options.map(optionText));
	const help = helpOf(state, field);
	const {why, where = [], instruction = [], example} = help;
	const suggested = suggestionFor(field, state);
	return {
		key,
		lines: [...headingOf(field, help, choices), ...choiceLines(field, choices), ...nowLines(field, state)],
		prompt: promptOf(field, state, choices),
		isHidden: field.kind === 'secret',
		explains: [why, where, instruction, example ? `Example: ${example}` : [], all].flat(),
		all: all.length > 0 ? all : undefined,
		enter: at => ({
			events: [
				...(suggested === undefined ? [] : [{type: 'typed', key, value: suggested} as const]),
				{type: 'accepted', at},
			],
		}),
		read: (line, at) => {
			const answer = answerOf(field, line, options);
			if (typeof answer === 'string') return errorReply(answer);
			const {value} = answer;
			// What is wrong does not become what Enter takes.
			const checked = field.accept(value, answersOf(state), state.context);
			if (!checked.ok) return errorReply(checked.problem);
			const typed = {type: 'typed', key, value} as const;
			const warning = field.warn(value, answersOf(state), state.context);
			if (warning === undefined) return {events: [typed, {type: 'accepted', at}]};
			const again = `Enter uses it anyway, or ${isCredential(field) ? 'paste' : 'type'} another one: `;
			return {says: [`Warning: ${warning}`], events: [typed], prompt: again};
		},
	};
};

/** The console's form, each value on a line of its own. */
const formLines = (state: WizardState): readonly string[] =>
	consoleValues(state)
		.filter(({copyable}) => copyable)
		.flatMap(({label, value}, index, rows) => {
			const same = rows.filter(row => row.label === label).length;
			const more = same > 1 ? '; + adds a row' : '';
			return label === rows[index - 1]?.label ? [value] : [`  ${label}${more}:`, value];
		});

/** Another server's form has other words, and no console that could be opened. */
export const consoleQuestion = (state: WizardState): Question => {
	const item = focusedItem(state);
	const {why = '', where = '', short = ''} = item ? helpOf(state, item) : {};
	const isAtZoho = !isElsewhere(answersOf(state), state.context);
	const has = answersOf(state).includeSigmaUrls;
	const words: readonly Word[] = [
		['o', 'opens the console', {type: 'opened-console'}],
		['s', `${has ? 'takes' : 'adds'} Sigma's URIs${has ? ' out' : ''}`, {type: 'toggled-sigma-urls'}],
	];
	const taken = !isAtZoho ? 0 : hasRedirectUris(state) ? 2 : 1;
	return enterQuestion(
		{
			key: `consoleForm ${has}`,
			lines: [
				isAtZoho ? `Open ${consoleUrl(state)}, click ${short.replace(' → ', ', then ')}.` : where,
				...formLines(state),
				...(isAtZoho ? ['  Then click Create.'] : []),
			],
			prompt: 'Enter when done',
			explains: [why],
		},
		at => ({type: 'accepted', at}),
		words.slice(0, taken),
	);
};
