/** The API Console's client types that bring a grant without a browser window of one's own program, and the one that needs it. */
export const clientTypes = ['server-based', 'self-client', 'non-browser'] as const;
export type ClientType = (typeof clientTypes)[number];

/** The console's own names. */
export const clientTypeNames: Readonly<Record<ClientType, string>> = {
	'server-based': 'Server-based Applications',
	'self-client': 'Self Client',
	'non-browser': 'Non-browser Applications',
};

export const grantTypes = ['authorization-code', 'client-credentials'] as const;
export type GrantType = (typeof grantTypes)[number];

/** Sigma's own names. */
export const grantTypeNames: Readonly<Record<GrantType, string>> = {
	'authorization-code': 'Authorization Code',
	'client-credentials': 'Client Credentials',
};

/**
 * What is wrong with a `soid`, in words; undefined where it can be one.
 *
 * Source: zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html.
 */
export const soidProblem = (soid: string): string | undefined =>
	/^[A-Za-z][A-Za-z0-9]{1,39}\.[0-9]{1,24}$/.test(soid)
		? undefined
		: 'A soid is a service, a dot, an organization ID: ZohoCRM.600123456.';
