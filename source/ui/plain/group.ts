import type {AnswerKey} from '../../wizard/answers.js';
import {consequenceTexts} from '../../wizard/edit/difference.js';
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
import {allNumbered} from './numbers.js';
import type {Question} from './question.js';

/** Enter goes on, 0 reads the rows, the number of one opens its field. */
const formQuestion = (
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	form: {
		readonly does: string;
		readonly rows: readonly string[];
		/** Below the rows: what cannot be changed. */
		readonly fixed?: readonly string[];
		readonly keys: readonly AnswerKey[];
		readonly isRead: boolean;
	},
): Question => {
	const {does, rows, keys, fixed = [], isRead} = form;
	const afterAll = `${does}; a number changes one: `;
	return {
		...question,
		prompt: isRead ? afterAll : `${does}; 0 reads them: `,
		all: [...rows, ...fixed],
		afterAll,
		enter: at => ({events: [{type: 'accepted', at}]}),
		rows: keys.map(key => at => ({events: [{type: 'opened-field', key, at}]})),
	};
};

/** A form whose values are all right, as one question. */
export const valuesQuestion = (state: WizardState): Question => {
	const items = itemsOf(state).filter(isField);
	const {fields = [], others = []} = Object.groupBy(items, field =>
		isOpenable(state, field) ? 'fields' : 'others',
	);
	const row = (field: Field): string => `${field.label}: ${displayOf(state, field)}`;
	const rows = allNumbered(fields.map(row));
	const fixed = others.length > 0 ? [`  ${others.map(field => `${row(field)}.`).join(' ')}`] : [];
	// What was changed is worth hearing with the rest; the name alone is not.
	const isRead = fields.slice(1).some(({key}) => state.given[key] !== undefined) || rows.length < 3;
	return formQuestion(
		{
			key: `useValues ${fields.map(row).join()}`,
			lines: isRead ? [...rows, ...fixed] : fields.slice(0, 1).map(field => `  ${row(field)}`),
			explains: [
				focusedItem(state)?.help.why ?? '',
				...fields.map(field => `${field.label}: ${helpOf(state, field).why}`),
			],
		},
		{does: 'Enter uses these values', rows, fixed, keys: fields.map(({key}) => key), isRead},
	);
};

/** Whether a line says what Sigma says by itself. */
const isUsual = (state: WizardState, {key, change}: ReviewLine): boolean =>
	change === undefined &&
	state.given[key] === undefined &&
	(key === 'parameterType' || key === 'scopeDelimiter' || key.endsWith('Url'));

const reviewRow = (state: WizardState, {key, label, change}: ReviewLine): string => {
	const was = change
		? `; ${change.delta ?? `was ${change.before || 'none'}`}, ${consequenceTexts[change.consequence]}`
		: '';
	const warning = warningOf(state, fieldOf(key));
	return `${label}: ${spokenOf(state, fieldOf(key))}${was}${warning === undefined ? '' : `. Warning: ${warning}`}`;
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
 * @param isKnown whether each answer was heard when it was given
 */
export const reviewQuestion = (state: WizardState, isKnown: boolean): Question => {
	const lines = reviewLines(state).filter(({isOpenable}) => isOpenable);
	const weight = (line: ReviewLine): number => (line.change ? 0 : isUsual(state, line) ? 2 : 1);
	const ordered = lines.toSorted((one, other) => weight(one) - weight(other));
	const rows = allNumbered(ordered.map(line => reviewRow(state, line)));
	const isShort = rows.length < fewRows && !isKnown;
	const told = rows.filter((_row, index) => {
		const line = ordered[index];
		return isShort || (line && (line.change ?? warningOf(state, fieldOf(line.key))) !== undefined);
	});
	const reused = isKnown ? [] : reusedLines(state).map(({label, value}) => `  ${label}: ${value}`);
	return formQuestion(
		{
			key: 'review',
			lines: [isKnown ? 'Review.' : summary(state), ...told, ...reused],
			explains: [
				'Nothing is asked of the server before Enter. A number opens an answer again, and comes back here.',
			],
		},
		{does: enterText(state), rows, keys: ordered.map(({key}) => key), isRead: told.length > 0},
	);
};
