import {whatAndWhy} from '../../zoho/refusal.js';
import type {CopilotEvent} from './events.js';
import {type CopilotState, currentStep, firstOpen, manifestOptions} from './state.js';
import {saved, say, type Transition, withMarks} from './transition.js';

type CopilotWorldEvent = Extract<
	CopilotEvent,
	{type: 'copy-ended' | 'secret-opened' | 'url-checked' | 'page-opened' | 'failed'}
>;

const copiedText = (label: string, isSecret: boolean, how: 'clipboard' | 'terminal'): string => {
	if (how === 'clipboard')
		return `Copied ${label}.${isSecret ? ' The next value that you copy replaces it.' : ''}`;
	const otherwise = isSecret ? 'press ↑ and show it instead' : 'select the text instead';
	return `Sent ${label} to your terminal's clipboard. If pasting does nothing, ${otherwise}.`;
};

/** Only what was taken is called copied. */
const onCopied = (
	state: CopilotState,
	{id, label, how}: Extract<CopilotWorldEvent, {type: 'copy-ended'}>,
): Transition => {
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

const onChecked = (
	state: CopilotState,
	{url, answer: found}: Extract<CopilotWorldEvent, {type: 'url-checked'}>,
): Transition => {
	if (!Object.hasOwn(state.checks, url)) return [state, []];
	const {[`redirect:${url}`]: before, ...others} = state.marks;
	// What was marked is looked at again: Zoho knows better.
	const marks = found === 'missing' && before !== undefined ? others : state.marks;
	const next = {...state, marks, checks: {...state.checks, [url]: found}};
	return [next.isTouched ? next : {...next, at: firstOpen(next)}, marks === state.marks ? [] : [saved(next)]];
};

export const onWorld = (state: CopilotState, event: CopilotWorldEvent): Transition => {
	switch (event.type) {
		case 'copy-ended':
			return onCopied(state, event);
		case 'secret-opened': {
			const step = currentStep(state);
			if (step.kind !== 'secret') return [state, []];
			const shown = say(
				{...state, shownSecret: event.secret},
				'Visible on this screen. Leaving the row hides it.',
				'warn',
			);
			return withMarks(shown, {...state.marks, [step.id]: 'shown'});
		}
		case 'url-checked':
			return onChecked(state, event);
		case 'page-opened':
			return [
				event.isOpen
					? say(state, `Opened ${event.url} in your browser.`, 'good')
					: say(state, `Open ${event.url} in your browser.`, 'warn'),
				[],
			];
		case 'failed':
			return [say(state, whatAndWhy(event.refusal), 'bad'), []];
	}
};
