import {consequenceText} from '../../wizard/edit/difference.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import type {Field} from '../../wizard/field.js';
import {flowOf} from '../../wizard/flows/of-client.js';
import {
	acceptLabel,
	dataCenterName,
	displayOf,
	focusedItem,
	helpOf,
	linkNamePreview,
	type ReviewLine,
	reusedLines,
	reviewLines,
	warningOf,
} from '../../wizard/select.js';
import {answersOf, itemsOf, type WizardState} from '../../wizard/state.js';
import {fieldOf, isField} from '../../wizard/steps/index.js';
import {isOpenable} from '../../wizard/stops.js';
import {counted} from '../../zoho/text.js';
import {spokenOf} from './ask.js';
import {allNumbered, readNumbers} from './numbers.js';
import {type Question, wantsNumber} from './question.js';

/** A form whose values are all right, as one question. */
export const valuesQuestion = (state: WizardState, now: () => number): Question => {
	const items = itemsOf(state).filter(isField);
	const fields = items.filter(field => isOpenable(state, field));
	const fixed = items.filter(field => !isOpenable(state, field));
	const row = (field: Field): string => `${field.label}: ${displayOf(state, field)}`;
	const rows = allNumbered(fields.map(row));
	const all = [...rows, ...(fixed.length > 0 ? [`  ${fixed.map(field => `${row(field)}.`).join(' ')}`] : [])];
	// What was changed is worth hearing with the rest; the name alone is not.
	const unusual = fields.slice(1).filter(({key}) => state.given[key] !== undefined).length;
	return {
		key: `useValues ${fields.map(row).join()}`,
		lines: unusual > 0 || rows.length < 3 ? all : [`${rows[0] ?? ''}; 0 reads ${rows.length - 1} more`],
		prompt: 'Enter uses these values; a number changes one: ',
		explains: [
			focusedItem(state)?.help.why ?? '',
			...fields.map(field => `${field.label}: ${helpOf(state, field).why}`),
		],
		read: line => {
			if (line.trim() === '') return {events: [{type: 'accepted', at: now()}]};
			if (line.trim() === '0') return {says: all};
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

/** What is about to be connected, in a breath. */
const summary = (state: WizardState): string => {
	const {connectionName, scopes, authorizeUrl} = answersOf(state);
	const elsewhere = isElsewhere(answersOf(state), state.context);
	const where = elsewhere ? (URL.parse(authorizeUrl)?.host ?? '') : dataCenterName(state);
	const count = counted(scopes.length, 'scope');
	const parts = [`${connectionName} (${linkNamePreview(state)})`, ...(where === '' ? [] : [where]), count];
	return `Review: ${parts.join(', ')}.`;
};

/** A review of fewer rows is read out whole. */
const fewRows = 5;

/**
 * Everything that was answered, of which what an edit changes and what is odd is read out; what Sigma says by itself stands at the end.
 *
 * @param isKnown whether it was read out already
 */
export const reviewQuestion = (state: WizardState, now: () => number, isKnown: boolean): Question => {
	const lines = reviewLines(state).filter(line => line.isOpenable && !isFolded(line));
	const weight = (line: ReviewLine): number => (line.change ? 0 : isUsual(state, line) ? 2 : 1);
	const ordered = lines.toSorted((one, other) => weight(one) - weight(other));
	const rows = allNumbered(ordered.map(line => reviewRow(state, line)));
	const told = rows.filter((_row, index) => {
		const line = ordered[index];
		return line && (line.change !== undefined || warningOf(state, fieldOf(line.key)) !== undefined);
	});
	const isShort = rows.length < fewRows;
	const reused = reusedLines(state).map(({label, value}) => `  ${label}: ${value}`);
	const rest = isShort ? [] : [`  0 reads all ${rows.length}`];
	return {
		key: 'review',
		lines: isKnown ? [...told, ...rest] : [summary(state), ...(isShort ? rows : told), ...rest, ...reused],
		prompt: `${enterText(state)}; a number changes one: `,
		explains: [focusedItem(state)?.help.why ?? '', ...rows],
		read: line => {
			if (line.trim() === '') return {events: [{type: 'accepted', at: now()}]};
			if (line.trim() === '0') return {says: rows};
			const [index = -1, ...more] = readNumbers(line, ordered.length) ?? [];
			const chosen = ordered[index];
			return chosen && more.length === 0
				? {events: [{type: 'opened-field', key: chosen.key, at: now()}]}
				: wantsNumber(ordered.length);
		},
	};
};
