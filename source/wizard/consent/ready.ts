import type {TestOutcome} from '../../connection/outcomes.js';
import {whatAndWhy} from '../../zoho/refusal.js';
import type {EventOf, WizardEvent} from '../events.js';
import type {WizardState} from '../state.js';
import {type Transition, withConsent} from '../transition.js';

type ReadyEvent = EventOf<'tested-again' | 'told' | 'test-ended'>;

export const isReadyEvent = (event: WizardEvent): event is ReadyEvent =>
	['tested-again', 'told', 'test-ended'].includes(event.type);

const tell = (state: WizardState, text: string | undefined, tone: 'good' | 'warn' = 'good'): WizardState => ({
	...state,
	done: tone === 'good' ? text : undefined,
	notice: tone === 'warn' ? text : undefined,
});

const testAgain = (state: WizardState): Transition => {
	const {consent} = state;
	if (consent.phase !== 'done' || consent.isTesting) return [state, []];
	const testing = withConsent(state, {...consent, isTesting: true});
	return [tell(testing, undefined), [{type: 'test-again', linkName: consent.outcome.linkName}]];
};

/** What the calls showed takes the place of what they had shown before. */
const testEnded = (state: WizardState, tested: TestOutcome): WizardState => {
	const {consent} = state;
	if (consent.phase !== 'done') return state;
	const {outcome} = consent;
	const proof = {...outcome.proof, probes: tested.calls};
	if (tested.kind === 'refused') {
		const next = withConsent(state, {...consent, isTesting: false, outcome: {...outcome, proof}});
		return tell(next, whatAndWhy(tested.refusal), 'warn');
	}
	const {account, organization, expiresAt, name} = tested;
	const connection = {...outcome.issued.connection, accessTokenExpiresAt: expiresAt};
	const next = withConsent(state, {
		...consent,
		isTesting: false,
		outcome: {...outcome, proof: {...proof, account, organization}, issued: {...outcome.issued, connection}},
	});
	return tell(next, `${name} works.`);
};

/** What happens on Ready, where nothing is asked any more. */
export const readyEvent = (state: WizardState, event: ReadyEvent): Transition => {
	switch (event.type) {
		case 'tested-again':
			return testAgain(state);
		case 'told':
			return [tell(state, event.text, event.tone), []];
		case 'test-ended':
			return [testEnded(state, event.outcome), []];
	}
};
