import type {Connection} from '../../connection/connection.js';
import type {ProbeResult, Verdict} from '../../zoho/products/judge.js';
import type {Refusal, Result} from '../../zoho/refusal.js';
import {allowsUserInfo, openIdScope, userInfoScope} from '../../zoho/user-info.js';
import type {Accounts} from '../ports.js';

export type Calls = {
	readonly calls: readonly ProbeResult[];
	/** Of these, the ones that products answered. */
	readonly probes: readonly ProbeResult[];
	readonly account: Connection['account'];
	readonly organization: Connection['organization'];
	/** Why Zoho Accounts could not be reached, when that was it. */
	readonly network: Refusal | undefined;
};

/** What a server said of whose token it is. @param rejected what its refusal means */
const ofAccount = (
	answer: Result<Connection['account']>,
	{product, scope}: Pick<ProbeResult, 'product' | 'scope'>,
	rejected: (refusal: Refusal) => Verdict | undefined,
) => {
	const refusal = answer.ok ? undefined : answer.refusal;
	const verdict = refusal ? (rejected(refusal) ?? 'could-not-tell') : 'works';
	return {
		account: answer.ok ? answer.value : null,
		calls: [{product, verdict, scope}],
		network: refusal?.id.startsWith('network-') ? refusal : undefined,
	};
};

/** What another server than Zoho's says of the token; its APIs are not known. Never refuses. */
export const callElsewhere = async (
	accounts: Accounts,
	userinfoUrl: string,
	accessToken: string,
	signal: AbortSignal,
): Promise<Calls> => {
	const answer = await accounts.identifyAt(userinfoUrl, accessToken, signal);
	const asked = {product: new URL(userinfoUrl).host, scope: openIdScope};
	const who = ofAccount(answer, asked, ({exitCode}) => (exitCode === 3 ? 'token-rejected' : undefined));
	return {...who, probes: [], organization: null};
};

/** Whose token it is, and every product's harmless call that the scopes allow, side by side. Never refuses. */
export const callAll = async (
	accounts: Accounts,
	asked: Parameters<Accounts['probe']>[0],
	signal: AbortSignal,
): Promise<Calls> => {
	const {dataCenter, accessToken, scopes} = asked;
	const [answer, {probes, organization}] = await Promise.all([
		allowsUserInfo(scopes) ? accounts.identify(dataCenter, accessToken, signal) : undefined,
		accounts.probe(asked, signal),
	]);
	const call = {product: 'Zoho Accounts', scope: userInfoScope};
	const who =
		answer && ofAccount(answer, call, ({id}) => (id === 'account-refused' ? 'token-or-scope' : undefined));
	const calls = [...(who?.calls ?? []), ...probes];
	return {calls, probes, account: who?.account ?? null, organization, network: who?.network};
};
