import {readWidening} from '../../zoho/consent/widening.js';
import {findDataCenter} from '../../zoho/data-center.js';
import type {Refusal} from '../../zoho/refusal.js';
import {missingScopes, scopesWithout} from '../../zoho/scopes/scope.js';
import {consentClient, serviceToSave} from '../build.js';
import {differenceOf} from '../edit/difference.js';
import {seenOf} from '../edit/target.js';
import type {Attempt} from '../effects.js';
import type {WideningProblem} from '../events.js';
import type {Target} from '../field.js';
import {answersOf, type WizardState} from '../state.js';
import {type During, fail, type Transition, unchanged, wanting, withConsent} from '../transition.js';
import {askForCode, prepareConsent, waitFor} from './begin.js';
import {finish} from './new-grant.js';
import type {ConsentOf} from './state.js';

type Waiting = ConsentOf<'waiting'>;

/** What the grant lacks of what is wanted. A service that others widened may have scopes that this grant never got. */
const scopesToAdd = (state: WizardState, target: Target): readonly string[] => {
	const {scopesGranted, scopesRequested} = target.connection;
	const lacking = scopesWithout(answersOf(state).scopes, scopesGranted ?? scopesRequested);
	return lacking.length > 0 ? lacking : differenceOf(state, target).addedScopes;
};

const noPort = 'The grant was not widened: that needs a callback port';
export const nobodyCame = 'The grant was not widened: the link was not followed in time';
const nowNewConsent = 'so a new consent is asked for; the old grant works until that is proven.';

/**
 * The consent page has to be reached without the terminal showing its address, which holds a secret: by the short link, which
 * needs a port. Without one it is the usual consent.
 */
export const askToWiden = (
	state: WizardState,
	target: Target,
	attempt: Attempt,
	notices: readonly string[],
): Transition => {
	if (!attempt.isListening) {
		return askForCode({...state, notWidened: noPort}, attempt, [...notices, `${noPort}, ${nowNewConsent}`]);
	}
	const {id, redirectUri} = attempt;
	return wanting(withConsent(state, {phase: 'asking-to-widen', id, attempt, notices}), {
		type: 'ask-to-widen',
		id,
		linkName: target.connection.linkName,
		redirectUri,
		scopes: scopesToAdd(state, target),
		openBrowser: state.context.openBrowser,
	});
};

const atBrowser: Refusal = {
	id: 'not-widened',
	what: 'The grant was not widened; it is as it was.',
	why: 'Zoho declined, or Reject was pressed.',
	next: 'Go on in the page that opens now, or see the terminal.',
	exitCode: 3,
};

/** Zoho will not: the usual consent, with all scopes and a grant of its own, and one line that says why. */
const fallBack = (state: WizardState, id: string, why: string): Transition => {
	const [next, effects] = prepareConsent({...state, notWidened: why}, [`${why}, ${nowNewConsent}`]);
	return wanting(
		next,
		{type: 'answer-browser', id, page: {kind: 'refused', refusal: atBrowser}},
		{type: 'end-consent', id},
		...effects,
	);
};

const failed = (state: WizardState, id: string, problem: WideningProblem, notices: readonly string[]) =>
	problem.kind === 'declined' ? fallBack(state, id, problem.why) : fail(state, id, problem.refusal, notices);

export const wideningAsked: During<'asking-to-widen', 'widening-asked'> = (state, asking, {id, problem}) => {
	const {attempt, notices} = asking;
	if (problem) return failed(state, id, problem, notices);
	const address = attempt.shortLink ?? attempt.redirectUri;
	return [waitFor(state, {attempt, brings: 'wider-grant', address, notices}), []];
};

const nothingInIt: Refusal = {
	id: 'no-answer-in-address',
	what: 'This is not how the page ends.',
	why: 'After Accept the address says scope_enhanced=true, after Reject it says error=access_denied.',
	next: 'Paste the whole address that the browser ends up at; it begins with the redirect URI.',
	exitCode: 2,
};

/** The browser is back from Zoho's page, or the user pasted the address it ended at. */
export const arriveWider = (state: WizardState, waiting: Waiting, text: string, at: number): Transition => {
	const {target} = state.context;
	const {id} = waiting;
	const reading = readWidening(text);
	if (reading === 'nothing' || !target) {
		return [withConsent(state, {...waiting, problem: nothingInIt}), []];
	}
	if (reading === 'declined') return fallBack(state, id, 'The grant was not widened: Zoho declined');
	const answers = answersOf(state);
	return wanting(
		// What was told for the wait is over with it.
		withConsent(state, {phase: 'widening', id, notices: []}),
		{
			type: 'save-widened',
			id,
			linkName: target.connection.linkName,
			seen: seenOf(target),
			name: answers.connectionName,
			service: serviceToSave(state, at),
			scopes: scopesToAdd(state, target),
			scopesRequested: answers.scopes,
			draftId: state.draftId,
		},
	);
};

export const notWidened: During<'widening', 'not-widened'> = (state, {notices}, {id, problem}) =>
	failed(state, id, problem, notices);

/** Shown by a token, and saved. */
export const widened: During<'widening', 'widened'> = (state, {notices}, event) => {
	const {target, dataCenters} = state.context;
	if (!target) return unchanged(state);
	const {id, path, scopesGranted, accessTokenExpiresAt, probes} = event;
	const {linkName, account, organization, dataCenter} = target.connection;
	const {scopes} = consentClient(state);
	const grant = {
		id,
		notices,
		linkName,
		path,
		proof: {account, organization, probes},
		issued: {
			connection: {
				name: answersOf(state).connectionName,
				scopesRequested: [...scopes],
				scopesGranted: scopesGranted && [...scopesGranted],
				accessTokenExpiresAt,
			},
			dataCenter: findDataCenter(dataCenters, dataCenter ?? undefined),
			missing: scopesGranted ? missingScopes(scopes, scopesGranted) : [],
		},
	};
	return finish(state, grant, ['The grant was widened: it is the same one, and no other was made.']);
};
