import {isConflict} from '../connection/refusals.js';
import type {Refusal} from '../zoho/refusal.js';
import {pageOfFailure} from './consent/failure.js';
import {stageOf} from './consent/stages.js';
import type {Consent, ConsentOf} from './consent/state.js';
import type {Effect} from './effects.js';
import type {EventOf, WizardEvent} from './events.js';
import type {WizardState} from './state.js';

/** What an event makes of a state, and what is wanted done. */
export type Transition = readonly [WizardState, readonly Effect[]];

/** A state with what is wanted done for it. */
export const wanting = (state: WizardState, ...effects: readonly Effect[]): Transition => [state, effects];

export const unchanged = (state: WizardState): Transition => [state, []];

export const withConsent = (state: WizardState, consent: Consent): WizardState => ({...state, consent});

/** What an event of one type means in one phase of a consent. */
export type During<Phase extends Consent['phase'], Type extends WizardEvent['type']> = (
	state: WizardState,
	consent: ConsentOf<Phase>,
	event: EventOf<Type>,
) => Transition;

/** The same in any phase: in every other one it changes nothing. */
export const during =
	<Phase extends Consent['phase'], Type extends WizardEvent['type']>(
		phase: Phase,
		reduce: During<Phase, Type>,
	) =>
	(state: WizardState, event: EventOf<Type>): Transition =>
		state.consent.phase === phase
			? reduce(state, state.consent as ConsentOf<Phase>, event)
			: unchanged(state);

type Failed = ConsentOf<'failed'>;

const failedOf = (state: WizardState, refusal: Refusal, more: Partial<Failed>): WizardState => {
	const {consent} = state;
	// What was said of a copied value is over.
	return withConsent(
		{...state, done: undefined, notice: undefined},
		{
			phase: 'failed',
			refusal,
			stage: stageOf(consent.phase),
			dataCenter: consent.phase === 'exchanging' ? consent.dataCenter : undefined,
			notices: [],
			...more,
		},
	);
};

/** Ends the attempt with a refusal, told in the browser with the same words. */
export const fail = (
	state: WizardState,
	id: string,
	refusal: Refusal,
	notices: readonly string[] = [],
): Transition => {
	const failed = failedOf(state, refusal, {notices});
	const {target} = state.context;
	const looking: readonly Effect[] =
		target && isConflict(refusal) ? [{type: 'look-again', linkName: target.connection.linkName}] : [];
	return wanting(
		failed,
		{type: 'answer-browser', id, page: pageOfFailure(failed, {refusal})},
		{type: 'end-consent', id},
		...looking,
	);
};

/** The same, while the attempt goes on: the ways on need it, or end it. */
export const failWithin = (
	state: WizardState,
	id: string,
	refusal: Refusal,
	more: Partial<Failed>,
): Transition => {
	const failed = failedOf(state, refusal, {...more, id});
	return [failed, [{type: 'answer-browser', id, page: pageOfFailure(failed, {refusal})}]];
};
