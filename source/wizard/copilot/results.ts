import {whatAndWhy} from '../../zoho/refusal.js';
import type {CopilotEvent} from './events.js';
import {type CopilotState, currentStep, firstOpen, manifestOptions} from './state.js';
import {saved, say, type Transition, withMarks} from './transition.js';

type EventOf<Type extends CopilotEvent['type']> = Extract<CopilotEvent, {type: Type}>;

const copiedText = (label: string, isSecret: boolean, how: 'clipboard' | 'terminal'): string => {
	if (how === 'clipboard')
		return `Copied ${label}.${isSecret ? ' The next value that you copy replaces it.' : ''}`;
	const otherwise = isSecret ? 'press ↑ and show it instead' : 'select the text instead';
	return `Sent ${label} to your terminal's clipboard. If pasting does nothing, ${otherwise}.`;
};

/** Only what was taken is called copied. */
const onCopied = (state: CopilotState, {id, label, how}: EventOf<'copy-ended'>): Transition => {
	const index = state.sheet.steps.findIndex(step => step.id === id);
	const step = state.sheet.steps[index];
	if (how === 'failed') {
		const text =
			step?.kind === 'secret'
				? `Nothing here can copy ${label}: show it instead.`
				: `Nothing here can copy: select ${label} on the screen. Enter goes on without copying.`;
		const cannotCopy = state.cannotCopy || step?.kind !== 'secret';
		return [say({...state, cannotCopy, at: step ? index : state.at}, text, 'warn'), []];
	}
	// The check has an answer only when it is saved there, and Sigma fails at the very end without it.
	const isAddress = step?.part === 'redirects';
	const text = copiedText(isAddress ? `the address of ${label}` : label, step?.kind === 'secret', how);
	const told = say(state, isAddress ? `${text} Add it and press Update before you go on.` : text, 'good');
	if (!step) return [told, []];
	const marked = {...state.marks, [id]: how === 'clipboard' ? ('copied' as const) : ('sent' as const)};
	const last = manifestOptions(state.sheet).length - 1;
	return withMarks(
		step.kind === 'snippet' ? {...told, option: Math.min(told.option + 1, last)} : told,
		marked,
	);
};

const onChecked = (state: CopilotState, {url, answer: found}: EventOf<'url-checked'>): Transition => {
	if (!Object.hasOwn(state.checks, url)) return [state, []];
	const {[`redirect:${url}`]: before, ...others} = state.marks;
	// What was marked is looked at again: Zoho knows better.
	const marks = found === 'missing' && before !== undefined ? others : state.marks;
	const next = {...state, marks, checks: {...state.checks, [url]: found}};
	return [next.isTouched ? next : {...next, at: firstOpen(next)}, marks === state.marks ? [] : [saved(next)]];
};

const secretOpened = (state: CopilotState, {secret}: EventOf<'secret-opened'>): Transition => {
	const step = currentStep(state);
	if (step.kind !== 'secret') return [state, []];
	const text = 'Visible on this screen. Leaving the row hides it.';
	const shown = say({...state, shownSecret: secret}, text, 'warn');
	return withMarks(shown, {...state.marks, [step.id]: 'shown'});
};

/** What the world answers. */
export const worldEvents = {
	'copy-ended': onCopied,
	'secret-opened': secretOpened,
	'url-checked': onChecked,
	'page-opened': (state: CopilotState, {isOpen, url}: EventOf<'page-opened'>): Transition => [
		isOpen
			? say(state, `Opened ${url} in your browser.`, 'good')
			: say(state, `Open ${url} in your browser.`, 'warn'),
		[],
	],
	failed: (state: CopilotState, {refusal}: EventOf<'failed'>): Transition => [
		say(state, whatAndWhy(refusal), 'bad'),
		[],
	],
};
