import type {FieldKey} from './answers.js';
import type {Item, StepDefinition} from './field.js';
import {answersOf, itemsOf, neededSteps, problemsAmong, type WizardState} from './state.js';
import {stepOfItem} from './steps/index.js';

/** Whether an item can be anything else than it is. */
export const isOpenable = (state: WizardState, item: Item): boolean =>
	item.kind !== 'choice' || item.options(answersOf(state), state.context).length > 1;

/** The item of an answer that this wizard asks; undefined where it is not asked here. */
export const askedItem = (state: WizardState, key: FieldKey): Item | undefined => {
	const {id} = stepOfItem(key);
	const isNeeded = neededSteps(state).some(step => step.id === id);
	const item = isNeeded ? itemsOf(state, id).find(candidate => candidate.key === key) : undefined;
	return item && isOpenable(state, item) ? item : undefined;
};

/** Whether the focus stops at an item on its way. What has one answer only is shown and not asked, nor what stands between one scope. */
export const isStop = (state: WizardState, item: Item): boolean =>
	isOpenable(state, item) && (item.key !== 'scopeDelimiter' || answersOf(state).scopes.length > 1);

/** Reached with Tab alone: right as it follows from the answer above. Where there is no such key it is asked like the rest. */
const isAside = ({context: {hasKeys = true}}: WizardState, {key}: Item): boolean =>
	key === 'linkName' && hasKeys;

/** The items of a step where the focus stops. */
export const stopsOf = (state: WizardState, {id}: StepDefinition): readonly Item[] =>
	itemsOf(state, id).filter(item => isStop(state, item));

const onTheWay = (state: WizardState, step: StepDefinition): readonly Item[] =>
	stopsOf(state, step).filter(item => !isAside(state, item) || item.key === state.field);

/** A step may end with a button, so that a form whose values are right takes one Enter. */
const buttonOf = (state: WizardState, step: StepDefinition): Item | undefined =>
	itemsOf(state, step.id).find(({key}) => key === 'useValues');

const firstWrong = (state: WizardState, step: StepDefinition): Item | undefined => {
	const key = problemsAmong(state, [step])[0]?.key;
	return itemsOf(state, step.id).find(item => item.key === key);
};

/** Where a step begins: at its first question, or at its button where nothing is left to ask. */
export const entryOf = (state: WizardState, step: StepDefinition): Item | undefined => {
	const button = buttonOf(state, step);
	return button ? (firstWrong(state, step) ?? button) : onTheWay(state, step)[0];
};

/** Where Enter (1) and Esc (-1) lead within the step; undefined: out of it. */
export const nextOf = (state: WizardState, step: StepDefinition, by: 1 | -1): Item | undefined => {
	const button = buttonOf(state, step);
	if (button?.key === state.field) return undefined;
	if (button) return (by > 0 ? firstWrong(state, step) : undefined) ?? button;
	const stops = onTheWay(state, step);
	return stops[stops.findIndex(({key}) => key === state.field) + by];
};

/** Where Tab leads: around the step. */
export const besideOf = (state: WizardState, step: StepDefinition, by: 1 | -1): Item | undefined => {
	const stops = stopsOf(state, step);
	const at = stops.findIndex(({key}) => key === state.field);
	return stops.at((at + by) % stops.length);
};
