import {type AnswerValue, storedSecretMark} from '../../wizard/answers.js';
import {consoleUrl, consoleValues, hasRedirectUris} from '../../wizard/console.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {Field, Option} from '../../wizard/field.js';
import {displayOf, focusedItem, helpOf, textOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {counted} from '../../zoho/text.js';
import {allNumbered, looksNumbered, numbered, readNumbers} from './numbers.js';
import {errorReply, type Question, type Reply, wantsNumber} from './question.js';

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

/** What Enter alone takes, where that is not the answer that stands there. */
const suggestionFor = (field: Field, state: WizardState): string | undefined =>
	state.given[field.key] === undefined ? field.suggested?.(answersOf(state), state.context) : undefined;

const chosenAt = (field: Field, state: WizardState): readonly number[] => {
	const chosen = suggestionFor(field, state) ?? answersOf(state)[field.key];
	return optionsOf(field, state).flatMap(({value}, index) =>
		(typeof chosen === 'object' ? chosen.includes(value) : chosen === value) ? [index] : [],
	);
};

/** More of a list that only some mark than what is marked is read out when it is asked for. */
const marked = (rows: readonly string[], chosen: readonly number[]): string => {
	const named = chosen.map(index => `${index + 1}. ${rows[index] ?? ''}`).join('; ');
	return `  ${named === '' ? '' : `${named}; `}0 reads ${rows.length - chosen.length} more`;
};

/** One row for choices of which one is right for almost everyone; `?` says more about each. */
const oneRow = (options: readonly Option[]): string =>
	options
		.map(({label, isRecommended}, index) => `${index + 1}. ${label}${isRecommended ? ', recommended' : ''}`)
		.join('; ');

const optionLines = (field: Field, state: WizardState): readonly string[] => {
	const options = optionsOf(field, state);
	const chosen = chosenAt(field, state);
	const rows = options.map(optionText);
	if (field.inOneRow) return [];
	if (field.kind === 'many' && rows.length > fewRows && chosen.length <= fewRows)
		return [marked(rows, chosen)];
	return numbered(rows, {keep: chosen});
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

/** The label, and where to look or click. A yes or no has its label within its question. */
const headingOf = (field: Field, state: WizardState): string => {
	const {label, kind, inOneRow} = field;
	const {where: seen = '', spoken: where = seen} = helpOf(state, field);
	const hidden = kind === 'secret' ? ' It is not shown.' : '';
	const told = where === '' || isSentence(where) ? where : `${where}.`;
	if (inOneRow) return `${label}.${told && ` ${told}`} ${oneRow(optionsOf(field, state))}.`;
	// The label stands in the prompt, or is part of the question.
	const isNamed = kind === 'text' || kind === 'secret' || kind === 'confirm';
	return isNamed && told !== '' ? `${told}${hidden}` : `${label}.${told && ` ${told}`}${hidden}`;
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
			if (/^y(?:es)?$/i.test(text)) return {value: true};
			return /^no?$/i.test(text) ? {value: false} : errorReply('Answer y or n.');
		}
		case 'choice': {
			const [index = -1] = looksNumbered(text) ? (readNumbers(text, options.length) ?? []) : [];
			const option = options[index] ?? named(options, text);
			return option ? {value: option.value} : wantsNumber(options.length);
		}
		case 'many': {
			const parts = text
				.split(',')
				.flatMap(part => (named(options, part) ? [part] : part.trim().split(/\s+/)));
			const found = parts.map(part => {
				const numbers = looksNumbered(part) ? readNumbers(part, options.length) : undefined;
				return numbers?.map(index => options[index]?.value) ?? [named(options, part)?.value];
			});
			const values = found.flat().filter(value => value !== undefined);
			return values.length === found.flat().length
				? {value: values}
				: errorReply(`Answer with numbers from 1 to ${options.length}, such as 1 3-5.`);
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
	lines: [
		// A prompt with the label in it needs no heading that says no more.
		...(field.kind === 'text' && helpOf(state, field).where === undefined ? [] : [headingOf(field, state)]),
		...optionLines(field, state),
		...nowLines(field, state),
	],
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

/** The form of another server's, of which only the redirect URIs are known. */
const elsewhereQuestion = (state: WizardState, now: () => number): Question => {
	const item = focusedItem(state);
	const {why = '', where = ''} = item ? helpOf(state, item) : {};
	return {
		key: 'consoleForm',
		lines: [...(where ? [where] : []), ...formLines(state)],
		prompt: 'Enter when done: ',
		explains: [why],
		read: line =>
			line.trim() === '' ? {events: [{type: 'accepted', at: now()}]} : errorReply('Answer with Enter.'),
	};
};

export const consoleQuestion = (state: WizardState, now: () => number): Question => {
	if (isElsewhere(answersOf(state), state.context)) return elsewhereQuestion(state, now);
	const item = focusedItem(state);
	const {why = '', short = ''} = item ? helpOf(state, item) : {};
	const has = answersOf(state).includeSigmaUrls;
	const hasUris = hasRedirectUris(state);
	return {
		key: `consoleForm ${has}`,
		lines: [
			`API Console form. Open ${consoleUrl(state)}, click ${short.replace(' → ', ', then ')}.`,
			...formLines(state),
			'  Then click Create.',
		],
		prompt: `Enter when done, o opens the console${hasUris ? `, s ${has ? "takes Sigma's redirect URLs out" : "adds Sigma's redirect URLs"}` : ''}: `,
		explains: [why],
		read: line => {
			switch (line.trim().toLowerCase()) {
				case '':
					return {events: [{type: 'accepted', at: now()}]};
				case 'o':
					return {events: [{type: 'opened-console'}]};
				case 's':
					return hasUris ? {events: [{type: 'toggled-sigma-urls'}]} : errorReply('Answer with Enter or o.');
				default:
					return errorReply(hasUris ? 'Answer with Enter, o or s.' : 'Answer with Enter or o.');
			}
		},
	};
};

const keepsLinkName = 'Enter keeps the link name, or type another one: ';

/** The name of a new connection, and then its link name, which follows from it. */
export const nameQuestion = (state: WizardState, now: () => number, isNamed: boolean): Question => {
	const question = fieldQuestion(fieldOf('connectionName'), state, now);
	const name = (value: string): Reply => {
		const [typed] = value === '' ? [] : [{type: 'typed', key: 'connectionName', value} as const];
		const after = typed ? {...state, given: {...state.given, connectionName: value}} : state;
		const {connectionName, linkName} = answersOf(after);
		const accepted = fieldOf('connectionName').accept(connectionName, answersOf(after), state.context);
		if (!accepted.ok) return errorReply(accepted.problem);
		const warning = fieldOf('connectionName').warn(connectionName, answersOf(after), state.context);
		return {
			says: [`✔ Link name: ${linkName}`, ...(warning === undefined ? [] : [`Warning: ${warning}`])],
			events: typed ? [typed] : [],
			prompt: keepsLinkName,
			isNamed: true,
		};
	};
	const link = (value: string): Reply => {
		if (value === '') return {events: [{type: 'accepted', at: now()}]};
		const accepted = fieldOf('linkName').accept(value, answersOf(state), state.context);
		return accepted.ok
			? {
					events: [
						{type: 'typed', key: 'linkName', value},
						{type: 'accepted', at: now()},
					],
				}
			: {...errorReply(accepted.problem), prompt: keepsLinkName};
	};
	return {...question, read: line => (isNamed ? link(line.trim()) : name(line.trim()))};
};
