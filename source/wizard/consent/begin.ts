import {buildAuthorizeUrl} from '../../zoho/consent/authorize-url.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {consentClient} from '../build.js';
import {isWorthKeeping, toDraft} from '../draft/saved.js';
import {differenceOf} from '../edit/difference.js';
import type {Attempt, Brings} from '../effects.js';
import {flowOf} from '../flows/of-client.js';
import {attemptId, type WizardState} from '../state.js';
import {type Transition, withConsent} from '../transition.js';
import type {ConsentOf} from './state.js';

/** What this consent is to bring: the grant in use is widened where that is enough. */
export const bringsOf = (state: WizardState): Brings => {
	const {target} = state.context;
	return target && differenceOf(state, target).consequence === 'wider-consent' ? 'wider-grant' : 'code';
};

/** The accounts server that will be asked: the grant's own, where that is to be widened. */
const accountsUrlOf = (state: WizardState, brings: Brings): string => {
	const {dataCenters, target} = state.context;
	const own = findDataCenter(dataCenters, target?.connection.dataCenter ?? undefined);
	return brings === 'wider-grant' && own ? own.accounts : new URL(consentClient(state).authorizeUrl).origin;
};

/** A new attempt: everything that can fail early is tried before a browser opens. */
export const prepareConsent = (state: WizardState, notices: readonly string[] = []): Transition => {
	const begun = {...state, attempts: state.attempts + 1};
	const id = attemptId(begun);
	const brings = bringsOf(state);
	const next: WizardState = {
		...begun,
		step: 'connect',
		isReviewing: false,
		problem: undefined,
		notice: undefined,
		browser: undefined,
		done: undefined,
		consent: {phase: 'preparing', id, notices},
	};
	if (flowOf(state) !== 'browser')
		return [next, [{type: 'prepare-flow', id, accountsUrl: accountsUrlOf(state, brings)}]];
	const {canPaste} = state.context;
	return [next, [{type: 'prepare-consent', id, accountsUrl: accountsUrlOf(state, brings), brings, canPaste}]];
};

/** Begins a consent, with the answers kept. */
export const beginConsent = (state: WizardState, at: number): Transition => {
	const [next, effects] = prepareConsent(state);
	return isWorthKeeping(next)
		? [next, [{type: 'save-draft', draft: toDraft(next, at)}, ...effects]]
		: [next, effects];
};

/** The browser is out, and awaited. */
export const waitFor = (
	state: WizardState,
	what: Pick<ConsentOf<'waiting'>, 'attempt' | 'brings' | 'address' | 'notices'>,
): WizardState => {
	const {id} = what.attempt;
	return withConsent(state, {phase: 'waiting', id, ...what, strays: [], pasted: '', problem: undefined});
};

/** Sends the browser to the consent page, and waits for the code that it brings back. */
export const askForCode = (state: WizardState, attempt: Attempt, notices: readonly string[]): Transition => {
	const {id} = attempt;
	const {authorizeUrl, clientId, scopes, scopeDelimiter, isZoho} = consentClient(state);
	const {redirectUri, codeChallenge} = attempt;
	const client = {authorizeUrl, clientId, scopes, scopeDelimiter, isZoho, redirectUri, codeChallenge};
	const address = buildAuthorizeUrl({...client, state: attempt.state});
	const browserUrl = buildAuthorizeUrl({...client, state: attempt.browserState});
	const {openBrowser} = state.context;
	return [
		waitFor(state, {attempt, brings: 'code', address, notices}),
		[{type: 'ask-for-consent', id, authorizeUrl: address, browserUrl, openBrowser}],
	];
};
