import type {AnswerKey, Answers, FieldKey} from '../answers.js';
import {consentClient} from '../build.js';
import {answersOf, type WizardState} from '../state.js';
import {askedItem} from '../stops.js';
import {type Option, option} from './decision.js';
import type {ConsentOf} from './state.js';

type Failed = ConsentOf<'failed'>;

/** What the options depend on. */
export type Case = {
	readonly state: WizardState;
	readonly failed: Failed;
	readonly isZoho: boolean;
	/** Whether the answers stand in a draft. */
	readonly isKept: boolean;
	/** The data center of the account, where the client is registered in another one. */
	readonly elsewhere: string | undefined;
};

export const caseOf = (state: WizardState, failed: Failed, isKept: boolean): Case => {
	const {isZoho, chosen} = consentClient(state);
	const asked = failed.dataCenter;
	const elsewhere = asked && chosen && asked.id !== chosen.id ? asked.name : undefined;
	return {state, failed, isZoho, isKept, elsewhere};
};

/** An option; undefined where it does not help here. */
export type Offer = (of: Case) => Option | undefined;

/** What the button of a failure says it does, in the last row. */
const verbOf = (label: string): string =>
	/(?:ask|connect|try) again|get a new code|generate another one/i.exec(label)?.[0]?.toLowerCase() ??
	'fix it';

/** The consent once more, with the same answers. @param label ends in the verb */
const again =
	(label: string, short?: string): Offer =>
	() =>
		option(label, verbOf(label), at => ({type: 'tried-again', at}), short);

/** To an answer, and straight back; where it is not asked here, there is no such option. */
const field =
	(key: FieldKey, label: string, short?: string): Offer =>
	({state}) =>
		askedItem(state, key)
			? option(label, 'fix it', at => ({type: 'chose-field', key, at}), short)
			: undefined;

const corrected = (label: string, answers: Partial<Answers>, short?: string): Option =>
	option(label, 'fix it', at => ({type: 'corrected', answers, at}), short);

const only =
	(isTrue: (of: Case) => boolean, offer: Offer): Offer =>
	of =>
		isTrue(of) ? offer(of) : undefined;

const isZoho = (of: Case): boolean => of.isZoho;
const isNew = ({state}: Case): boolean => state.context.target === undefined;

const openConsole = only(isZoho, () => {
	const label = 'Open the client in the API Console';
	return option(label, 'open the console', () => ({type: 'opened-console'}), 'Open the API Console');
});

const leave: Offer = ({isKept}) => {
	const label = isKept ? 'Leave it; the answers are kept as a draft' : 'Leave it';
	const short = isKept ? 'Leave it; the draft is kept' : undefined;
	return option(label, 'leave it', at => ({type: 'left', at}), short);
};

const review: Offer = () => option('Review the answers', 'review', at => ({type: 'went-back', at}));

const whichPage = only(isZoho, () =>
	option('What did you see in the browser?', 'choose the page', () => ({type: 'asked-for-page'})),
);

const tryAgain = again('Try again');
const askAgain = again('Ask again');
const scopes = field('scopes', 'Change the scopes');
const clientId = field('clientId', 'Enter the Client ID again');
const dataCenter = only(isZoho, field('dataCenter', 'Choose another data center'));
/** Of a service that is used as it is nothing is asked here, but there may be a better one. */
const anotherService = only(isNew, field('service', 'Use another service'));

const secret: Offer = of =>
	field('clientSecret', 'Enter the Client Secret again', 'Enter the secret again')(of) ?? anotherService(of);

const withoutParameters: readonly (readonly [name: string, value: string])[] = [
	['access_type', 'offline'],
	['prompt', 'consent'],
];

/** Without these two Zoho gives no refresh token. */
const withBoth: Offer = of => {
	const {state} = of;
	const {authorizeUrl} = answersOf(state);
	if (!of.isZoho || !askedItem(state, 'authorizeUrl') || !URL.canParse(authorizeUrl)) return askAgain(of);
	const url = new URL(authorizeUrl);
	const lacking = withoutParameters.filter(([name, value]) => url.searchParams.get(name) !== value);
	const [first] = lacking;
	if (!first) return askAgain(of);
	for (const [name, value] of lacking) url.searchParams.set(name, value);
	const what = lacking.length > 1 ? 'both' : first.join('=');
	return corrected(
		`Put ${what} into the Authorize URL and ask again`,
		{authorizeUrl: url.href},
		'Correct the URL and ask again',
	);
};

const keepForNow = only(
	of => isNew(of) && of.failed.issued !== undefined,
	() =>
		option('Keep it for this hour', 'keep it', at => ({type: 'answered-short-lived', choice: 'keep', at})),
);
const revoke = only(
	({failed}) => failed.issued !== undefined,
	() => option('Revoke it', 'revoke it', at => ({type: 'answered-short-lived', choice: 'revoke', at})),
);

const sameEverywhere: Offer = ({state}) =>
	askedItem(state, 'sameCredentials')
		? corrected(
				'I checked "Use the same OAuth credentials for all data centers": connect again',
				{sameCredentials: true},
				'I checked it in Settings: connect again',
			)
		: undefined;

const otherAccount: Offer = () => {
	const notice =
		'Sign out of Zoho in the browser first, or open the link in a private window; then choose the other account.';
	return option('Use another Zoho account', 'connect again', at => ({type: 'tried-again', at, notice}));
};

const region = ({failed}: Case): readonly Offer[] => [
	failed.hasOpenedConsole
		? again('I enabled my data center in the Settings tab: connect again', 'I enabled it: connect again')
		: () =>
				option(
					"Open the client's Settings, then connect again",
					'fix it',
					() => ({type: 'opened-console'}),
					'Open Settings, then connect again',
				),
	...(failed.hasOpenedConsole ? [openConsole] : []),
	dataCenter,
	otherAccount,
];

const invalidClient = (of: Case): readonly Offer[] => {
	if (!of.isZoho) return [secret, clientId, tryAgain];
	if (of.elsewhere === undefined) return [dataCenter, clientId, openConsole, tryAgain];
	const enabled = `I enabled ${of.elsewhere} in the Settings tab: connect again`;
	return [again(enabled, `I enabled ${of.elsewhere}: connect again`), dataCenter, clientId, openConsole];
};

const addressOf = (key: AnswerKey, label: string): Offer =>
	only(of => !of.isZoho, field(key, `Change the ${label}`));
const authorizeUrl = addressOf('authorizeUrl', 'Authorize URL');
const accessTokenUrl = addressOf('accessTokenUrl', 'Access token URL');

/** What the first one changed, mine on top of it, or mine dropped. */
const conflict = ({failed, state}: Case): readonly Offer[] => {
	const found = failed.conflict;
	if (!found || state.context.target === undefined) return [tryAgain, leave];
	const answer =
		(label: string, choice: 'show' | 'apply' | 'discard', verb: string, short?: string): Offer =>
		() =>
			option(label, verb, at => ({type: 'answered-conflict', choice, at}), short);
	const apply = 'Apply my changes to the new version';
	return [
		...(found.isShown || !found.target ? [] : [answer('Show what changed', 'show', 'show what changed')]),
		...(found.target ? [answer(apply, 'apply', 'apply', 'Apply mine to the new version')] : []),
		answer('Discard my changes', 'discard', 'discard'),
	];
};

/** Nothing here is to blame. */
const once = [askAgain, accessTokenUrl, leave];
const newCode = [again('Get a new code'), leave];
const openHere: Offer = () => {
	const notice = 'The address of the new code can be opened on this machine too.';
	const event = (at: number) => ({type: 'tried-again', at, notice}) as const;
	return option('Use a browser on this machine', 'get a new code', event, 'Use a browser here');
};
/** The same client, in its other way. */
const codeInstead: Offer = ({state}) =>
	askedItem(state, 'grantType') &&
	corrected(
		'Use a code of the Self Client instead',
		{grantType: 'authorization-code', soid: ''},
		'Use a code instead',
	);

/** After any other refusal, and where none of the own options can be gone. */
export const usual: readonly Offer[] = [tryAgain, authorizeUrl, review, leave];

/** The options after each refusal of a consent, the likeliest first. */
export const offers: Readonly<Record<string, (of: Case) => readonly Offer[]>> = {
	'access-denied': () => [askAgain, scopes, leave],
	'access-denied-in-region': region,
	'client-credentials-refused': () => [
		field('soid', 'Correct the organization (soid)'),
		codeInstead,
		tryAgain,
	],
	'client-credentials-untested': () => [field('scopes', 'Add a scope that reads something'), tryAgain],
	'connection-changed': conflict,
	'consent-needed': () => [askAgain, leave],
	'consent-refused': () => [askAgain, scopes, clientId, openConsole],
	'consent-timed-out': () => [askAgain, whichPage, leave],
	'data-center-conflict': () => [askAgain, leave],
	'data-center-needs-own-secret': () => [sameEverywhere, dataCenter, openConsole],
	'device-code-refused': () => newCode,
	'device-denied': () => newCode,
	'device-expired': () => [again('Get a new code'), openHere, openConsole, leave],
	'foreign-accounts-server': () => [askAgain, leave],
	'general-error': () => once,
	'generated-code-refused': () => [
		again('Generate another one'),
		only(isZoho, field('dataCenter', 'Check the data center')),
		leave,
	],
	'grant-changed-meanwhile': conflict,
	'grant-is-here': () => [again('Paste another refresh token'), leave],
	'invalid-client': invalidClient,
	'invalid-client-secret': () => [secret, openConsole, again('Try again with the same secret', 'Try again')],
	'invalid-code': () => [askAgain, dataCenter, leave],
	'invalid-redirect-uri': () => [
		field('consoleForm', 'Copy the redirect URIs again'),
		openConsole,
		again('I corrected it: connect again'),
	],
	'invalid-scope': () => [scopes, again('Try again with the same scopes', 'Try again')],
	'issuer-mismatch': () => [askAgain, field('issuer', 'Change the issuer'), leave],
	'missing-organization': () => [field('soid', 'Correct the organization (soid)'), tryAgain],
	'no-such-connection': conflict,
	'no-organization': () => [
		again('I signed in to the product: ask again', 'I signed in: ask again'),
		scopes,
		leave,
	],
	'no-refresh-token': () => [withBoth, keepForNow, revoke, only(({failed}) => !failed.issued, leave)],
	'not-a-device-client': () => [
		field('clientType', 'Choose another Client Type'),
		clientId,
		openConsole,
		tryAgain,
	],
	'not-adopted': () => [again('Paste another refresh token'), secret, clientId],
	'other-user': () => [askAgain, leave],
	'scopes-unknown': () => [field('scopes', 'Choose the scopes'), tryAgain],
	'server-busy': () => [again('I waited: ask again'), leave],
	'server-trouble': () => once,
	throttled: ({isZoho: atZoho}) => [
		again(atZoho ? 'Ten minutes have passed: ask again' : 'I waited: ask again'),
		leave,
	],
	'unknown-location': () => [askAgain, leave],
	'unknown-refusal': () => once,
	'unreadable-reply': () => once,
	'unsafe-token-url': () => [field('accessTokenUrl', 'Change the Access token URL')],
};
