import {buildAuthorizeUrl} from '../zoho/authorize-url.js';
import {readCallback} from '../zoho/callback.js';
import {
	explainDataCenterNeedsOwnSecret,
	explainMissingRefreshToken,
	explainThrottle,
	explainTokenError,
	explainUnreadable,
} from '../zoho/errors.js';
import type {Refusal} from '../zoho/refusal.js';
import type {TokenReading} from '../zoho/token-response.js';
import {buildIssued, consentClient, tokenUrlOf} from './build.js';
import {toDraft} from './draft.js';
import type {Effect} from './effects.js';
import type {WizardEvent, WorldEvent} from './events.js';
import {answersOf, type Consent, type WizardState} from './state.js';

export type Transition = readonly [WizardState, readonly Effect[]];

const withConsent = (state: WizardState, consent: Consent): WizardState => ({...state, consent});

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

/** Ends the attempt with a refusal, told in the browser with the same words. */
const fail = (
	state: WizardState,
	id: string,
	refusal: Refusal,
	notices: readonly string[] = [],
): Transition => [
	withConsent(state, {phase: 'failed', refusal, notices}),
	[
		{type: 'answer-browser', id, page: {kind: 'refused', refusal}},
		{type: 'end-consent', id},
	],
];

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

type Waiting = Extract<Consent, {phase: 'waiting'}>;

/** First to arrive wins: a callback or a paste, read by the same function. */
export const arrive = (
	state: WizardState,
	waiting: Waiting,
	arrival: {readonly via: 'loopback' | 'paste'; readonly text: string; readonly at: number},
): Transition => {
	const client = consentClient(state);
	const {attempt, id} = waiting;
	const reading = readCallback(arrival.text, {
		state: attempt.state,
		redirectUris: [attempt.redirectUri],
		dataCenters: state.context.dataCenters,
		isZoho: client.isZoho,
		via: arrival.via,
		clientId: client.clientId,
	});
	if (reading.kind === 'refused') {
		return reading.isFinal
			? fail(state, id, reading.refusal, waiting.notices)
			: [withConsent(state, {...waiting, problem: reading.refusal}), []];
	}
	const {grant} = reading;
	const {chosen} = client;
	const dataCenter = client.isZoho ? (grant.dataCenter ?? chosen) : undefined;
	const isElsewhere = dataCenter !== undefined && chosen !== undefined && dataCenter.id !== chosen.id;
	if (isElsewhere && !client.sameCredentials) {
		return fail(state, id, explainDataCenterNeedsOwnSecret({chosen, actual: dataCenter}), waiting.notices);
	}
	const moved = isElsewhere
		? [`This account lives in ${dataCenter.name}, not in ${chosen.name}; connecting there.`]
		: [];
	return [
		withConsent(state, {
			phase: 'exchanging',
			id,
			attempt,
			dataCenter,
			issuedBy: grant.dataCenter,
			codeArrivedAt: arrival.at,
			notices: [...reading.notices, ...moved],
		}),
		[
			{
				type: 'exchange-code',
				id,
				request: {
					tokenUrl: tokenUrlOf(client.accessTokenUrl, dataCenter),
					clientId: client.clientId,
					clientSecret: client.clientSecret,
					grant,
					redirectUri: attempt.redirectUri,
					codeVerifier: attempt.codeVerifier,
				},
			},
		],
	];
};

type Exchanging = Extract<Consent, {phase: 'exchanging'}>;

const explainReading = (
	state: WizardState,
	exchanging: Exchanging,
	reading: Exclude<TokenReading, {kind: 'tokens'}>,
	at: number,
): Refusal => {
	const client = consentClient(state);
	switch (reading.kind) {
		case 'throttled':
			return explainThrottle({});
		case 'unreadable':
			return explainUnreadable({reason: reading.reason, status: reading.status});
		case 'error':
			return explainTokenError({
				code: reading.code,
				...(reading.description === undefined ? {} : {description: reading.description}),
				grantType: 'authorization_code',
				evidence: {
					...(exchanging.dataCenter ? {askedDataCenter: exchanging.dataCenter} : {}),
					...(exchanging.issuedBy ? {issuedBy: exchanging.issuedBy} : {}),
					...(client.chosen ? {chosenDataCenter: client.chosen} : {}),
					secondsSinceCode: Math.max(0, Math.round((at - exchanging.codeArrivedAt) / 1000)),
					alreadySpent: false,
					redirectUri: exchanging.attempt.redirectUri,
					registeredRedirectUris: callbackUris(state.context.ports),
					sameCredentials: client.sameCredentials,
				},
			});
	}
};

/** The redirect URIs that the console form names for this program. */
export const callbackUris = (ports: readonly number[]): readonly string[] =>
	ports.map(port => `http://localhost:${port}/callback`);

const exchanged = (
	state: WizardState,
	exchanging: Exchanging,
	event: Extract<WorldEvent, {type: 'code-exchanged'}>,
): Transition => {
	const {reading} = event;
	const {id, notices} = exchanging;
	if (reading.kind !== 'tokens') {
		return fail(state, id, explainReading(state, exchanging, reading, event.at), notices);
	}
	const {refreshToken} = reading.tokens;
	if (refreshToken === undefined) return fail(state, id, explainMissingRefreshToken({}), notices);
	const issued = buildIssued(state, {...reading.tokens, refreshToken}, exchanging.dataCenter, event.at);
	return save(withConsent(state, {phase: 'saving', id, issued, notices}), undefined);
};

const save = (state: WizardState, otherFolder: string | undefined): Transition => {
	const {consent} = state;
	if (consent.phase !== 'saving') return [state, []];
	const {id, issued} = consent;
	return [
		state,
		[
			{
				type: 'save-connection',
				id,
				service: issued.service,
				connection: issued.connection,
				draftId: state.draftId,
				otherFolder,
			},
		],
	];
};

const prove = (state: WizardState, event: Extract<WorldEvent, {type: 'connection-saved'}>): Transition => {
	const {consent} = state;
	if (consent.phase !== 'saving') return [state, []];
	const {issued, id, notices} = consent;
	const {connection} = issued;
	return [
		withConsent(state, {phase: 'proving', id, issued, linkName: event.linkName, path: event.path, notices}),
		[
			{
				type: 'prove',
				id,
				linkName: event.linkName,
				accessToken: connection.accessToken,
				dataCenter: issued.dataCenter,
				apiDomain: connection.apiDomain,
				scopes: connection.scopesGranted ?? connection.scopesRequested,
			},
		],
	];
};

const proven = (state: WizardState, event: Extract<WorldEvent, {type: 'proven'}>): Transition => {
	const {consent} = state;
	if (consent.phase !== 'proving') return [state, []];
	const {id, issued, linkName, path, notices} = consent;
	const {account, organization} = event.proof;
	return [
		{
			...withConsent(state, {phase: 'done', outcome: {linkName, path, proof: event.proof, issued}, notices}),
			step: 'ready',
		},
		[
			{
				type: 'answer-browser',
				id,
				page: {
					kind: 'connected',
					connectionName: issued.connection.name,
					account: account?.email ?? account?.name ?? undefined,
					organization: organization?.name,
					dataCenter: issued.dataCenter?.name,
					granted: issued.connection.scopesGranted ?? issued.connection.scopesRequested,
					missing: issued.missing,
				},
			},
			{type: 'end-consent', id},
		],
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
	next: 'Press Enter to ask again; every answer is kept. --timeout SECONDS waits longer.',
	exitCode: 4,
};

const revoked = (
	state: WizardState,
	revoking: Extract<Consent, {phase: 'revoking'}>,
	problem: Refusal | undefined,
): Transition => {
	const {id, issued, refusal} = revoking;
	// A token that could neither be saved nor revoked stays in hand: the question is asked again.
	if (problem) {
		return [
			withConsent(state, {phase: 'unsaved', id, issued, refusal: problem, notices: [refusal.what]}),
			[],
		];
	}
	const done: Refusal = {...refusal, what: `${refusal.what} The new grant was revoked at Zoho.`};
	return [withConsent(state, {phase: 'failed', refusal: done, notices: []}), [{type: 'end-consent', id}]];
};

/** The person's way out when the tokens could not be written. */
export const answerUnsaved = (
	state: WizardState,
	event: Extract<WizardEvent, {type: 'answered-unsaved'}>,
): Transition => {
	const {consent} = state;
	if (consent.phase !== 'unsaved') return [state, []];
	const {id, issued, refusal, notices} = consent;
	if (event.choice === 'revoke') {
		const {refreshToken} = issued.connection;
		const client = consentClient(state);
		return [
			withConsent(state, {phase: 'revoking', id, issued, refusal}),
			[
				{
					type: 'revoke-unsaved',
					id,
					token: refreshToken,
					clientId: client.clientId,
					clientSecret: client.clientSecret,
					dataCenter: issued.dataCenter,
				},
			],
		];
	}
	const saving = withConsent(state, {phase: 'saving', id, issued, notices});
	return save(saving, event.choice === 'other-folder' ? event.folder : undefined);
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

/** Whether the answers of a service that exists are used. */
export const isReuse = (state: WizardState): boolean => answersOf(state).service !== '';
