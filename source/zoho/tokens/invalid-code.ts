import {codeLifetimeSeconds, refreshTokensPerUserAndClient} from '../limits.js';
import type {Refusal} from '../refusal.js';
import {dayOf, type TokenErrorInput, type TokenEvidence} from './evidence.js';
import {reconnect} from './refusals.js';

type Cause = {readonly what: string; readonly why: string; readonly next?: string};

const isElsewhere = ({askedDataCenter, issuedBy}: TokenEvidence): boolean =>
	askedDataCenter !== undefined && issuedBy !== undefined && askedDataCenter.id !== issuedBy.id;

const ageCause = (seconds: number): Cause | undefined => {
	const {finance, accounts, crm} = codeLifetimeSeconds;
	const age = `The code was ${Math.round(seconds)} seconds old.`;
	if (seconds > crm) return {what: age, why: 'No code lives longer than 3 minutes.'};
	if (seconds > accounts) return {what: age, why: 'Zoho Accounts lets a code live for 2 minutes.'};
	if (seconds > finance) {
		return {what: age, why: "Zoho's finance products let a code live for 60 seconds only."};
	}
	return undefined;
};

/** The likeliest reason for which a code was refused: spent, wrong data center, too old, unknown data center, else. */
const codeCause = (evidence: TokenEvidence): Cause => {
	const {askedDataCenter: asked, issuedBy, secondsSinceCode: seconds, alreadySpent} = evidence;
	if (alreadySpent === true) {
		return {what: 'The code had been used before.', why: 'A code works once; a second use is refused.'};
	}
	if (isElsewhere(evidence)) {
		return {
			what: `The code was issued by ${issuedBy?.name}, but ${asked?.name} was asked.`,
			why: 'A code can be exchanged only in the data center that issued it.',
		};
	}
	const tooOld = seconds === undefined ? undefined : ageCause(seconds);
	if (tooOld) return tooOld;
	if (asked && !issuedBy) {
		return {
			what: `${asked.name} does not know this code.`,
			why: 'A bare code does not name its data center; the account may live in another one.',
			next: 'Connect again and paste the whole address instead of the code alone.',
		};
	}
	const age = seconds === undefined ? '' : `${Math.round(seconds)} seconds old, `;
	return {
		what: 'The code was refused.',
		why: `It was ${age}not used from here, and asked for in the right place; something else may have used it first, such as a link preview.`,
	};
};

/** The likeliest reason for which a refresh token was refused. */
const refreshCause = (evidence: TokenEvidence): Cause => {
	const {askedDataCenter: asked, issuedBy} = evidence;
	if (isElsewhere(evidence)) {
		return {
			what: `The grant is from ${issuedBy?.name}, but ${asked?.name} was asked.`,
			why: 'A refresh token works only in the data center that issued it.',
		};
	}
	const day = dayOf(evidence.lastRefreshedAt);
	const others = 'revoked under Connected Apps, a changed password, or a deleted client';
	return {
		what: 'Zoho no longer accepts the refresh token.',
		why:
			day === undefined
				? `It was revoked or pushed out by newer consents (Zoho keeps ${refreshTokensPerUserAndClient} per user and client); also possible: a changed password or a deleted client.`
				: `It worked on ${day}. Most often newer consents pushed it out (Zoho keeps ${refreshTokensPerUserAndClient} per user and client); also possible: ${others}.`,
	};
};

/**
 * Explains `invalid_code` (and `invalid_grant`, its name in RFC 6749), Zoho's one word for a code and for a refresh
 * token that it does not accept: one ranked cause.
 *
 * Sources: zoho.com/accounts/protocol/oauth/web-apps/access-token.html; Zoho's FAQ "Will the refresh tokens expire?".
 */
export const explainInvalidCode = ({evidence, grantType}: TokenErrorInput): Refusal => {
	const cause = grantType === 'refresh_token' ? refreshCause(evidence) : codeCause(evidence);
	const next =
		evidence.connection === undefined
			? 'Connect again: a new consent brings a new code.'
			: `Run: ${reconnect(evidence.connection)}`;
	return {id: 'invalid-code', exitCode: 3, next, ...cause};
};
