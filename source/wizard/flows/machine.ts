import {
	explainDevice,
	explainFailure,
	explainGeneratedCode,
	explainNotAdopted,
	explainUntested,
	scopesUnknown,
} from '../../zoho/flows/refusals.js';
import type {Refusal} from '../../zoho/refusal.js';
import {explainMissingRefreshToken} from '../../zoho/tokens/refusals.js';
import type {TokenReading, Tokens} from '../../zoho/tokens/response.js';
import {buildIssued, consentClient} from '../build.js';
import {beginConsent} from '../consent/begin.js';
import {saveIssued} from '../consent/issue.js';
import type {ConsentOf, Issued} from '../consent/state.js';
import type {EventOf} from '../events.js';
import type {WizardState} from '../state.js';
import {type During, during, fail, type Transition, unchanged, wanting, withConsent} from '../transition.js';
import {beginFlow, enterPaste, foundIn} from './begin.js';
import {codeMinutes, codeRows} from './code-form.js';

type Redeeming = ConsentOf<'redeeming'>;
type Device = ConsentOf<'device'>;
type Redeemed = EventOf<'redeemed'>;

/** Why no tokens came, by what was redeemed. */
const explain = (
	consent: Redeeming | Device,
	reading: Exclude<TokenReading, {kind: 'tokens'}>,
	{dataCenter, at}: Redeemed,
): Refusal => {
	if (consent.phase === 'device') return explainDevice(reading, {dataCenter}, at);
	const {flow, createdAt} = consent;
	switch (flow) {
		case 'generated-code': {
			const secondsSinceCreate =
				createdAt === undefined ? undefined : Math.max(0, Math.round((at - createdAt) / 1000));
			return explainGeneratedCode(reading, {dataCenter, secondsSinceCreate, minutes: codeMinutes}, at);
		}
		case 'client-credentials':
			return explainFailure(reading, {dataCenter}, at);
		case 'refresh-token':
			return explainNotAdopted([{dataCenter, reading}]);
	}
};

/** A harmless call, before anything is saved. */
const tryFirst = (state: WizardState, id: string, issued: Issued, notices: readonly string[]): Transition => {
	const {connection, dataCenter} = issued;
	return wanting(withConsent(state, {phase: 'trying', id, issued, notices}), {
		type: 'try-grant',
		id,
		accessToken: connection.accessToken,
		dataCenter,
		apiDomain: connection.apiDomain,
		scopes: connection.scopesGranted ?? connection.scopesRequested,
	});
};

/** What the client asks for itself has no refresh token, and needs none. */
const ofClientAlone = (issued: Issued): Issued => {
	const {noRefreshToken: _none, ...connection} = issued.connection;
	return {...issued, connection: {...connection, clientCredentials: true}};
};

/** A reply with the refresh token that there is. */
const withToken = (tokens: Tokens, refreshToken: string | undefined) => ({
	kind: 'tokens' as const,
	tokens: {...tokens, refreshToken},
});

/** An adopted grant has the scopes that it has. */
const withScopes = (issued: Issued, scopes: readonly string[]): Issued => ({
	...issued,
	service: issued.service && {...issued.service, scopes: [...scopes]},
	connection: {...issued.connection, scopesRequested: [...scopes]},
	missing: [],
});

const adopt = (
	state: WizardState,
	{id, secret, notices}: Redeeming,
	{dataCenter, at}: Redeemed,
	tokens: Tokens,
): Transition => {
	const found = foundIn(state, dataCenter);
	const scopes = tokens.scopes ?? consentClient(found).scopes;
	if (scopes.length === 0) return fail(state, id, scopesUnknown, notices);
	const issued = buildIssued(found, withToken(tokens, secret), dataCenter, at);
	return tryFirst(found, id, withScopes(issued, scopes), notices);
};

const redeemed = (state: WizardState, event: Redeemed): Transition => {
	const {consent} = state;
	if (consent.phase !== 'redeeming' && consent.phase !== 'device') return unchanged(state);
	const {reading, dataCenter, at} = event;
	const {id, notices} = consent;
	if (reading.kind !== 'tokens') return fail(state, id, explain(consent, reading, event), notices);
	const {tokens} = reading;
	if (consent.phase === 'redeeming' && consent.flow === 'refresh-token')
		return adopt(state, consent, event, tokens);
	if (consent.phase === 'redeeming' && consent.flow === 'client-credentials') {
		const issued = buildIssued(state, withToken(tokens, undefined), dataCenter, at);
		return tryFirst(state, id, ofClientAlone(issued), notices);
	}
	// Zoho has just made the grant: its tokens are saved before anything else is tried.
	return tokens.refreshToken === undefined
		? fail(state, id, explainMissingRefreshToken({}), notices)
		: saveIssued(state, {id, issued: buildIssued(state, reading, dataCenter, at), notices});
};

const tried: During<'trying', 'tried'> = (state, consent, {proof}) => {
	const {id, notices} = consent;
	const {account, organization} = proof;
	const issued: Issued = {
		...consent.issued,
		connection: {...consent.issued.connection, account, organization},
	};
	if (!issued.connection.clientCredentials)
		return [withConsent(state, {phase: 'confirming', id, issued, proof, notices}), []];
	const untested = explainUntested(proof);
	return untested ? fail(state, id, untested, notices) : saveIssued(state, {id, issued, notices, proof});
};

const notRedeemed = (state: WizardState, {id, refusal}: EventOf<'not-redeemed'>): Transition => {
	const {consent} = state;
	return consent.phase === 'redeeming' || consent.phase === 'device'
		? fail(state, id, refusal, consent.notices)
		: unchanged(state);
};

const deviceCodeCame: During<'device', 'device-code-came'> = (state, device, {code, nextAskAt}) =>
	wanting(withConsent(state, {...device, code, nextAskAt}));

const deviceWaits: During<'device', 'device-waits'> = (state, device, {dataCenter, nextAskAt, notice}) => {
	const notices = notice === undefined ? device.notices : [...device.notices, notice];
	return [withConsent(state, {...device, dataCenter, nextAskAt, notices}), []];
};

/** What the world answers to a flow without a browser; the attempt is known to be the one that runs. */
export const flowEvents = {
	'flow-prepared': during<'preparing', 'flow-prepared'>('preparing', (state, {id, notices}) =>
		beginFlow(state, id, notices),
	),
	redeemed,
	'not-redeemed': notRedeemed,
	'device-code-came': during('device', deviceCodeCame),
	'device-waits': during('device', deviceWaits),
	tried: during('trying', tried),
};

/** Enter where a flow waits for the person; undefined where it does not. */
export const acceptFlow = (state: WizardState, at: number): Transition | undefined => {
	const {consent} = state;
	switch (consent.phase) {
		case 'entering':
			return takeCodeRow(state, consent, at) ?? enterPaste(state, consent);
		case 'confirming': {
			const {id, issued, proof, notices} = consent;
			return saveIssued(state, {id, issued, proof, notices});
		}
		case 'device':
			return consent.code
				? [state, [{type: 'open-console', url: consent.code.fullAddress}]]
				: unchanged(state);
		default:
			return undefined;
	}
};

/**
 * A row of *Generate Code* is copied or clicked, and the next one has its turn. The clock runs from the click on Create. Undefined where
 * Enter is for the code.
 */
const takeCodeRow = (
	state: WizardState,
	consent: ConsentOf<'entering'>,
	at: number,
): Transition | undefined => {
	const {flow, pasted} = consent;
	const row = flow === 'generated-code' && pasted.trim() === '' ? codeRows(state)[consent.row] : undefined;
	if (!row) return undefined;
	const createdAt = row.key === 'code-create' ? at : consent.createdAt;
	const next = withConsent(state, {...consent, row: consent.row + 1, createdAt});
	if (row.copies !== undefined)
		return [next, [{type: 'copy', key: row.key, text: row.copies, label: row.label}]];
	const consoleMarks = {...state.consoleMarks, [row.key]: 'clicked' as const};
	return [{...next, consoleMarks, done: undefined, notice: undefined}, []];
};

/** To a row of *Generate Code*; past the last one is the code. */
export const goToCodeRow: During<'entering', 'went-to-code-row'> = (state, consent, {row: to}) => {
	if (consent.flow !== 'generated-code') return unchanged(state);
	const row = Math.min(Math.max(0, to), codeRows(state).length);
	return [withConsent({...state, done: undefined, notice: undefined}, {...consent, row}), []];
};

/** A device's code is given up for a new one. */
export const askAgain: During<'device', 'asked-again'> = (state, {id}, {at}) => {
	const [next, effects] = beginConsent(state, at);
	return [next, [{type: 'end-consent', id}, ...effects]];
};
