import {consoleValues} from './console.js';
import type {EventOf} from './events.js';
import type {WizardState} from './state.js';
import type {Transition} from './transition.js';

/** Sigma's redirect URLs among the client's, or no longer. */
export const toggledSigmaUrls = (state: WizardState): Transition => {
	const includeSigmaUrls = state.given.includeSigmaUrls !== true;
	const done = includeSigmaUrls
		? "Added Sigma's redirect URLs: needed to connect inside Sigma with this client. s takes them out."
		: "Took Sigma's redirect URLs out.";
	return [{...state, given: {...state.given, includeSigmaUrls}, done, notice: undefined}, []];
};

/** What is typed for a row of the form, which is to be copied then; an empty one is the usual one again. */
export const editedValue = (
	state: WizardState,
	{key, value}: EventOf<'edited-console-value'>,
): WizardState => {
	const {[key]: _edit, ...others} = state.consoleEdits ?? {};
	const text = value.trim();
	const consoleEdits = text === '' ? others : {...others, [key]: text};
	const next = {...state, consoleEdits, done: undefined, notice: undefined};
	const valueIn = (of: WizardState) => consoleValues(of).find(row => row.key === key)?.value;
	if (valueIn(next) === valueIn(state)) return next;
	const {[key]: _mark, ...consoleMarks} = state.consoleMarks;
	return {...next, consoleMarks};
};

/** A click in the API Console was done, or was not after all. */
export const clickedRow = (state: WizardState, {key}: EventOf<'clicked-row'>): Transition => {
	const {[key]: mark, ...others} = state.consoleMarks;
	const consoleMarks = mark === undefined ? {...others, [key]: 'clicked' as const} : others;
	return [{...state, consoleMarks, done: undefined, notice: undefined}, []];
};

export const consoleOpened = (state: WizardState, {isOpen, url}: EventOf<'console-opened'>): Transition => [
	isOpen
		? {...state, done: `Opened ${url} in your browser.`, notice: undefined}
		: {...state, done: undefined, notice: `Open this in your browser: ${url}`},
	[],
];

/** What became of a copy; only a clipboard program says that it took the text. */
export const copied = (state: WizardState, {label, key, how}: EventOf<'copy-ended'>): WizardState => {
	if (how === 'failed')
		return {...state, done: undefined, notice: `Could not copy ${label}. Select the text instead.`};
	const isTaken = how === 'clipboard';
	const sent = `Sent ${label} to your terminal's clipboard. If pasting does nothing, select the text instead.`;
	return {
		...state,
		consoleMarks: {...state.consoleMarks, [key]: isTaken ? 'copied' : 'sent'},
		done: isTaken ? `Copied ${label}.` : undefined,
		notice: isTaken ? undefined : sent,
	};
};
