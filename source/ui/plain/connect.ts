import {consentClient} from '../../wizard/build.js';
import {type Decision, decisionOf, type Option} from '../../wizard/consent/decision.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import {seenPages} from '../../wizard/consent/seen-page.js';
import type {Consent} from '../../wizard/consent/state.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import type {WizardState} from '../../wizard/state.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {counted} from '../../zoho/text.js';
import {flowQuestion} from './flows.js';
import {allNumbered, readNumbers} from './numbers.js';
import {type Question, wantsNumber} from './question.js';

type Failed = Extract<Consent, {phase: 'failed'}>;

/** A refusal as one line for each of its sentences. */
export const refusalTexts = ({what, why, detail, next}: Refusal): readonly string[] => [
	`Error: ${what}`,
	detail ? `${why} (${detail})` : why,
	next,
];

/** One of a few options by its number; Enter alone is the first one. */
const readOption =
	(options: readonly Option[], now: () => number): Question['read'] =>
	line => {
		const [index = -1] = line.trim() === '' ? [0] : (readNumbers(line, options.length) ?? []);
		const option = options[index];
		return option ? {events: [option.event(now())]} : wantsNumber(options.length);
	};

/** The scopes that are to blame most likely, where Zoho refused them without naming one. */
export const culpritLines = async (
	refusal: Refusal,
	state: WizardState,
	loadScopes: () => Promise<ScopeCatalogue>,
): Promise<readonly string[]> =>
	refusal.id === 'invalid-scope' && consentClient(state).isZoho
		? culpritTexts(await loadScopes(), consentClient(state).scopes)
		: [];

const decisionQuestion = ({question, facts, options}: Decision, now: () => number): Question => ({
	key: question,
	lines: [
		question,
		...facts.map(({label, value}) => `${label}: ${value}`),
		...allNumbered(options.map(({label, beside}) => (beside ? `${label}: ${beside}` : label))),
	],
	prompt: 'Number [1]: ',
	explains: [question],
	read: readOption(options, now),
});

/** The tokens exist at Zoho and nowhere on disk. */
const unsavedQuestion = (refusal: Refusal, now: () => number): Question => ({
	key: `unsaved ${refusal.what}`,
	lines: [
		...refusalTexts(refusal),
		'The tokens were issued, but they are not saved yet.',
		...allNumbered([
			'Try to save again',
			'Save in another folder: 2 and its name',
			'Revoke the new grant and stop',
		]),
	],
	prompt: 'Number [1]: ',
	explains: ['A refresh token that is not saved is lost when this program ends.'],
	read: line => {
		const at = now();
		const [, folder = ''] = /^2\s+(.+)$/.exec(line.trim()) ?? [];
		if (folder !== '') return {events: [{type: 'answered-unsaved', choice: 'other-folder', folder, at}]};
		switch (line.trim()) {
			case '':
			case '1':
				return {events: [{type: 'answered-unsaved', choice: 'retry', at}]};
			case '3':
				return {events: [{type: 'answered-unsaved', choice: 'revoke', at}]};
			case '2':
				return {says: ['Error: The name of the folder is missing, as in: 2 ~/zoho']};
			default:
				return wantsNumber(3);
		}
	},
});

/** The options on after a failure: those of the screen, with their numbers. */
const failedQuestion = (state: WizardState, failed: Failed, now: () => number): Question => {
	const options = failureOptions(state);
	const labels = options.map(({label, hint}) => (hint ? `${label}: ${hint}` : label));
	return {
		key: `failed ${state.attempts} ${labels.join(' ')}`,
		lines: [
			...(failed.asksPage ? ['What did you see in the browser?'] : refusalTexts(failed.refusal)),
			...failed.notices,
			...(failed.conflict?.isShown ? failed.conflict.changes : []),
			...allNumbered(labels),
		],
		prompt: 'Number [1]: ',
		explains: failed.asksPage ? browserTexts : [failed.refusal.why],
		read: readOption(options, now),
	};
};

/** What is asked between the review and the end; undefined where something is waited for. */
export const connectQuestion = (state: WizardState, now: () => number): Question | undefined => {
	const {consent} = state;
	const decision = decisionOf(state);
	if (decision) return decisionQuestion(decision, now);
	if (consent.phase === 'unsaved') return unsavedQuestion(consent.refusal, now);
	if (consent.phase === 'failed') return failedQuestion(state, consent, now);
	return flowQuestion(state, now);
};

const minutesText = (milliseconds: number): string => {
	return counted(Math.max(1, Math.round(milliseconds / 60_000)), 'minute');
};

/** What is awaited, and for how long: before there is anything to paste. @param left milliseconds */
export const waitingText = (left: number): string =>
	`Approve the request in your browser within ${minutesText(left)}.`;

/** What a line is for while it is awaited; the address to open stands above it. */
export const pasteText = (isListening: boolean): string =>
	isListening
		? 'This continues by itself. Only if the last page does not load, paste its address here:'
		: 'No callback port is free. Paste the address that the browser ends up at here:';

/** One line a minute. @param left milliseconds */
export const stillWaiting = (left: number): string =>
	`Still waiting, ${minutesText(left)} left. ? lists what the browser may show.`;

/** What the browser may show instead of coming back; the number of one does what helps. */
export const browserTexts: readonly string[] = [
	'What do you see in the browser? The number of a page does what helps.',
	...allNumbered(seenPages.map(({label, remedy}) => `${label}: ${remedy}`)),
];
