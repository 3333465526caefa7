import {consentClient} from './build.js';
import {isWorthKeeping, toDraft} from './draft.js';
import type {WizardState} from './state.js';
import type {Transition} from './transition.js';

/** Begins a consent: everything that can fail early is tried before a browser opens. */
export const beginConsent = (state: WizardState, at: number): Transition => {
	const attempts = state.attempts + 1;
	const id = `${state.draftId}-${attempts}`;
	const accountsUrl = new URL(consentClient(state).authorizeUrl).origin;
	const next: WizardState = {
		...state,
		step: 'connect',
		isReviewing: false,
		problem: undefined,
		notice: undefined,
		attempts,
		consent: {phase: 'preparing', id},
	};
	return [
		next,
		[
			...(isWorthKeeping(next) ? [{type: 'save-draft', draft: toDraft(next, at)} as const] : []),
			{type: 'prepare-consent', id, accountsUrl},
		],
	];
};
