import type {Refusal} from '../zoho/refusal.js';
import {stageOf} from './consent/stages.js';
import type {Consent} from './consent/state.js';
import type {Effect} from './effects.js';
import type {WizardState} from './state.js';

/** What an event makes of a state, and what is wanted done. */
export type Transition = readonly [WizardState, readonly Effect[]];

export const withConsent = (state: WizardState, consent: Consent): WizardState => ({...state, consent});

/** Ends the attempt with a refusal, told in the browser with the same words. */
export const fail = (
	state: WizardState,
	id: string,
	refusal: Refusal,
	notices: readonly string[] = [],
): Transition => [
	withConsent(state, {phase: 'failed', refusal, stage: stageOf(state.consent.phase), notices}),
	[
		{type: 'answer-browser', id, page: {kind: 'refused', refusal}},
		{type: 'end-consent', id},
	],
];
