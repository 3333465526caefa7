import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {currentPart, manifestOptions, type SecretAnswer, secretAnswers} from '../../wizard/copilot/state.js';
import {isCommand, type Press} from '../lines/keys.js';
import {helpRows} from './help.js';
import type {CopilotInput} from './side.js';
import {manifestRows} from './view.js';

/** Rows of one page up or down. */
const page = 10;

/** Rows of a long text that stay in sight at its end. */
const kept = 3;

const bounded = (to: number, count: number): number => Math.min(Math.max(0, to), Math.max(0, count - 1));

const stepOf = (press: Press): number => {
	if (isCommand(press, 'up')) return -1;
	if (isCommand(press, 'down')) return 1;
	if (isCommand(press, 'pageUp')) return -page;
	return isCommand(press, 'pageDown') ? page : 0;
};

const pressHelp = (press: Press, input: CopilotInput): CopilotEvent | undefined => {
	if (isCommand(press, 'back') || isCommand(press, 'accept') || isCommand(press, 'quit'))
		return {type: 'toggled-help'};
	const by = stepOf(press);
	return by === 0
		? undefined
		: {type: 'scrolled', to: bounded(input.state.scroll + by, helpRows(input).length - kept)};
};

const pressQuestion = (press: Press, now: SecretAnswer): CopilotEvent | undefined => {
	if (isCommand(press, 'accept')) return {type: 'answered', answer: now};
	if (isCommand(press, 'yes')) return {type: 'answered', answer: 'copy'};
	if (isCommand(press, 'no')) return {type: 'answered', answer: 'skip'};
	if (isCommand(press, 'back')) return {type: 'went-back'};
	const by = stepOf(press);
	const next = secretAnswers[bounded(secretAnswers.indexOf(now) + by, secretAnswers.length)];
	return by === 0 || next === undefined ? undefined : {type: 'highlighted-answer', answer: next};
};

const pressManifest = (press: Press, input: CopilotInput): CopilotEvent | undefined => {
	const {state} = input;
	const count = manifestOptions(state.sheet).length;
	if (isCommand(press, 'pageUp') || isCommand(press, 'pageDown'))
		return {type: 'scrolled', to: bounded(state.scroll + stepOf(press), manifestRows(input).length - kept)};
	if (isCommand(press, 'down')) return {type: 'highlighted-option', option: bounded(state.option + 1, count)};
	// From the first option up it is the row above, as everywhere.
	if (isCommand(press, 'up') && state.option > 0)
		return {type: 'highlighted-option', option: state.option - 1};
	return undefined;
};

const letters = [
	['copy', 'copied-again'],
	['openConsole', 'opened'],
	['test', 'checked-again'],
	['quit', 'left'],
	['mark', 'marked'],
	['nextField', 'skipped'],
	['accept', 'accepted'],
	['back', 'went-back'],
] as const;

/** What a key means to *Copy to Sigma* now. */
export const pressCopilot = (press: Press, input: CopilotInput): CopilotEvent | undefined => {
	const {state} = input;
	if (isCommand(press, 'help') || isCommand(press, 'allKeys')) return {type: 'toggled-help'};
	if (state.hasHelp) return pressHelp(press, input);
	if (state.question) return pressQuestion(press, state.question);
	const part = currentPart(state);
	if (part === 'clicks' || part === 'manifest') {
		if (isCommand(press, 'left')) return {type: 'chose-extension', by: -1};
		if (isCommand(press, 'right')) return {type: 'chose-extension', by: 1};
	}
	const special = part === 'manifest' ? pressManifest(press, input) : undefined;
	if (special) return special;
	const letter = letters.find(([command]) => isCommand(press, command));
	if (letter) return {type: letter[1]};
	if (isCommand(press, 'previousField')) return {type: 'moved', to: state.at - 1};
	const by = stepOf(press);
	return by === 0 ? undefined : {type: 'moved', to: bounded(state.at + by, state.sheet.steps.length)};
};
