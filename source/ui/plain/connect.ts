import {consentClient} from '../../wizard/build.js';
import {type Decision, decisionOf, type Option} from '../../wizard/consent/decision.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import {rowOfPage, type SeenPage, seenPages} from '../../wizard/consent/seen-page.js';
import type {ConsentOf} from '../../wizard/consent/state.js';
import {unsavedOptions} from '../../wizard/consent/unsaved.js';
import type {WizardEvent} from '../../wizard/events.js';
import {codeRows} from '../../wizard/flows/code-form.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import type {WizardState} from '../../wizard/state.js';
import {explainAuthorizePage} from '../../zoho/consent/authorize-page-errors.js';
import type {DeviceCode} from '../../zoho/flows/device.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {adoptedFacts} from '../wizard/flows/index.js';
import {allNumbered, minutesText, readNumber} from './numbers.js';
import {enterQuestion, errorReply, numberQuestion, type Question, type Reply} from './question.js';

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

/** One of a few options by its number; a text that belongs to it behind that. */
const optionQuestion = (
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	options: readonly Option[],
): Question => ({
	...numberQuestion<WizardEvent>(
		question,
		options.map(({label, beside, hint, typed, event}, index) =>
			typed
				? [
						`${label}: ${index + 1} and its name`,
						() => errorReply(`The name of the folder is missing, as in: ${index + 1} ~/zoho`),
					]
				: [[label, beside ?? hint].filter(Boolean).join(': '), at => ({events: [event(at)]})],
		),
	),
	read: (line, at) => {
		const [, number, text] = /^(\d+)\s+(.+)$/.exec(line.trim()) ?? [];
		const option = options[Number(number) - 1];
		return option?.typed ? {events: [option.event(at, text)]} : undefined;
	},
});

const decisionQuestion = ({question, facts, options, after}: Decision): Question =>
	optionQuestion(
		{
			key: question,
			lines: [question, ...facts.map(({label, value}) => `${label}: ${value}`)],
			explains: [after ?? 'Nothing is changed before you choose.'],
		},
		options,
	);

/** The tokens exist at Zoho and nowhere on disk. */
const unsavedQuestion = (state: WizardState, refusal: Refusal): Question =>
	optionQuestion(
		{
			key: `unsaved ${refusal.what}`,
			lines: [...refusalTexts(refusal), 'The tokens were issued, but they are not saved yet.'],
			explains: ['A refresh token that is not saved is lost when this program ends.'],
		},
		unsavedOptions(state),
	);

/** The options on after a failure: those of the screen, with their numbers. */
const failedQuestion = (state: WizardState, failed: ConsentOf<'failed'>): Question => {
	const {asksPage, refusal, notices, conflict} = failed;
	const options = failureOptions(state);
	return optionQuestion(
		{
			key: `failed ${state.attempts} ${options.map(({label}) => label).join(' ')}`,
			lines: [
				...(asksPage ? ['What did you see in the browser?'] : refusalTexts(refusal)),
				...notices,
				...(conflict?.isShown ? conflict.changes : []),
			],
			explains: asksPage ? browserTexts : [refusal.why],
		},
		options,
	);
};

/** The console's *Generate Code*, each value on a line of its own. */
const codeLines = (state: WizardState): readonly string[] => [
	'Get a code from the API Console. Zoho forgets it when its Time Duration is over, so paste it at once.',
	...(consentClient(state).chosen ? [consentClient(state).chosen?.console ?? ''] : []),
	'Open Self Client, then the Generate Code tab:',
	...codeRows(state).flatMap(({label, value, copies}) => [`  ${label}:`, copies ?? value]),
];

/** An address, a code or a token, without what a copy brings along. */
export const pasteReply = (line: string, at: number): Reply =>
	line.trim() === ''
		? {}
		: {
				events: [
					{type: 'typed-paste', value: line.replace(/\s+/g, '')},
					{type: 'accepted', at},
				],
			};

/** The code or the refresh token; what surrounds it is said once. */
const pasteQuestion = (state: WizardState, {flow}: ConsentOf<'entering'>): Question => {
	const isToken = flow === 'refresh-token';
	return {
		key: `entering ${flow}`,
		lines: isToken ? ['The refresh token is tried once before anything is saved.'] : codeLines(state),
		prompt: isToken ? 'Refresh token, not shown: ' : 'Code: ',
		isHidden: isToken,
		explains: isToken
			? ['A refresh token that exists already is kept, and no new grant is made.']
			: codeLines(state),
		enter: () => errorReply(isToken ? 'Paste the refresh token.' : 'Paste the code.'),
		read: pasteReply,
	};
};

/** Whose grant it is, before it is adopted. */
const adoptQuestion = (consent: ConsentOf<'confirming'>): Question =>
	enterQuestion(
		{
			key: 'confirming',
			lines: [
				'The refresh token works:',
				...adoptedFacts(consent).map(({label, value}) => `  ${label}: ${value}`),
			],
			prompt: 'Enter saves the connection',
			explains: ['No connection is saved before that.'],
		},
		at => ({type: 'accepted', at}),
		[],
	);

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
	switch (consent.phase) {
		case 'unsaved':
			return unsavedQuestion(state, consent.refusal);
		case 'failed':
			return failedQuestion(state, consent);
		case 'entering':
			return pasteQuestion(state, consent);
		case 'confirming':
			return adoptQuestion(consent);
		default:
			return waitingQuestion(state);
	}
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

/** A code letter by letter, as it has to be typed. */
const spelled = (code: string): string =>
	code
		.split('-')
		.map(part => [...part].join(' '))
		.join(', dash, ');

/**
 * The code of a device and where to type it; for plain lines and for stderr.
 *
 * @param now milliseconds since the epoch; undefined: how long the code is good is not said
 */
export const deviceLines = (
	{userCode, address, fullAddress, expiresAt}: DeviceCode,
	now?: number,
): readonly string[] => [
	`On your phone or another computer, open ${address}`,
	`and enter the code ${userCode} (${spelled(userCode)})${now === undefined ? '' : ` within ${minutesText(expiresAt - now)}`}.`,
	`Or open this address, which has the code in it: ${fullAddress}`,
	'Zoho is asked at its own pace, so the answer can take a while.',
];
