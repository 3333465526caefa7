/**
 * How a client proves itself at a token endpoint (RFC 6749 section 2.3.1): `post` with its secret in the form, `basic` with it in
 * the `Authorization` header, `none` without a secret, as a public client that has PKCE alone (RFC 8252).
 */
export const clientAuths = ['post', 'basic', 'none'] as const;
export type ClientAuth = (typeof clientAuths)[number];

export type Client = {
	readonly clientId: string;
	/** Empty where there is none. */
	readonly clientSecret: string;
	/** Undefined where it is not known: the form is tried, then Basic. Zoho takes the form. */
	readonly clientAuth?: ClientAuth | undefined;
};

const byMethod: ReadonlyMap<string, ClientAuth> = new Map([
	['client_secret_post', 'post'],
	['client_secret_basic', 'basic'],
	['none', 'none'],
]);

/**
 * The way that metadata leaves (RFC 8414 section 2: without a list it is Basic). `find-out` where there are several, because which one
 * a client has to use is said at its registration alone; undefined where there is none that a secret can do.
 */
export const clientAuthOf = (methods: readonly string[] | undefined): ClientAuth | 'find-out' | undefined => {
	if (methods === undefined) return 'find-out';
	const known = methods.flatMap(method => byMethod.get(method) ?? []);
	const [only, ...others] = known.filter(way => way !== 'none');
	if (only === undefined) return known.includes('none') ? 'none' : undefined;
	return others.length > 0 ? 'find-out' : only;
};
