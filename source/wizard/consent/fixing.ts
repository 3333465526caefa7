import type {FieldKey} from '../answers.js';
import type {Effect} from '../effects.js';
import type {EventOf} from '../events.js';
import type {WizardState} from '../state.js';
import {type During, during, failWithin, type Transition, unchanged, withConsent} from '../transition.js';
import {prepareConsent} from './begin.js';
import {revokeIssued, saveIssued} from './issue.js';
import type {SeenPageId} from './seen-page.js';
import type {ConsentOf} from './state.js';

type Waiting = ConsentOf<'waiting'>;
type Failed = ConsentOf<'failed'>;

/** The end of the attempt that is under way, which a failure need not have ended. */
export const endOfHeld = ({consent}: WizardState): readonly Effect[] =>
	'id' in consent && consent.id !== undefined ? [{type: 'end-consent', id: consent.id}] : [];

/** Back to the browser that is still waited for. */
const resume = (state: WizardState, waiting: Waiting, notice: string | undefined): Transition => {
	const notices = notice === undefined ? waiting.notices : [...waiting.notices, notice];
	const next = withConsent(
		{...state, done: undefined, notice: undefined},
		{...waiting, notices, pasted: '', problem: undefined, seen: undefined},
	);
	return [next, state.context.openBrowser ? [{type: 'open-browser', id: waiting.id}] : []];
};

/** What of the wizard as a whole a way on goes to. */
type Onward = {
	/** Begins a consent, with the answers as they are. */
	readonly connect: (state: WizardState, at: number) => Transition;
	readonly chooseField: (state: WizardState, key: FieldKey, at: number) => Transition;
	readonly openConsole: (state: WizardState) => Transition;
};

/** A consent that failed, once more. */
const tryAgain = (
	state: WizardState,
	{waiting}: Failed,
	{notice, at}: Pick<EventOf<'tried-again'>, 'notice' | 'at'>,
	{connect}: Onward,
): Transition => {
	if (waiting) return resume(state, waiting, notice);
	const ending = endOfHeld(state);
	const [next, effects] = notice === undefined ? connect(state, at) : prepareConsent(state, [notice]);
	return [next, [...ending, ...effects]];
};

/** Some answers are right now, so it is tried at once. */
const correct = (state: WizardState, {answers, at}: EventOf<'corrected'>, {connect}: Onward): Transition => {
	const corrected = {...state, given: {...state.given, ...answers}, sharing: undefined};
	const [next, effects] = connect(corrected, at);
	return [next, [...endOfHeld(state), ...effects]];
};

const askForPage: During<'failed', 'asked-for-page'> = (state, consent) => [
	withConsent(state, {...consent, asksPage: true}),
	[],
];

/** The browser is still waited for: what is enabled in the API Console, which opens now, helps the page that is open there. */
const failInRegion = (state: WizardState, {openConsole}: Onward): Transition => {
	const {consent} = state;
	if (consent.phase === 'waiting') {
		const [, effects] = openConsole(state);
		const hasOpenedConsole = effects.length > 0;
		const [failed] = failWithin(state, consent.id, deniedInRegion, {waiting: consent, hasOpenedConsole});
		return [failed, effects];
	}
	if (consent.phase !== 'failed') return unchanged(state);
	const {asksPage: _asked, ...others} = consent;
	return [withConsent(state, {...others, refusal: deniedInRegion}), []];
};

const deniedInRegion = {
	id: 'access-denied-in-region',
	what: 'Access denied in your region.',
	why: 'The account is in a data center that the client is not enabled for. Zoho shows this in the browser and sends nothing back.',
	next: 'In Settings slide the toggle of your data center, and check "Use the same OAuth credentials for all data centers".',
	exitCode: 3,
} as const;

const fields: Partial<Record<SeenPageId, FieldKey>> = {
	'invalid-client': 'dataCenter',
	'invalid-redirect-uri': 'consoleForm',
	'invalid-scope': 'scopes',
};

/** What helps against a page that the browser shows, while it is awaited and after that. */
const sawPage = (state: WizardState, {page, at}: EventOf<'saw-page'>, onward: Onward): Transition => {
	const {consent} = state;
	if (consent.phase !== 'waiting' && consent.phase !== 'failed') return unchanged(state);
	const key = fields[page];
	if (key) return onward.chooseField(state, key, at);
	if (page === 'access-denied-in-region') return failInRegion(state, onward);
	if (consent.phase === 'failed') {
		if (page !== 'something-else') return tryAgain(state, consent, {at}, onward);
		const {asksPage: _asked, ...others} = consent;
		return [withConsent(state, others), []];
	}
	const wait = withConsent(state, {...consent, pasted: '', problem: undefined, seen: undefined});
	const isLink = page === 'general-error' || page === 'invalid-response-type';
	return [wait, isLink ? [{type: 'open-browser', id: consent.id}] : []];
};

/** Zoho gave a token that nothing can renew: it is saved all the same, or given back. */
const answerShortLived: During<'failed', 'answered-short-lived'> = (state, consent, {choice}) => {
	const {id, issued, refusal} = consent;
	if (!issued || id === undefined) return unchanged(state);
	return choice === 'keep'
		? saveIssued(state, {id, issued, notices: []})
		: revokeIssued(state, {id, issued, refusal});
};

/** What a person chooses after a failure, or instead of waiting on. */
export const fixing = (onward: Onward) => ({
	'reopened-browser': during<'waiting', 'reopened-browser'>('waiting', (state, {id}) => [
		state,
		[{type: 'open-browser', id}],
	]),
	'tried-again': during<'failed', 'tried-again'>('failed', (state, consent, event) =>
		tryAgain(state, consent, event, onward),
	),
	corrected: during<'failed', 'corrected'>('failed', (state, _failed, event) =>
		correct(state, event, onward),
	),
	'asked-for-page': during('failed', askForPage),
	'saw-page': (state: WizardState, event: EventOf<'saw-page'>) => sawPage(state, event, onward),
	'answered-short-lived': during('failed', answerShortLived),
});
