import {buildAuthorizeUrl} from '../zoho/authorize-url.js';
import type {Refusal} from '../zoho/refusal.js';
import {arrive} from './arrival.js';
import {consentClient} from './build.js';
import {toDraft} from './draft.js';
import type {WorldEvent} from './events.js';
import {exchanged, prove, proven, revoked} from './issue.js';
import type {Consent, WizardState} from './state.js';
import {fail, type Transition, withConsent} from './transition.js';

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
			{type: 'save-draft', draft: toDraft(next, at)},
			{type: 'prepare-consent', id, accountsUrl},
		],
	];
};

const prepared = (state: WizardState, event: Extract<WorldEvent, {type: 'consent-prepared'}>): Transition => {
	const client = consentClient(state);
	const {attempt} = event;
	const authorizeUrl = buildAuthorizeUrl({
		authorizeUrl: client.authorizeUrl,
		clientId: client.clientId,
		redirectUri: attempt.redirectUri,
		scopes: client.scopes,
		scopeDelimiter: client.scopeDelimiter,
		state: attempt.state,
		codeChallenge: attempt.codeChallenge,
		isZoho: client.isZoho,
	});
	const {id} = event;
	return [
		withConsent(state, {
			phase: 'waiting',
			id,
			attempt,
			authorizeUrl,
			notices: attempt.notices,
			pasted: '',
			problem: undefined,
		}),
		[{type: 'ask-for-consent', id, authorizeUrl, openBrowser: state.context.openBrowser}],
	];
};

/** The attempt that the consent is in, if any. */
const attemptOf = (consent: Consent): string | undefined => ('id' in consent ? consent.id : undefined);

/** What the world answers to a consent. An event of an attempt that is over changes nothing. */
export const consentEvent = (state: WizardState, event: Extract<WorldEvent, {id: string}>): Transition => {
	const {consent} = state;
	if (attemptOf(consent) !== event.id) return [state, []];
	switch (event.type) {
		case 'consent-prepared':
			return consent.phase === 'preparing' ? prepared(state, event) : [state, []];
		case 'consent-not-prepared':
			return fail(state, event.id, event.refusal);
		case 'browser-tried':
			return consent.phase === 'waiting' && event.note !== ''
				? [withConsent(state, {...consent, notices: [...consent.notices, event.note]}), []]
				: [state, []];
		case 'callback-arrived':
			return consent.phase === 'waiting' ? arrive(state, consent, event) : [state, []];
		case 'code-exchanged':
			return consent.phase === 'exchanging' ? exchanged(state, consent, event) : [state, []];
		case 'exchange-failed':
			return consent.phase === 'exchanging'
				? fail(state, event.id, event.refusal, consent.notices)
				: [state, []];
		case 'connection-saved':
			return prove(state, event);
		case 'save-failed':
			return consent.phase === 'saving'
				? [
						withConsent(state, {...consent, phase: 'unsaved', refusal: event.refusal}),
						[{type: 'answer-browser', id: event.id, page: {kind: 'refused', refusal: event.refusal}}],
					]
				: [state, []];
		case 'unsaved-revoked':
			return consent.phase === 'revoking' ? revoked(state, consent, event.refusal) : [state, []];
		case 'proven':
			return proven(state, event);
		case 'time-ran-out':
			return consent.phase === 'waiting' ? fail(state, event.id, timedOut, consent.notices) : [state, []];
	}
};

const timedOut: Refusal = {
	id: 'consent-timed-out',
	what: 'Nobody answered in time, so the port was freed.',
	why: 'No callback and no paste came before the countdown ended.',
	next: 'Ask again; every answer is kept. --timeout SECONDS waits longer.',
	exitCode: 4,
};

/** Leaves the consent for the review; a code that is being exchanged is not given up. */
export const leaveConsent = (state: WizardState): Transition => {
	const {consent} = state;
	switch (consent.phase) {
		case 'idle':
		case 'failed':
			return [{...withConsent(state, {phase: 'idle'}), step: 'connection', field: 'review'}, []];
		case 'preparing':
		case 'waiting':
			return [
				{...withConsent(state, {phase: 'idle'}), step: 'connection', field: 'review'},
				[{type: 'end-consent', id: consent.id}],
			];
		case 'exchanging':
		case 'saving':
		case 'revoking':
		case 'proving':
		case 'unsaved':
		case 'done':
			return [state, []];
	}
};
