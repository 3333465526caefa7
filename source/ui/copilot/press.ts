import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {currentPart, manifestOptions, type SecretAnswer, secretAnswers} from '../../wizard/copilot/state.js';
import {moved} from '../fields/view.js';
import {isCommand, type Press} from '../lines/keys.js';
import {helpRows} from './help.js';
import type {CopilotInput} from './side.js';
import {manifestRows} from './view.js';

/** Rows of a list, of which a page up or down leaves one in sight. */
const rows = 11;

/** Rows of a long text that stay in sight at its end. */
const kept = 3;

const pressHelp = (press: Press, input: CopilotInput): CopilotEvent | undefined => {
	if (isCommand(press, 'back') || isCommand(press, 'accept') || isCommand(press, 'quit'))
		return {type: 'toggled-help'};
	const to = moved(press, input.state.scroll, helpRows(input).length - kept, rows);
	return to === undefined ? undefined : {type: 'scrolled', to};
};

const pressQuestion = (press: Press, now: SecretAnswer): CopilotEvent | undefined => {
	if (isCommand(press, 'accept')) return {type: 'answered', answer: now};
	if (isCommand(press, 'yes')) return {type: 'answered', answer: 'copy'};
	if (isCommand(press, 'no')) return {type: 'answered', answer: 'skip'};
	if (isCommand(press, 'back')) return {type: 'went-back'};
	const next = secretAnswers[moved(press, secretAnswers.indexOf(now), secretAnswers.length, rows) ?? -1];
	return next && {type: 'highlighted-answer', answer: next};
};

const pressManifest = (press: Press, input: CopilotInput): CopilotEvent | undefined => {
	const {state} = input;
	const count = manifestOptions(state.sheet).length;
	const to = moved(press, state.scroll, manifestRows(input).length - kept, rows);
	if (to !== undefined && (isCommand(press, 'pageUp') || isCommand(press, 'pageDown')))
		return {type: 'scrolled', to};
	// From the first option up it is the row above, as everywhere.
	const isOption = isCommand(press, 'down') || (isCommand(press, 'up') && state.option > 0);
	const option = isOption ? moved(press, state.option, count, rows) : undefined;
	return option === undefined ? undefined : {type: 'highlighted-option', option};
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
	const to = moved(press, state.at, state.sheet.steps.length, rows);
	return to === undefined ? undefined : {type: 'moved', to};
};
