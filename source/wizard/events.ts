import type {ConnectionsFile} from '../connection/file/format.js';
import type {TestOutcome} from '../connection/outcomes.js';
import type {ProbeResult} from '../zoho/products/judge.js';
import type {Refusal, Result} from '../zoho/refusal.js';
import type {ServerFacts} from '../zoho/servers/metadata.js';
import type {TokenReading} from '../zoho/tokens/response.js';
import type {AnswerKey, Answers, AnswerValue, FieldKey} from './answers.js';
import type {SeenPageId} from './consent/seen-page.js';
import type {SavedAt} from './consent/state.js';
import type {CopyHow} from './copilot/events.js';
import type {Attempt, Sharing, Stray} from './effects.js';
import type {FlowEvent, Proof} from './flows/effects.js';
import type {OneOf} from './one-of.js';

/** What a person does. `at` is milliseconds since the epoch. */
export type PersonEvent =
	| {
			readonly type: 'typed';
			readonly key: AnswerKey;
			readonly value: AnswerValue;
			/** What is to be said of it. */
			readonly notice?: string | undefined;
	  }
	/** Enter. */
	| {readonly type: 'accepted'; readonly at: number}
	/** Esc. */
	| {readonly type: 'went-back'; readonly at: number}
	| {readonly type: 'moved-focus'; readonly by: 1 | -1; readonly at: number}
	/** A line of the review was opened. */
	| {readonly type: 'opened-field'; readonly key: AnswerKey; readonly at: number}
	| {readonly type: 'toggled-sigma-urls'}
	/** Another value for a row of the console's form; an empty one is the usual one again. `at`: once the person is done with it. */
	| {
			readonly type: 'edited-console-value';
			readonly key: string;
			readonly value: string;
			readonly at?: number;
	  }
	| {readonly type: 'copied-value'; readonly label: string; readonly text: string; readonly key: string}
	/** A click in the API Console was done, or was not after all. */
	| {readonly type: 'clicked-row'; readonly key: string}
	| {readonly type: 'opened-console'}
	| {readonly type: 'typed-paste'; readonly value: string}
	/** The browser once more, while its answer is awaited. */
	| {readonly type: 'reopened-browser'}
	/** A consent that failed once more, with the same answers. `notice`: what is to be done in the browser before. */
	| {readonly type: 'tried-again'; readonly at: number; readonly notice?: string | undefined}
	/** The same, with a few answers that are right now. */
	| {readonly type: 'corrected'; readonly answers: Partial<Answers>; readonly at: number}
	/** What the browser shows instead of coming back. */
	| {readonly type: 'saw-page'; readonly page: SeenPageId; readonly at: number}
	/** After a failure: which page it was is asked. */
	| {readonly type: 'asked-for-page'}
	/** After a change of another person or program: what it was, mine on top of it, or mine dropped. */
	| {readonly type: 'answered-conflict'; readonly choice: 'show' | 'apply' | 'discard'; readonly at: number}
	/** What to do with a token that nothing can renew. */
	| {readonly type: 'answered-short-lived'; readonly choice: 'keep' | 'revoke'; readonly at: number}
	/** From a consent to the answer that is to be changed; Enter there leads back to the review. */
	| {readonly type: 'chose-field'; readonly key: FieldKey; readonly at: number}
	/** To another row of the console's *Generate Code*; past the last one is the code. Nothing is marked by that. */
	| {readonly type: 'went-to-code-row'; readonly row: number}
	/** On Ready: the harmless calls once more; and what is to be said there, of *Copy to Sigma* or of a key that cannot do its work. */
	| {readonly type: 'tested-again'}
	| {readonly type: 'told'; readonly text: string; readonly tone: 'good' | 'warn'}
	/** A new code for a device that waits. */
	| {readonly type: 'asked-again'; readonly at: number}
	| ({readonly type: 'answered-unsaved'; readonly at: number} & (
			| {readonly choice: 'retry' | 'revoke'}
			| {readonly choice: 'other-folder'; readonly folder: string}
	  ))
	/** Whom the change of a shared service is for: every connection that uses it, or this one alone. */
	| {readonly type: 'answered-shared'; readonly choice: 'all' | 'own'; readonly at: number}
	/** What to do with the grant of another Zoho user than before. */
	| {readonly type: 'answered-other-user'; readonly choice: 'replace' | 'save-apart' | 'give-up'}
	/** The program is about to end (Ctrl+C, SIGTERM, SIGHUP). */
	| {readonly type: 'left'; readonly at: number};

/** `declined`: Zoho will not, for a reason in words, so a new consent has to do. Else something that speaks against neither. */
export type WideningProblem =
	| {readonly kind: 'declined'; readonly why: string}
	| {readonly kind: 'failed'; readonly refusal: Refusal};

/** What the world answers to no attempt in particular. */
type OtherEvents = {
	/** The newest answers stand in the file, or why they do not. */
	'draft-saved': {readonly result: Result<true>};
	discovered: {readonly issuer: string; readonly result: Result<ServerFacts>; readonly at: number};
	'ports-checked': {readonly free: readonly number[]; readonly taken: readonly number[]};
	'copy-ended': {readonly label: string; readonly key: string; readonly how: CopyHow};
	'looked-again': {
		readonly linkName: string;
		/** Undefined where it could not be read. */
		readonly file: ConnectionsFile | undefined;
		/** The machine that changed it in the shared store, and when, in ISO 8601; undefined where that is not known. */
		readonly change: {readonly by: string; readonly at: string} | undefined;
	};
	'console-opened': {readonly isOpen: boolean; readonly url: string};
	'test-ended': {readonly outcome: TestOutcome};
};

type AttemptEvents = {
	'consent-prepared': {readonly attempt: Attempt};
	'consent-not-prepared': {readonly refusal: Refusal};
	'browser-tried': {readonly isOpen: boolean; readonly note: string};
	'stray-came': {readonly stray: Stray};
	'callback-arrived': {readonly via: 'loopback' | 'paste'; readonly text: string; readonly at: number};
	'code-exchanged': {readonly reading: TokenReading; readonly at: number};
	/** Without a problem: the short link leads to Zoho's page now. */
	'widening-asked': {readonly problem: WideningProblem | undefined};
	widened: {
		readonly path: string;
		readonly scopesGranted: readonly string[] | null;
		readonly accessTokenExpiresAt: string;
		readonly probes: readonly ProbeResult[];
	};
	'not-widened': {readonly problem: WideningProblem};
	'exchange-failed': {readonly refusal: Refusal};
	'connection-saved': SavedAt;
	'save-failed': {readonly refusal: Refusal};
	'unsaved-revoked': {readonly refusal: Refusal | undefined};
	proven: {
		readonly proof: Proof;
		/** Of the 20 that Zoho keeps for this user and client; null where that is not known. */
		readonly grantsUsed?: number | null | undefined;
		/** How the way to the shared store ended, where it was to go there. */
		readonly sharing?: Sharing | undefined;
	};
	'edit-applied': {readonly refusal: Refusal | undefined};
	'taken-over': {readonly refusal: Refusal | undefined};
	'saved-apart': {readonly name: string; readonly linkName: string; readonly refusal: Refusal | undefined};
	/** How many grants were revoked, and why the others were not. */
	'outgoing-revoked': {readonly revoked: number; readonly refusal: Refusal | undefined};
	'time-ran-out': unknown;
};

/** What the world answers. Those with an `id` belong to one attempt and are dropped when it is over. */
export type WorldEvent =
	| OneOf<'type', OtherEvents>
	| OneOf<'type', AttemptEvents, {readonly id: string}>
	| FlowEvent;

export type WizardEvent = PersonEvent | WorldEvent;
export type EventOf<Type extends WizardEvent['type']> = Extract<WizardEvent, {type: Type}>;
