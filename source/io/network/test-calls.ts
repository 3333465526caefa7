import type {Connection} from '../../connection/connection.js';
import type {DataCenter} from '../../zoho/data-center.js';
import type {ProbeResult, Verdict} from '../../zoho/products/judge.js';
import type {Refusal} from '../../zoho/refusal.js';
import {allowsUserInfo, openIdScope} from '../../zoho/user-info.js';
import type {AccessToken, Accounts} from '../ports.js';

/** All calls of one connection together, in milliseconds. */
const timeLimit = 20_000;

export type Calls = {
	readonly calls: readonly ProbeResult[];
	readonly account: Connection['account'];
	readonly organization: Connection['organization'];
	/** Why Zoho Accounts could not be reached, when that was it. */
	readonly network: Refusal | undefined;
};

const proofs: ReadonlySet<Verdict> = new Set<Verdict>([
	'works',
	'scope-missing',
	'not-allowed',
	'licence-missing',
	'organization-missing',
	'organization-wrong',
]);

/** Verdicts that only a valid token gets. */
export const provesToken = (verdict: Verdict): boolean => proofs.has(verdict);

/** A server rejects the token, or seems to with an ambiguous code, and no server accepts it. */
export const isSuspect = ({calls}: Calls): boolean =>
	!calls.some(({verdict}) => provesToken(verdict)) &&
	calls.some(({verdict}) => verdict === 'token-rejected' || verdict === 'token-or-scope');

/** The word with two meanings gets the one that is left when it is known whether the token lives. */
export const settle = (calls: Calls, isAlive: boolean): Calls => ({
	...calls,
	calls: calls.calls.map(call =>
		call.verdict === 'token-or-scope'
			? {...call, verdict: isAlive ? 'scope-missing' : 'token-rejected'}
			: call,
	),
});

const accountCall = async (
	accounts: Accounts,
	dataCenter: DataCenter,
	accessToken: string,
	signal: AbortSignal,
): Promise<Pick<Calls, 'account' | 'calls' | 'network'>> => {
	const answer = await accounts.identify(dataCenter, accessToken, signal);
	const isRefused = !answer.ok && answer.refusal.id === 'account-refused';
	const verdict = answer.ok ? 'works' : isRefused ? 'token-or-scope' : 'could-not-tell';
	return {
		account: answer.ok ? answer.value : null,
		calls: [{product: 'Zoho Accounts', verdict, scope: 'AaaServer.profile.READ'}],
		network: answer.ok || !answer.refusal.id.startsWith('network-') ? undefined : answer.refusal,
	};
};

/** What another server than Zoho's says of the token; its APIs are not known. Never refuses. */
export const callElsewhere = async (
	accounts: Accounts,
	userinfoUrl: string,
	{accessToken}: AccessToken,
): Promise<Calls> => {
	const answer = await accounts.identifyAt(userinfoUrl, accessToken, AbortSignal.timeout(timeLimit));
	const isRejected = !answer.ok && answer.refusal.exitCode === 3;
	const verdict = answer.ok ? 'works' : isRejected ? 'token-rejected' : 'could-not-tell';
	return {
		account: answer.ok ? answer.value : null,
		calls: [{product: new URL(userinfoUrl).host, verdict, scope: openIdScope}],
		organization: null,
		network: answer.ok || !answer.refusal.id.startsWith('network-') ? undefined : answer.refusal,
	};
};

/** Whose token it is, and every product's harmless call that the scopes allow, side by side. Never refuses. */
export const callAll = async (
	accounts: Accounts,
	dataCenter: DataCenter,
	{accessToken, apiDomain}: AccessToken,
	{scopes, isFreshToken}: {readonly scopes: readonly string[]; readonly isFreshToken: boolean},
): Promise<Calls> => {
	const signal = AbortSignal.timeout(timeLimit);
	const [who, probed] = await Promise.all([
		allowsUserInfo(scopes) ? accountCall(accounts, dataCenter, accessToken, signal) : undefined,
		accounts.probe({dataCenter, apiDomain, accessToken, scopes, isFreshToken}, signal),
	]);
	return {
		calls: [...(who?.calls ?? []), ...probed.probes],
		account: who?.account ?? null,
		organization: probed.organization,
		network: who?.network,
	};
};
