import {consentClient} from '../../wizard/build.js';
import type {Consent} from '../../wizard/consent/state.js';
import {codeRows} from '../../wizard/flows/code-form.js';
import type {WizardState} from '../../wizard/state.js';
import type {DeviceCode} from '../../zoho/flows/device.js';
import {adoptedFacts} from '../wizard/flows/index.js';
import {minutesText} from './numbers.js';
import {enterQuestion, errorReply, type Question, type Reply} from './question.js';

type Entering = Extract<Consent, {phase: 'entering'}>;

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
const pasteQuestion = (state: WizardState, {flow}: Entering): Question => {
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
const adoptQuestion = (consent: Extract<Consent, {phase: 'confirming'}>): Question =>
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

/** What a flow asks for; undefined where it does not. */
export const flowQuestion = (state: WizardState): Question | undefined => {
	const {consent} = state;
	if (consent.phase === 'entering') return pasteQuestion(state, consent);
	return consent.phase === 'confirming' ? adoptQuestion(consent) : undefined;
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
