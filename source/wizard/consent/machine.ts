import type {Refusal} from '../../zoho/refusal.js';
import {editApplied} from '../edit/judge.js';
import type {Stray} from '../effects.js';
import type {EventOf, WorldEvent} from '../events.js';
import {flowEvent} from '../flows/machine.js';
import type {WizardState} from '../state.js';
import {fail, type Transition, unchanged, withConsent} from '../transition.js';
import {arrive} from './arrival.js';
import {askForCode, bringsOf} from './begin.js';
import {endOfHeld} from './fixing.js';
import {exchanged, exchangeFailed, prove, proven, revoked} from './issue.js';
import {outgoingRevoked, savedApart, takenOver} from './new-grant.js';
import {losesNothing} from './stages.js';
import type {Consent, ConsentOf} from './state.js';
import {strayText} from './strays.js';
import {askToWiden, nobodyCame, notWidened, widened, wideningAsked} from './widen.js';

type Waiting = ConsentOf<'waiting'>;

const prepared = (
	state: WizardState,
	notices: readonly string[],
	{attempt}: EventOf<'consent-prepared'>,
): Transition => {
	const {target} = state.context;
	const all = [...notices, ...attempt.notices];
	return target && bringsOf(state) === 'wider-grant'
		? askToWiden(state, target, attempt, all)
		: askForCode(state, attempt, all);
};

/** The attempt that the consent is in, if any. */
const attemptOf = (consent: Consent): string | undefined => ('id' in consent ? consent.id : undefined);

/** A failure whose attempt still waits: the browser may come back by itself, or its time may be over. */
const whileFailed = (
	state: WizardState,
	{waiting, ...failed}: ConsentOf<'failed'>,
	event: Extract<WorldEvent, {id: string}>,
): Transition => {
	if (event.type === 'callback-arrived' && waiting)
		return arrive(withConsent(state, waiting), waiting, event);
	return event.type === 'time-ran-out'
		? [withConsent(state, {...failed, id: undefined}), [{type: 'end-consent', id: event.id}]]
		: unchanged(state);
};

/** What the world answers to a consent. An event of an attempt that is over changes nothing. */
export const consentEvent = (state: WizardState, event: Extract<WorldEvent, {id: string}>): Transition => {
	const {consent} = state;
	if (attemptOf(consent) !== event.id) return unchanged(state);
	if (consent.phase === 'failed') return whileFailed(state, consent, event);
	switch (event.type) {
		case 'consent-prepared':
			return consent.phase === 'preparing' ? prepared(state, consent.notices, event) : unchanged(state);
		case 'consent-not-prepared':
			return fail(state, event.id, event.refusal);
		case 'browser-tried':
			return consent.phase === 'waiting' ? [browserTried(state, consent, event), []] : unchanged(state);
		case 'stray-came':
			return consent.phase === 'waiting' ? strayCame(state, consent, event.stray) : unchanged(state);
		case 'callback-arrived':
			return consent.phase === 'waiting' ? arrive(state, consent, event) : unchanged(state);
		case 'widening-asked':
			return wideningAsked(state, event);
		case 'widened':
			return widened(state, event);
		case 'not-widened':
			return notWidened(state, event);
		case 'code-exchanged':
			return consent.phase === 'exchanging' ? exchanged(state, consent, event) : unchanged(state);
		case 'exchange-failed':
			return consent.phase === 'exchanging'
				? exchangeFailed(state, consent, event.refusal)
				: unchanged(state);
		case 'connection-saved':
			return prove(state, event);
		case 'save-failed':
			if (event.refusal.id === 'grant-is-here') return fail(state, event.id, event.refusal);
			return consent.phase === 'saving'
				? [
						withConsent(state, {...consent, phase: 'unsaved', refusal: event.refusal}),
						[{type: 'answer-browser', id: event.id, page: {kind: 'refused', refusal: event.refusal}}],
					]
				: unchanged(state);
		case 'unsaved-revoked':
			return consent.phase === 'revoking' ? revoked(state, consent, event.refusal) : unchanged(state);
		case 'proven':
			return proven(state, event);
		case 'edit-applied':
			return editApplied(state, event);
		case 'taken-over':
			return takenOver(state, event);
		case 'saved-apart':
			return savedApart(state, event);
		case 'outgoing-revoked':
			return outgoingRevoked(state, event);
		case 'time-ran-out':
			return timeRanOut(state, event.id);
		default:
			return flowEvent(state, event);
	}
};

const browserTried = (
	state: WizardState,
	waiting: Waiting,
	{isOpen, note}: EventOf<'browser-tried'>,
): WizardState => {
	const notices = waiting.notices.filter(notice => notice !== note);
	const next = withConsent(state, note === '' ? waiting : {...waiting, notices: [...notices, note]});
	return {...next, browser: isOpen ? 'opened' : 'failed'};
};

const canPasteIn = ({context}: WizardState): boolean => context.canPaste ?? true;

const strayCame = (state: WizardState, waiting: Waiting, stray: Stray): Transition => {
	const text = strayText(stray, waiting.attempt, canPasteIn(state));
	const {notices, strays} = waiting;
	return [withConsent(state, {...waiting, notices: [...notices, text], strays: [...strays, text]}), []];
};

const timeRanOut = (state: WizardState, id: string): Transition => {
	const {consent} = state;
	if (consent.phase !== 'waiting') return unchanged(state);
	// The link opens on this machine alone; a person who could not open it needs an address that travels.
	const next = consent.brings === 'wider-grant' ? {...state, notWidened: nobodyCame} : state;
	return fail(next, id, timedOut(consent));
};

const spanOf = (milliseconds: number): string => {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return seconds === 1 ? 'One second' : `${seconds} seconds`;
	const minutes = Math.round(seconds / 60);
	return minutes === 1 ? 'One minute' : `${minutes} minutes`;
};

/** What came and did not count is part of why, or it would seem that nothing came. */
const timedOut = ({strays, attempt}: Waiting): Refusal => ({
	id: 'consent-timed-out',
	what: 'Timed out waiting for the browser.',
	why: [
		`${spanOf(attempt.deadline - attempt.startedAt)} passed without a usable answer.`,
		...strays,
		...(attempt.isListening ? [`Port ${new URL(attempt.redirectUri).port} is free again.`] : []),
	].join(' '),
	next: 'Connect again; --timeout SECONDS waits longer.',
	exitCode: 4,
});

const toReview = (state: WizardState): WizardState => ({
	...withConsent(state, {phase: 'idle'}),
	step: 'connection',
	field: 'review',
	// A service that others use too may be changed once more, so it is asked once more.
	sharing: undefined,
});

/** Leaves the consent for the review; a code that is being exchanged is not given up. */
export const leaveConsent = (state: WizardState): Transition => {
	const {consent} = state;
	if (consent.phase === 'failed' && consent.asksPage)
		return [withConsent(state, {...consent, asksPage: false}), []];
	return losesNothing(consent) ? [toReview(state), endOfHeld(state)] : unchanged(state);
};
