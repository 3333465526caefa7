import {grantsWarning} from '../../connection/grants-used.js';
import {explainNoTokens} from '../../zoho/errors.js';
import type {Refusal} from '../../zoho/refusal.js';
import {isReplyLost, withGrantLeft} from '../../zoho/tokens/lost-reply.js';
import {explainMissingRefreshToken} from '../../zoho/tokens/refusals.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import {buildIssued, type ConsentClient, consentClient} from '../build.js';
import {judgeNewGrant} from '../edit/judge.js';
import type {EventOf} from '../events.js';
import {flowOf, isNewGrant} from '../flows/of-client.js';
import {answersOf, type WizardState} from '../state.js';
import {type During, fail, failWithin, type Transition, wanting, withConsent} from '../transition.js';
import {callbackUris} from './callback-uris.js';
import {finish} from './new-grant.js';
import type {ConsentOf, Issued, NewGrant} from './state.js';

type Exchanging = ConsentOf<'exchanging'>;

/** Whose words and limits a refusal is told in, where they are not Zoho's. */
const otherHostOf = ({isZoho, accessTokenUrl}: ConsentClient): string | undefined =>
	isZoho ? undefined : new URL(accessTokenUrl).host;

const explainReading = (
	state: WizardState,
	exchanging: Exchanging,
	reading: Exclude<TokenReading, {kind: 'tokens'}>,
	at: number,
): Refusal => {
	const client = consentClient(state);
	const refusal = explainNoTokens(
		reading,
		{
			otherHost: otherHostOf(client),
			askedDataCenter: exchanging.dataCenter,
			issuedBy: exchanging.issuedBy,
			chosenDataCenter: client.chosen,
			secondsSinceCode: Math.max(0, Math.round((at - exchanging.codeArrivedAt) / 1000)),
			alreadySpent: false,
			redirectUri: exchanging.attempt.redirectUri,
			registeredRedirectUris: callbackUris(state.context.ports),
			sameCredentials: client.sameCredentials,
		},
		at,
	);
	return reading.kind === 'unreadable' ? withGrantLeft(refusal, exchanging.dataCenter) : refusal;
};

/** A grant that nothing can renew is worth keeping all the same: at some servers its token has no end. */
const withoutRefreshText =
	'The server gave no refresh token: when the access token has expired, you consent again. Some servers give one for the scope offline_access, or for a parameter of the Authorize URL.';

/** At Zoho such a grant is a mistake of the Authorize URL. A person may keep the token for its hour; nothing of it is saved before. */
const withoutRefresh = (
	state: WizardState,
	id: string,
	issued: Issued,
	notices: readonly string[],
): Transition => {
	const refusal = explainMissingRefreshToken({});
	if (state.hasLeft || state.context.canPaste === false) return fail(state, id, refusal, notices);
	return failWithin(state, id, refusal, {issued, notices: [...notices, 'Nothing is saved yet.']});
};

/** Zoho's reply to the code: tokens are saved before anything else is tried. */
export const exchanged: During<'exchanging', 'code-exchanged'> = (state, exchanging, event) => {
	const {reading} = event;
	const {id, notices} = exchanging;
	if (reading.kind !== 'tokens') {
		return fail(state, id, explainReading(state, exchanging, reading, event.at), notices);
	}
	const {isZoho} = consentClient(state);
	const issued = buildIssued(state, reading, exchanging.dataCenter, event.at);
	if (issued.connection.noRefreshToken && isZoho) return withoutRefresh(state, id, issued, notices);
	const told = issued.connection.noRefreshToken ? [...notices, withoutRefreshText] : notices;
	return saveIssued(state, {id, issued, notices: told});
};

/** No answer to the code came, or it was not sent at all. */
export const exchangeFailed: During<'exchanging', 'exchange-failed'> = (state, exchanging, {refusal}) => {
	const {id, dataCenter, notices} = exchanging;
	return fail(state, id, isReplyLost(refusal) ? withGrantLeft(refusal, dataCenter) : refusal, notices);
};

/** On to the file, with what was issued. @param what.proof what was shown before, where nothing may be saved without it */
export const saveIssued = (
	state: WizardState,
	what: Omit<ConsentOf<'saving'>, 'phase'>,
	otherFolder?: string,
): Transition => {
	const {id, issued} = what;
	return wanting(withConsent(state, {phase: 'saving', ...what}), {
		type: 'save-connection',
		id,
		service: issued.service,
		connection: issued.connection,
		draftId: state.draftId,
		...(flowOf(state) === 'refresh-token' ? {isAdopted: true} : {}),
		replaces: state.context.target?.connection.linkName,
		otherFolder,
	});
};

export const prove: During<'saving', 'connection-saved'> = (state, consent, {linkName, path, folderFlag}) => {
	const {issued, id, notices, proof} = consent;
	const {connection} = issued;
	const saved = {id, issued, linkName, path, folderFlag, notices};
	const isToBeShared = !state.context.target && answersOf(state).keptIn === 'shared';
	if (proof && !isToBeShared) return judgeProven(state, {...saved, proof});
	return wanting(withConsent(state, {phase: 'proving', ...saved}), {
		type: 'prove',
		id,
		linkName,
		accessToken: connection.accessToken,
		dataCenter: issued.dataCenter,
		userinfoUrl: consentClient(state).userinfoUrl,
		apiDomain: connection.apiDomain,
		scopes: connection.scopesGranted ?? connection.scopesRequested,
		isToBeShared,
	});
};

/** It works on this machine, whatever became of the way to the store. */
const notShared = ({what}: Refusal, linkName: string): string =>
	`Kept on this machine only. ${what} Then run: zconn share ${linkName}`;

export const proven: During<'proving', 'proven'> = (state, consent, event) => {
	const {phase: _proving, ...saved} = consent;
	const warning = grantsWarning(event.grantsUsed ?? null);
	const notices = warning ? [...saved.notices, warning] : saved.notices;
	return judgeProven(state, {...saved, proof: event.proof, notices}, event.sharing);
};

const judgeProven = (
	state: WizardState,
	grant: NewGrant,
	sharing?: EventOf<'proven'>['sharing'],
): Transition => {
	const {target} = state.context;
	if (target) return judgeNewGrant(state, target, grant);
	const isShared = sharing === undefined || sharing === 'done';
	return finish(state, {...grant, sharing}, isShared ? [] : [notShared(sharing, grant.linkName)]);
};

/** The grant that could not be saved was given back, or not even that. */
export const revoked: During<'revoking', 'unsaved-revoked'> = (state, revoking, {refusal: problem}) => {
	const {id, issued, refusal} = revoking;
	// A token that could neither be saved nor revoked stays in hand: the question is asked again.
	if (problem) {
		return wanting(
			withConsent(state, {phase: 'unsaved', id, issued, refusal: problem, notices: [refusal.what]}),
		);
	}
	const done: Refusal = {...refusal, what: `${refusal.what} The new grant was revoked.`};
	const failed = withConsent(state, {phase: 'failed', refusal: done, stage: 2, notices: []});
	return [failed, [{type: 'end-consent', id}]];
};

/** Gives back what was issued and stands nowhere on disk. */
export const revokeIssued = (
	state: WizardState,
	{id, issued, refusal}: Omit<ConsentOf<'revoking'>, 'phase'>,
): Transition => {
	const {refreshToken, accessToken, noRefreshToken} = issued.connection;
	const client = consentClient(state);
	return wanting(withConsent(state, {phase: 'revoking', id, issued, refusal}), {
		type: 'revoke-unsaved',
		id,
		token: noRefreshToken ? accessToken : refreshToken,
		kind: noRefreshToken ? 'access_token' : 'refresh_token',
		clientId: client.clientId,
		clientSecret: client.clientSecret,
		clientAuth: client.clientAuth ?? issued.service?.clientAuth,
		dataCenter: issued.dataCenter,
		revocationUrl: client.revocationUrl,
	});
};

/** The person's way out when the tokens could not be written. */
export const answerUnsaved: During<'unsaved', 'answered-unsaved'> = (state, consent, event) => {
	const {id, issued, refusal, notices} = consent;
	if (event.choice === 'revoke') {
		// A grant that was there before stays, and a client's own token needs no end.
		return isNewGrant(state) ? revokeIssued(state, {id, issued, refusal}) : fail(state, id, refusal);
	}
	return saveIssued(state, {id, issued, notices}, event.choice === 'other-folder' ? event.folder : undefined);
};
