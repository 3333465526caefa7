import type {AnswerKey} from './answers.js';
import type {Field} from './field.js';
import {neededSteps, type WizardState} from './state.js';
import {fieldOf, stepOfItem} from './steps/index.js';

/** Refusals that one answer is to blame for: asking again with the same one meets the same refusal. */
const culprits: ReadonlyMap<string, AnswerKey> = new Map([
	['invalid-client-secret', 'clientSecret'],
	['invalid-scope', 'scopes'],
	['missing-organization', 'soid'],
]);

/** The answer that a failed consent needs changed; undefined where asking again may help, or nothing is asked here. */
export const fieldToFix = (state: WizardState): Field | undefined => {
	const {consent} = state;
	const key = consent.phase === 'failed' ? culprits.get(consent.refusal.id) : undefined;
	if (key === undefined) return undefined;
	const {id} = stepOfItem(key);
	return neededSteps(state).some(step => step.id === id) ? fieldOf(key) : undefined;
};
