import type {Connection} from '../../connection/connection.js';
import type {ConnectionWithService} from '../../connection/file/format.js';
import {problemOf} from '../../connection/problem.js';
import {isZohos} from '../../connection/whose.js';
import {findDataCenter} from '../../zoho/data-center.js';
import type {Verdict} from '../../zoho/products/judge.js';
import {ok, type Refusal, type Result} from '../../zoho/refusal.js';
import {allowsUserInfo, openIdScope} from '../../zoho/user-info.js';
import {type ManyOptions, sideBySide} from '../network/side-by-side.js';
import {type Calls, callAll, callElsewhere} from '../network/token-calls.js';
import type {AccessToken, TestOutcome} from '../ports.js';
import type {World} from '../world.js';
import {noteOnGrant, nowIn} from './change-row.js';

const atATime = 4;
/** All calls of one connection together, in milliseconds. */
const timeLimit = 20_000;

type Needs = Pick<World, 'store' | 'clock' | 'tokenKeeper' | 'accounts' | 'dataCenters'>;

const proofs: ReadonlySet<Verdict> = new Set<Verdict>([
	'works',
	'scope-missing',
	'not-allowed',
	'licence-missing',
	'organization-missing',
	'organization-wrong',
]);

/** Verdicts that only a valid token gets. */
const provesToken = (verdict: Verdict): boolean => proofs.has(verdict);

/** A server rejects the token, or seems to with an ambiguous code, and no server accepts it. */
const isSuspect = ({calls}: Calls): boolean =>
	!calls.some(({verdict}) => provesToken(verdict)) &&
	calls.some(({verdict}) => verdict === 'token-rejected' || verdict === 'token-or-scope');

/** The word with two meanings gets the one that is left when it is known whether the token lives. */
const settle = (calls: Calls, isAlive: boolean): Calls => ({
	...calls,
	calls: calls.calls.map(call =>
		call.verdict === 'token-or-scope'
			? {...call, verdict: isAlive ? 'scope-missing' : 'token-rejected'}
			: call,
	),
});

const couldNotTell = (linkName: string, network: Refusal | undefined): Refusal =>
	network ?? {
		id: 'test-could-not-tell',
		what: `It is not known whether "${linkName}" works.`,
		why: 'No call that its scopes allow got a clear answer. That does not mean that anything is wrong with the connection.',
		next: `Try again in a minute; --debug shows who answers: zconn test ${linkName} --debug`,
		exitCode: 4,
	};

const stillRejected = (linkName: string, calls: Calls['calls']): Refusal => ({
	id: 'new-token-rejected',
	what: `There is a new token, but ${calls.find(({verdict}) => verdict === 'token-rejected')?.product} rejects it.`,
	why: 'The grant is valid, so reconnecting does not help; the API host may belong to another data center.',
	next: `Look at the API domain with "zconn show ${linkName}", and try again later.`,
	exitCode: 4,
});

/** Exit 4: nothing is asked, and nothing speaks against it. */
const nothingToAsk = (linkName: string): Refusal => ({
	id: 'test-could-not-tell',
	what: `It is not known whether "${linkName}" works.`,
	why: 'Its server gave no refresh token, and no call that would show whether the access token works is known here.',
	next: `Make a call of its API: zconn api ${linkName} https://…`,
	exitCode: 4,
});

const noNewToken = (linkName: string, refusal: Refusal): Refusal => ({
	...refusal,
	what: `The token of "${linkName}" was rejected, and no new one could be obtained. ${refusal.what}`,
	// That all is fine, as it says elsewhere, is not known here.
	why: refusal.id === 'throttled' ? 'Too many tokens were asked for within a short time.' : refusal.why,
});

const refusedWith = (linkName: string, refusal: Refusal, calls: Calls['calls'] = []): TestOutcome => ({
	kind: 'refused',
	linkName,
	refusal,
	calls,
});

/** Whether the token was made by this very test; then it is certainly not dead. */
const isMinted = ({refreshedAt}: Connection, since: number): boolean =>
	refreshedAt.some(at => Date.parse(at) >= since);

/** Whose account, which organization, and when it was proven: written where it says more than the file does. */
const remember = async (world: Needs, used: Connection, calls: Calls, isNewToken: boolean): Promise<void> => {
	const at = nowIn(world);
	await noteOnGrant(world, used, current => {
		const account = calls.account ?? current.account;
		const organization = calls.organization ?? current.organization;
		const isKnown =
			JSON.stringify([account, organization]) === JSON.stringify([current.account, current.organization]);
		// A refresh of a moment ago has said the same already.
		if (isNewToken && isKnown && current.doubt === null) return current;
		return {...current, account, organization, doubt: null, verifiedAt: at};
	});
};

/** A failure that says nothing about the grant; not written again and again while it stays the same. */
const doubt = async (world: Needs, used: Connection, refusal: Refusal): Promise<void> => {
	const at = nowIn(world);
	await noteOnGrant(world, used, current =>
		current.doubt?.id === refusal.id ? current : {...current, doubt: problemOf(refusal, at)},
	);
};

const good = ({expiresAt, connection}: AccessToken, calls: Calls, isNewToken: boolean): TestOutcome => ({
	kind: 'good',
	linkName: connection.linkName,
	name: connection.name,
	expiresAt,
	isNewToken,
	calls: calls.calls,
	account: calls.account ?? connection.account,
	organization: calls.organization ?? connection.organization,
});

const nothingCalled: Calls = {calls: [], probes: [], account: null, organization: null, network: undefined};

/** Where no scope allows a call, a new token is the only way to ask whether the grant lives. */
const testByRefreshing = async (world: Needs, first: AccessToken, since: number): Promise<TestOutcome> => {
	const {linkName} = first.connection;
	if (isMinted(first.connection, since)) return good(first, nothingCalled, true);
	const forced = await world.tokenKeeper.accessToken(linkName, {force: true});
	return forced.ok ? good(forced.value, nothingCalled, true) : refusedWith(linkName, forced.refusal);
};

const judge = async (
	world: Needs,
	token: AccessToken,
	calls: Calls,
	isNewToken: boolean,
): Promise<TestOutcome> => {
	const {connection} = token;
	const {linkName} = connection;
	const isAlive = calls.calls.some(({verdict}) => provesToken(verdict));
	const settled = settle(calls, isAlive || isNewToken);
	const rejected = !isAlive && settled.calls.some(({verdict}) => verdict === 'token-rejected');
	if (rejected || !(isAlive || isNewToken)) {
		const refusal = rejected ? stillRejected(linkName, settled.calls) : couldNotTell(linkName, calls.network);
		await doubt(world, connection, refusal);
		return refusedWith(linkName, refusal, settled.calls);
	}
	await remember(world, connection, settled, isNewToken);
	return good(token, settled, isNewToken);
};

type Caller = (token: AccessToken, isFreshToken: boolean) => Promise<Calls>;

/** What the scopes of a connection let be called; undefined where there is nothing. */
const callerOf = async (
	world: Needs,
	{connection, service}: ConnectionWithService,
): Promise<Result<Caller | undefined>> => {
	const scopes = connection.scopesGranted ?? connection.scopesRequested;
	if (!isZohos(connection)) {
		const {userinfoUrl} = service;
		if (userinfoUrl === undefined || !scopes.includes(openIdScope)) return ok(undefined);
		return ok(async ({accessToken}) =>
			callElsewhere(await world.accounts(), userinfoUrl, accessToken, AbortSignal.timeout(timeLimit)),
		);
	}
	const table = world.dataCenters();
	if (!table.ok) return table;
	const dataCenter = findDataCenter(table.value, connection.dataCenter);
	const {chooseProbes} = await import('../../zoho/products/probes.js');
	const canCall = chooseProbes(scopes).length > 0 || allowsUserInfo(scopes);
	if (!dataCenter || !canCall) return ok(undefined);
	return ok(async ({accessToken, apiDomain}, isFreshToken) => {
		const asked = {dataCenter, accessToken, apiDomain, scopes, isFreshToken};
		return callAll(await world.accounts(), asked, AbortSignal.timeout(timeLimit));
	});
};

/** A token that nothing renews and that its server rejects: the grant is over. */
const refuseUnrenewed = async (
	world: Needs,
	{connection}: AccessToken,
	calls: Calls,
	refusal: Refusal,
): Promise<TestOutcome> => {
	await noteOnGrant(world, connection, current => ({
		...current,
		refusal: problemOf({...refusal, what: 'Its server no longer accepts the access token.'}, nowIn(world)),
	}));
	return refusedWith(connection.linkName, refusal, calls.calls);
};

const testOne = async (world: Needs, linkName: string): Promise<TestOutcome> => {
	const since = world.clock.now();
	const first = await world.tokenKeeper.accessToken(linkName);
	if (!first.ok) return refusedWith(linkName, first.refusal);
	const {connection} = first.value;
	const one = world.store.readOne(linkName);
	if (!one.ok) return refusedWith(linkName, one.refusal);
	const caller = await callerOf(world, {connection, service: one.value.service});
	if (!caller.ok) return refusedWith(linkName, caller.refusal);
	const call = caller.value;
	if (!call && connection.noRefreshToken) return refusedWith(linkName, nothingToAsk(linkName));
	if (!call) return testByRefreshing(world, first.value, since);
	const isNewToken = isMinted(connection, since);
	const calls = await call(first.value, isNewToken);
	if (isNewToken || !isSuspect(calls)) return judge(world, first.value, calls, isNewToken);
	const forced = await world.tokenKeeper.accessToken(linkName, {force: true});
	if (!forced.ok) {
		const {refusal} = forced;
		if (connection.noRefreshToken) return refuseUnrenewed(world, first.value, calls, refusal);
		const told = refusal.exitCode === 4 ? noNewToken(linkName, refusal) : refusal;
		return refusedWith(linkName, told, settle(calls, false).calls);
	}
	return judge(world, forced.value, await call(forced.value, true), true);
};

/**
 * Harmless calls that the granted scopes allow, with the token that is there: none is minted for it, unless it is over, was
 * rejected (one new token, one more try), or no scope allows a call. A missing scope is said of the product and says nothing
 * against the token; only Zoho's refusal of the grant itself marks a connection.
 */
export const testConnections = (
	world: Needs,
	linkNames: readonly string[],
	options?: ManyOptions<TestOutcome>,
): Promise<readonly TestOutcome[]> =>
	sideBySide(linkNames, atATime, linkName => testOne(world, linkName), options);
