import {consentClient} from '../../wizard/build.js';
import {type Decision, decisionOf, type Option} from '../../wizard/consent/decision.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import {rowOfPage, type SeenPage, seenPages} from '../../wizard/consent/seen-page.js';
import type {Consent} from '../../wizard/consent/state.js';
import {unsavedOptions} from '../../wizard/consent/unsaved.js';
import type {WizardEvent} from '../../wizard/events.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import type {WizardState} from '../../wizard/state.js';
import {explainAuthorizePage} from '../../zoho/consent/authorize-page-errors.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {flowQuestion, pasteReply} from './flows.js';
import {allNumbered, minutesText, readNumber} from './numbers.js';
import {errorReply, numberQuestion, type Question, type Reply} from './question.js';

type Failed = Extract<Consent, {phase: 'failed'}>;

/** A refusal as one line for each of its sentences. */
export const refusalTexts = ({what, why, detail, next}: Refusal): readonly string[] => [
	`Error: ${what}`,
	detail ? `${why} (${detail})` : why,
	next,
];

/** The scopes that are to blame most likely, where Zoho refused them without naming one. */
export const culpritLines = async (
	refusal: Refusal,
	state: WizardState,
	loadScopes: () => Promise<ScopeCatalogue>,
): Promise<readonly string[]> =>
	refusal.id === 'invalid-scope' && consentClient(state).isZoho
		? culpritTexts(await loadScopes(), consentClient(state).scopes)
		: [];

/** One of a few options by its number. */
const optionQuestion = (
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	options: readonly Option[],
): Question =>
	numberQuestion(
		question,
		options.map(({label, beside, hint, event}) => [
			[label, beside ?? hint].filter(Boolean).join(': '),
			at => ({events: [event(at)]}),
		]),
	);

const decisionQuestion = ({question, facts, options, after}: Decision): Question =>
	optionQuestion(
		{
			key: question,
			lines: [question, ...facts.map(({label, value}) => `${label}: ${value}`)],
			explains: [after ?? 'Nothing is changed before you choose.'],
		},
		options,
	);

const needsFolder = errorReply('The name of the folder is missing, as in: 2 ~/zoho');

/** The tokens exist at Zoho and nowhere on disk. */
const unsavedQuestion = (state: WizardState, refusal: Refusal): Question => {
	const question = numberQuestion<WizardEvent>(
		{
			key: `unsaved ${refusal.what}`,
			lines: [...refusalTexts(refusal), 'The tokens were issued, but they are not saved yet.'],
			explains: ['A refresh token that is not saved is lost when this program ends.'],
		},
		unsavedOptions(state).map(({choice, label}) =>
			choice === 'other-folder'
				? [`${label}: 2 and its name`, () => needsFolder]
				: [label, at => ({events: [{type: 'answered-unsaved', choice, at}]})],
		),
	);
	return {
		...question,
		read: (line, at) => {
			const [, folder] = /^2\s+(.+)$/.exec(line.trim()) ?? [];
			return folder === undefined
				? undefined
				: {events: [{type: 'answered-unsaved', choice: 'other-folder', folder, at}]};
		},
	};
};

/** The options on after a failure: those of the screen, with their numbers. */
const failedQuestion = (state: WizardState, failed: Failed): Question => {
	const options = failureOptions(state);
	return optionQuestion(
		{
			key: `failed ${state.attempts} ${options.map(({label}) => label).join(' ')}`,
			lines: [
				...(failed.asksPage ? ['What did you see in the browser?'] : refusalTexts(failed.refusal)),
				...failed.notices,
				...(failed.conflict?.isShown ? failed.conflict.changes : []),
			],
			explains: failed.asksPage ? browserTexts : [failed.refusal.why],
		},
		options,
	);
};

/** A paste, or what helps against a page that the browser shows: its number or its title. */
const readPaste = (line: string, pages: readonly SeenPage[], at: number): Reply => {
	const title = pages.length > 0 ? explainAuthorizePage(line) : undefined;
	const page = pages[readNumber(line, pages.length) ?? (title ? rowOfPage(title.id) : -1)];
	if (!page) return pasteReply(line, at);
	// A failure says itself what helps.
	const says = page.id === 'access-denied-in-region' ? [] : [`${page.label}: ${page.remedy}`];
	return {says, events: [{type: 'saw-page', page: page.id, at}]};
};

/** While something is awaited nothing is asked: what a line is for was said with the addresses. */
const waitingQuestion = (state: WizardState): Question => {
	const {consent} = state;
	const pages = consent.phase === 'waiting' && consentClient(state).isZoho ? seenPages : [];
	return {
		key: consent.phase,
		lines: [],
		prompt: '',
		reminder: consent.phase === 'waiting' ? 'Paste the address that the browser ends up at here:' : '',
		explains: pages.length > 0 ? browserTexts : ['The address to open is above.'],
		read: (line, at) => readPaste(line, pages, at),
	};
};

/** What is asked between the review and the end, or awaited. */
export const connectQuestion = (state: WizardState): Question => {
	const {consent} = state;
	const decision = decisionOf(state);
	if (decision) return decisionQuestion(decision);
	if (consent.phase === 'unsaved') return unsavedQuestion(state, consent.refusal);
	if (consent.phase === 'failed') return failedQuestion(state, consent);
	return flowQuestion(state) ?? waitingQuestion(state);
};

/** What the browser may show instead of coming back; the number of one does what helps. */
export const browserTexts: readonly string[] = [
	'What do you see in the browser? The number of a page does what helps.',
	...allNumbered(seenPages.map(({label, remedy}) => `${label}: ${remedy}`)),
];

/**
 * What is awaited and for how long, where to go, what a paste is for.
 *
 * @param addresses as they are announced: an address on a line of its own, and the short link
 * @param now milliseconds since the epoch
 */
export const waitingTexts = (
	{consent, context: {openBrowser}}: WizardState,
	addresses: readonly string[],
	now: number,
): readonly string[] => {
	if (consent.phase !== 'waiting') return addresses;
	const {attempt} = consent;
	const within = `Approve the request in your browser within ${minutesText(attempt.deadline - now)}.`;
	return [
		openBrowser ? `${within} If it did not open:` : `${within} Open:`,
		...addresses.map(text => text.replace(/^or the short link /, 'or ')),
		attempt.isListening
			? 'If the last page does not load, paste its address here:'
			: 'No callback port is free. Paste the address that the browser ends up at here:',
	];
};

/** One line a minute; nothing where nothing has an end that could be told. @param now milliseconds since the epoch */
export const stillWaiting = ({consent}: WizardState, now: number): readonly string[] => {
	const isBrowser = consent.phase === 'waiting';
	const code = consent.phase === 'device' ? consent.code : undefined;
	const left = (isBrowser ? consent.attempt.deadline : (code?.expiresAt ?? now)) - now;
	// The end itself is told when it is there.
	if (left < 30_000) return [];
	return [
		`Still waiting, ${minutesText(left)} left.${isBrowser ? ' ? lists what the browser may show.' : ''}`,
	];
};
