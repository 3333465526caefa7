import {nearNames} from '../../connection/near-names.js';
import {type AnswerValue, storedSecretMark} from '../../wizard/answers.js';
import {consoleUrl, consoleValues, hasRedirectUris} from '../../wizard/console.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {WizardEvent} from '../../wizard/events.js';
import type {Field, Option} from '../../wizard/field.js';
import {displayOf, focusedItem, helpOf, textOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {counted} from '../../zoho/text.js';
import {allNumbered, looksNumbered, numbered, readNumber, readNumbers} from './numbers.js';
import {
	enterQuestion,
	errorReply,
	type Question,
	type Reply,
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

const optionsOf = (field: Field, state: WizardState): readonly Option[] =>
	field.options(answersOf(state), state.context);

const optionText = ({label, hint, facts = []}: Option): string =>
	[label, ...(hint ? [hint] : []), ...facts].join(', ');

/** The option that a word names: by its value, its label or its hint, or as the only one that begins so. */
const named = (options: readonly Option[], word: string): Option | undefined => {
	const low = word.trim().toLowerCase();
	const names = (option: Option): readonly string[] =>
		[option.value, option.label, option.hint ?? ''].map(text => text.toLowerCase());
	const exact = options.find(option => names(option).includes(low));
	const near = low === '' ? [] : options.filter(option => names(option).some(name => name.startsWith(low)));
	return exact ?? (near.length === 1 ? near[0] : undefined);
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

const chosenAt = (field: Field, state: WizardState): readonly number[] => {
	const chosen = suggestionFor(field, state) ?? answersOf(state)[field.key];
	return optionsOf(field, state).flatMap(({value}, index) =>
		(typeof chosen === 'object' ? chosen.includes(value) : chosen === value) ? [index] : [],
	);
};

/** Of a list that only some choose from: what was chosen, and how to hear the rest. */
const marked = (options: readonly Option[], chosen: readonly number[]): string => {
	const rows = allNumbered(options.map(optionText));
	const named = rows.filter((_row, index) => chosen.includes(index) && !options[index]?.isFixed);
	return `  ${[...named.map(row => row.trim()), '0 reads all'].join('; ')}`;
};

/** One row for choices of which one is right for almost everyone; `?` says more about each. */
const oneRow = (options: readonly Option[]): string =>
	options.map(({label}, index) => `${index + 1}. ${label}`).join('; ');

const optionLines = (field: Field, state: WizardState): readonly string[] => {
	const options = optionsOf(field, state);
	const chosen = chosenAt(field, state);
	const rows = options.map(optionText);
	if (field.inOneRow) return [];
	if (field.kind === 'many' && rows.length > fewRows && chosen.length <= fewRows)
		return [marked(options, chosen)];
	return numbered(rows, chosen);
};

/** What Enter alone takes, in brackets. */
const bracketed = (text: string): string => (text === '' ? '' : ` [${text}]`);

const promptOf = (field: Field, state: WizardState): string => {
	const numbers = chosenAt(field, state)
		.map(index => index + 1)
		.join(' ');
	switch (field.kind) {
		case 'choice':
			return `Number${bracketed(numbers)}: `;
		case 'many':
			return `Numbers${bracketed(numbers)}: `;
		case 'confirm':
			return `y or n [${answersOf(state)[field.key] === true ? 'y' : 'n'}]: `;
		case 'secret':
			return `${field.label}: `;
		default: {
			const now = displayOf(state, field);
			return `${field.label}${now.length <= shortDefault ? bracketed(now) : ''}: `;
		}
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

const isSentence = (text: string): boolean => /[.?!]$/.test(text);

/** The label, and where to look or click. What has its label in the prompt, or in its question, is not named twice. */
const headingOf = (field: Field, state: WizardState): readonly string[] => {
	const {label, kind, inOneRow} = field;
	const {where: seen = '', spoken: where = seen} = helpOf(state, field);
	const isNamed = kind === 'text' || kind === 'secret' || kind === 'confirm';
	const sentences = [
		...(isNamed && (where !== '' || kind !== 'confirm') ? [] : [`${label}.`]),
		...(where === '' ? [] : [isSentence(where) ? where : `${where}.`]),
		...(kind === 'secret' ? ['It is not shown.'] : []),
		...(inOneRow ? [`${oneRow(optionsOf(field, state))}.`] : []),
	];
	return sentences.length === 0 ? [] : [sentences.join(' ')];
};

const explainsOf = (field: Field, state: WizardState): readonly string[] => {
	const {why, where, instruction, example} = helpOf(state, field);
	const all = optionsOf(field, state);
	return [
		why,
		...[where, instruction].flatMap(text => text ?? []),
		...(example ? [`Example: ${example}`] : []),
		...allNumbered(all.map(optionText)),
	];
};

/** What a line is as the value of a field; a sentence where it is none. */
const answerOf = (field: Field, line: string, state: WizardState): {value: AnswerValue} | Reply => {
	const text = line.trim();
	const options = optionsOf(field, state);
	switch (field.kind) {
		case 'confirm': {
			const value = readYesOrNo(text);
			return value === undefined ? wantsYesOrNo : {value};
		}
		case 'choice': {
			const option = options[readNumber(text, options.length) ?? -1] ?? named(options, text);
			return option
				? {value: option.value}
				: errorReply(`${nearText(options, text)}${wantsNumber(options.length)}`);
		}
		case 'many': {
			if (/^all$/i.test(text)) return {value: options.map(({value}) => value)};
			const parts = text
				.split(',')
				.flatMap(part => (named(options, part) ? [part] : part.trim().split(/\s+/)));
			const found = parts.map(part => {
				const numbers = looksNumbered(part) ? readNumbers(part, options.length) : undefined;
				return numbers?.map(index => options[index]?.value) ?? [named(options, part)?.value];
			});
			const values = found.flat().filter(value => value !== undefined);
			if (values.length === found.flat().length) return {value: values};
			const near = nearText(options, parts[found.findIndex(list => list.includes(undefined))]?.trim() ?? '');
			return errorReply(
				near
					? `${near}Answer with numbers.`
					: `Answer with numbers from 1 to ${options.length}, such as 1 3-5.`,
			);
		}
		case 'text':
		case 'secret':
		case 'scopes':
			return {value: line};
	}
};

/** Whether it is copied from the console. */
const isCredential = ({key}: Field): boolean => key === 'clientId' || key === 'clientSecret';

/** A field as a question. */
export const fieldQuestion = (field: Field, state: WizardState, now: () => number): Question => ({
	key: field.key,
	lines: [...headingOf(field, state), ...optionLines(field, state), ...nowLines(field, state)],
	prompt: promptOf(field, state),
	isHidden: field.kind === 'secret',
	explains: explainsOf(field, state),
	read: line => {
		if (line.trim() === '') {
			const value = suggestionFor(field, state);
			const typed = value === undefined ? [] : [{type: 'typed', key: field.key, value} as const];
			return {events: [...typed, {type: 'accepted', at: now()}]};
		}
		if (line.trim() === '0' && optionsOf(field, state).length > 0)
			return {says: allNumbered(optionsOf(field, state).map(optionText))};
		const read = answerOf(field, line, state);
		if (!('value' in read)) return read;
		// What is wrong does not become what Enter takes.
		const accepted = field.accept(read.value, answersOf(state), state.context);
		if (!accepted.ok) return errorReply(accepted.problem);
		const typed = {type: 'typed', key: field.key, value: read.value} as const;
		const warning = field.warn(read.value, answersOf(state), state.context);
		return warning === undefined
			? {events: [typed, {type: 'accepted', at: now()}]}
			: {
					says: [`Warning: ${warning}`],
					events: [typed],
					prompt: `Enter uses it anyway, or ${isCredential(field) ? 'paste' : 'type'} another one: `,
				};
	},
});

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
export const consoleQuestion = (state: WizardState, now: () => number): Question => {
	const item = focusedItem(state);
	const {why = '', where = '', short = ''} = item ? helpOf(state, item) : {};
	const isAtZoho = !isElsewhere(answersOf(state), state.context);
	const has = answersOf(state).includeSigmaUrls;
	const words: readonly Word<WizardEvent>[] = [
		...(isAtZoho ? [['o', 'opens the console', {type: 'opened-console'}] as const] : []),
		...(isAtZoho && hasRedirectUris(state)
			? [
					[
						's',
						`${has ? 'takes' : 'adds'} Sigma's URIs${has ? ' out' : ''}`,
						{type: 'toggled-sigma-urls'},
					] as const,
				]
			: []),
	];
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
		{type: 'accepted', at: now()},
		words,
	);
};
