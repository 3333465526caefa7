import {parseSafeUrl} from '../../zoho/data-center.js';
import type {Refusal} from '../../zoho/refusal.js';
import {explainThrottle} from '../../zoho/tokens/refusals.js';
import {explainRevoked} from '../changes/revoked.js';
import {mintBudget, mintWindow, waitsForBusy} from '../mint-budget.js';
import {isZohos} from '../whose.js';
import {rowsOf, type SharedGrant} from './record.js';
import {stillRefreshing, storeKeyMissing, toldBefore} from './refusals.js';
import {standsIn, threshold} from './threshold.js';

/** Milliseconds that a claim lasts; more than twice what the request to the server may take, so that its holder is dead when it ends. */
export const leaseTime = 30_000;
/** Milliseconds that the request to the server may take. */
export const requestLimit = 12_000;
/** Milliseconds that a caller waits for another machine's refresh. */
export const waitLimit = 20_000;
/** The same while the old token is good enough to stand in. */
export const shortWaitLimit = 3000;
/** After this time a refusal that counts for all of them is asked for again, by one of them. */
const refusalLife = mintWindow;
/** The refusal of a server after the machine before us died or slept while it refreshed. */
export const refusedAfterTakeover = 'refused-after-takeover';

/** What a caller wants, and what it has seen already. */
export type TokenNeed = {
	/** Undefined: as is usual. */
	readonly minimumSeconds: number | undefined;
	readonly force: boolean;
	/** The sealed token that it does not want again: the one of its first look when forced, or one that an API rejected. */
	readonly unwanted: string | null;
	/** When it came, by the clock of the store. */
	readonly since: number;
	/** 0 to 1: how much earlier than others this machine asks. */
	readonly earliness: number;
	/** Whether it has the key of the refresh token. */
	readonly canRefresh: boolean;
};

export type Decision =
	| {readonly kind: 'answer'}
	| {readonly kind: 'wait'; readonly refusal: Refusal}
	| {readonly kind: 'claim'}
	/** No new token can be had now: the old one where it will do, else the refusal. */
	| {readonly kind: 'make-do'; readonly refusal: Refusal}
	| {readonly kind: 'refuse'; readonly refusal: Refusal};

const secondsLeft = ({accessToken, accessExpiresAt, now}: SharedGrant): number =>
	accessToken !== null && accessExpiresAt !== null ? (accessExpiresAt - now) / 1000 : 0;

/** Whether it was made since the caller came: then no server gives one that lives longer. */
const isNewest = ({accessExpiresAt, accessLife}: SharedGrant, {since}: TokenNeed): boolean =>
	accessExpiresAt !== null && accessLife !== null && accessExpiresAt - accessLife * 1000 > since;

const isFresh = (grant: SharedGrant, need: TokenNeed): boolean =>
	grant.accessToken !== need.unwanted &&
	secondsLeft(grant) >= (isNewest(grant, need) ? 1 : threshold(need, grant.accessLife));

/** Whether the old token may stand in when no new one can be had. */
export const isBetterThanNone = (grant: SharedGrant, need: TokenNeed): boolean =>
	grant.accessToken !== need.unwanted &&
	grant.refusal === null &&
	standsIn(secondsLeft(grant), need.minimumSeconds);

/** Why the server must not be asked now; undefined when nothing stands against it. */
const throttle = (grant: SharedGrant): Refusal | undefined => {
	const rows = rowsOf(grant);
	const budget = rows && mintBudget(rows.connection, grant.now);
	if (!rows || budget?.left !== 0 || budget.until === null) return undefined;
	const {connection, service} = rows;
	const isZoho = isZohos(connection);
	return explainThrottle({
		until: Date.parse(budget.until),
		connection: grant.name,
		otherHost: isZoho ? undefined : parseSafeUrl(service.refreshTokenUrl)?.host,
		isBusy: waitsForBusy(connection, grant.now),
	});
};

/** A failure that happened to another caller while this one waited, or that has to be left alone for the time of a lease. */
const freshDoubt = ({doubt, now}: SharedGrant, {since}: TokenNeed) => {
	if (doubt === null) return undefined;
	const at = Date.parse(doubt.at);
	return at >= since || (doubt.id === refusedAfterTakeover && now < at + leaseTime) ? doubt : undefined;
};

export const decide = (grant: SharedGrant, need: TokenNeed): Decision => {
	const {refusal, now, lease, name} = grant;
	if (refusal?.id === 'revoked') {
		return {kind: 'refuse', refusal: explainRevoked({linkName: name, refusal})};
	}
	if (refusal === null && isFresh(grant, need)) return {kind: 'answer'};
	if (lease !== null && lease.until > now) return {kind: 'wait', refusal: stillRefreshing(name, lease.by)};
	const by = grant.refreshedBy;
	if (refusal !== null && !need.force && Date.parse(refusal.at) > now - refusalLife) {
		return {kind: 'refuse', refusal: toldBefore(refusal, {name, by, isFinal: true})};
	}
	// The same for one who forced it, and found another's refusal when its turn came.
	if (refusal !== null && Date.parse(refusal.at) >= need.since) {
		return {kind: 'refuse', refusal: toldBefore(refusal, {name, by, isFinal: true})};
	}
	const doubt = freshDoubt(grant, need);
	if (doubt) return {kind: 'make-do', refusal: toldBefore(doubt, {name, by, isFinal: false})};
	const throttled = throttle(grant);
	if (throttled) return {kind: 'make-do', refusal: throttled};
	if (!need.canRefresh) {
		const why = `The access token of "${name}" has expired or expires soon, and this machine may only read tokens.`;
		return {kind: 'make-do', refusal: storeKeyMissing('refresh tokens', why)};
	}
	return {kind: 'claim'};
};
