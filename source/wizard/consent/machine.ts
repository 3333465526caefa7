import type {Refusal} from '../../zoho/refusal.js';
import {editApplied} from '../edit/judge.js';
import type {EventOf, WorldEvent} from '../events.js';
import {flowEvents} from '../flows/machine.js';
import {byType} from '../run-machine.js';
import type {WizardState} from '../state.js';
import {type During, during, fail, type Transition, unchanged, withConsent} from '../transition.js';
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
type AttemptEvent = Extract<WorldEvent, {id: string}>;

const prepared: During<'preparing', 'consent-prepared'> = (state, {notices}, {attempt}) => {
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
	event: AttemptEvent,
): Transition => {
	if (event.type === 'callback-arrived' && waiting)
		return arrive(withConsent(state, waiting), waiting, event);
	return event.type === 'time-ran-out'
		? [withConsent(state, {...failed, id: undefined}), [{type: 'end-consent', id: event.id}]]
		: unchanged(state);
};

const browserTried: During<'waiting', 'browser-tried'> = (state, waiting, {isOpen, note}) => {
	const notices = waiting.notices.filter(notice => notice !== note);
	const next = withConsent(state, note === '' ? waiting : {...waiting, notices: [...notices, note]});
	return [{...next, browser: isOpen ? 'opened' : 'failed'}, []];
};

const strayCame: During<'waiting', 'stray-came'> = (state, waiting, {stray}) => {
	const text = strayText(stray, waiting.attempt, state.context.canPaste ?? true);
	const {notices, strays} = waiting;
	return [withConsent(state, {...waiting, notices: [...notices, text], strays: [...strays, text]}), []];
};

const saveFailed = (state: WizardState, {id, refusal}: EventOf<'save-failed'>): Transition => {
	const {consent} = state;
	if (refusal.id === 'grant-is-here') return fail(state, id, refusal);
	if (consent.phase !== 'saving') return unchanged(state);
	return [
		withConsent(state, {...consent, phase: 'unsaved', refusal}),
		[{type: 'answer-browser', id, page: {kind: 'refused', refusal}}],
	];
};

const timeRanOut: During<'waiting', 'time-ran-out'> = (state, waiting) => {
	// The link opens on this machine alone; a person who could not open it needs an address that travels.
	const next = waiting.brings === 'wider-grant' ? {...state, notWidened: nobodyCame} : state;
	return fail(next, waiting.id, timedOut(waiting));
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

const reduceAttempt = byType<WizardState, AttemptEvent, Transition>({
	...flowEvents,
	'consent-prepared': during('preparing', prepared),
	'consent-not-prepared': (state, {id, refusal}) => fail(state, id, refusal),
	'browser-tried': during('waiting', browserTried),
	'stray-came': during('waiting', strayCame),
	'callback-arrived': during('waiting', arrive),
	'widening-asked': during('asking-to-widen', wideningAsked),
	widened: during('widening', widened),
	'not-widened': during('widening', notWidened),
	'code-exchanged': during('exchanging', exchanged),
	'exchange-failed': during('exchanging', exchangeFailed),
	'connection-saved': during('saving', prove),
	'save-failed': saveFailed,
	'unsaved-revoked': during('revoking', revoked),
	proven: during('proving', proven),
	'edit-applied': during('applying', editApplied),
	'taken-over': during('taking-over', takenOver),
	'saved-apart': during('saving-apart', savedApart),
	'outgoing-revoked': outgoingRevoked,
	'time-ran-out': during('waiting', timeRanOut),
});

/** What the world answers to a consent. An event of an attempt that is over changes nothing. */
export const consentEvent = (state: WizardState, event: AttemptEvent): Transition => {
	const {consent} = state;
	if (attemptOf(consent) !== event.id) return unchanged(state);
	return consent.phase === 'failed' ? whileFailed(state, consent, event) : reduceAttempt(state, event);
};

const toReview = (state: WizardState): WizardState => ({
	...withConsent(state, {phase: 'idle'}),
	step: 'connection',
	field: 'review',
	// What was said of the wait ends with it.
	notice: undefined,
	done: undefined,
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
