import {whatAndWhy} from '../../zoho/refusal.js';
import type {EventOf} from '../events.js';
import type {WizardState} from '../state.js';
import {type During, during, type Transition, unchanged, withConsent} from '../transition.js';

const tell = (state: WizardState, text: string | undefined, tone: 'good' | 'warn' = 'good'): WizardState => ({
	...state,
	done: tone === 'good' ? text : undefined,
	notice: tone === 'warn' ? text : undefined,
});

const testAgain: During<'done', 'tested-again'> = (state, consent) => {
	if (consent.isTesting) return unchanged(state);
	const testing = withConsent(state, {...consent, isTesting: true});
	return [tell(testing, undefined), [{type: 'test-again', linkName: consent.outcome.linkName}]];
};

/** What the calls showed takes the place of what they had shown before. */
const testEnded: During<'done', 'test-ended'> = (state, consent, {outcome: tested}) => {
	const {outcome} = consent;
	const proof = {...outcome.proof, probes: tested.calls};
	if (tested.kind === 'refused') {
		const next = withConsent(state, {...consent, isTesting: false, outcome: {...outcome, proof}});
		return [tell(next, whatAndWhy(tested.refusal), 'warn'), []];
	}
	const {account, organization, expiresAt, name} = tested;
	const connection = {...outcome.issued.connection, accessTokenExpiresAt: expiresAt};
	const next = withConsent(state, {
		...consent,
		isTesting: false,
		outcome: {...outcome, proof: {...proof, account, organization}, issued: {...outcome.issued, connection}},
	});
	return [tell(next, `${name} works.`), []];
};

/** What happens on Ready, where nothing is asked any more. */
export const readyEvents = {
	'tested-again': during('done', testAgain),
	told: (state: WizardState, {text, tone}: EventOf<'told'>): Transition => [tell(state, text, tone), []],
	'test-ended': during('done', testEnded),
};
