import {consequenceText} from '../../wizard/edit/difference.js';
import type {Field} from '../../wizard/field.js';
import {flowOf} from '../../wizard/flows/of-client.js';
import {
	acceptLabel,
	displayOf,
	focusedItem,
	helpOf,
	linkNamePreview,
	type ReviewLine,
	reusedLines,
	reviewLines,
	warningOf,
} from '../../wizard/select.js';
import {itemsOf, type WizardState} from '../../wizard/state.js';
import {fieldOf, isField} from '../../wizard/steps/index.js';
import {isOpenable} from '../../wizard/stops.js';
import {spokenOf} from './ask.js';
import {allNumbered, readNumbers} from './numbers.js';
import {type Question, wantsNumber} from './question.js';

/** A form whose values are all right, as one question. */
export const valuesQuestion = (state: WizardState, now: () => number): Question => {
	const all = itemsOf(state).filter(isField);
	const fields = all.filter(field => isOpenable(state, field));
	const fixed = all.filter(field => !isOpenable(state, field));
	const row = (field: Field): string => `${field.label}: ${displayOf(state, field)}`;
	return {
		key: `useValues ${fields.map(row).join()}`,
		lines: [
			...allNumbered(fields.map(row)),
			...(fixed.length > 0 ? [`  ${fixed.map(field => `${row(field)}.`).join(' ')}`] : []),
		],
		prompt: 'Enter uses these values; a number changes one: ',
		explains: [
			focusedItem(state)?.help.why ?? '',
			...fields.map(field => `${field.label}: ${helpOf(state, field).why}`),
		],
		read: line => {
			if (line.trim() === '') return {events: [{type: 'accepted', at: now()}]};
			const [index = -1, ...more] = readNumbers(line, fields.length) ?? [];
			const field = fields[index];
			return field && more.length === 0
				? {events: [{type: 'opened-field', key: field.key, at: now()}]}
				: wantsNumber(fields.length);
		},
	};
};

/** Said with the name that it belongs to. */
const isFolded = ({key}: ReviewLine): boolean => key === 'linkName';

/** Whether a line says what Sigma says by itself. */
const isUsual = (state: WizardState, {key, change}: ReviewLine): boolean =>
	change === undefined &&
	state.given[key] === undefined &&
	(key === 'parameterType' || key === 'scopeDelimiter' || key.endsWith('Url'));

const reviewRow = (state: WizardState, line: ReviewLine): string => {
	const {key, label, change} = line;
	const value = spokenOf(state, fieldOf(key));
	const link = key === 'connectionName' ? ` (${linkNamePreview(state)})` : '';
	const was = change
		? `; ${change.delta ?? `was ${change.before || 'none'}`}, ${consequenceText(change.consequence)}`
		: '';
	const warning = warningOf(state, fieldOf(key));
	return `${label}: ${value}${link}${was}${warning === undefined ? '' : `. Warning: ${warning}`}`;
};

/** What Enter does, in the words of the button. */
const enterText = (state: WizardState): string => {
	const label = acceptLabel(state);
	const opens = label.endsWith('Connect') && state.context.openBrowser && flowOf(state) === 'browser';
	return `Enter is ${label}${opens ? ' and opens your browser' : ''}`;
};

/**
 * Everything that was answered; what an edit changes stands first, what Sigma says by itself at the end.
 *
 * @param isKnown whether it was read out already: then only what an edit changes is
 */
export const reviewQuestion = (state: WizardState, now: () => number, isKnown: boolean): Question => {
	const lines = reviewLines(state).filter(line => line.isOpenable && !isFolded(line));
	const weight = (line: ReviewLine): number => (line.change ? 0 : isUsual(state, line) ? 2 : 1);
	const ordered = lines.toSorted((one, other) => weight(one) - weight(other));
	const rows = allNumbered(ordered.map(line => reviewRow(state, line)));
	const usual = ordered.filter(line => weight(line) === 2).length;
	const isEdit = state.context.target !== undefined;
	const shown = usual > 1 ? rows.slice(0, rows.length - usual) : rows;
	const changed = ordered.filter(({change}) => change !== undefined).length;
	return {
		key: 'review',
		lines: isKnown
			? rows.slice(0, changed)
			: [
					'Review',
					...shown,
					...(shown.length < rows.length
						? [`  and ${usual} that are ${isEdit ? 'as Sigma has them' : "Sigma's defaults"}: 0 shows them`]
						: []),
					...reusedLines(state).map(({label, value}) => `  ${label}: ${value}`),
				],
		prompt: `${enterText(state)}; a number changes one${isKnown ? ', 0 reads all' : ''}: `,
		explains: [focusedItem(state)?.help.why ?? '', ...rows],
		read: line => {
			if (line.trim() === '') return {events: [{type: 'accepted', at: now()}]};
			if (line.trim() === '0') return {says: isKnown ? rows : rows.slice(shown.length)};
			const [index = -1, ...more] = readNumbers(line, ordered.length) ?? [];
			const chosen = ordered[index];
			return chosen && more.length === 0
				? {events: [{type: 'opened-field', key: chosen.key, at: now()}]}
				: wantsNumber(ordered.length);
		},
	};
};
