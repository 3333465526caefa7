const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

const decode = (text: string): string | undefined => {
	try {
		return text === '' ? undefined : decodeURIComponent(text);
	} catch {
		return undefined;
	}
};

/**
 * Reads `postgres://user:password@host:port/database`; the folder of a Unix socket is given as `?host=/run/postgresql`, as
 * libpq has it (postgresql.org/docs/current/libpq-connect.html, "Connection URIs").
 *
 * @returns undefined for what is no such address; it is never repeated, for it may hold a password
 */
export const parseStoreAddress = (text: string) => {
	// A URL of this scheme needs a host, libpq's does not.
	const filled = text.trim().replace(/^(postgres(?:ql)?:\/\/(?:[^/?#@]*@)?)(?=[/?]|$)/i, '$1localhost');
	if (!/^postgres(?:ql)?:\/\//i.test(filled) || !URL.canParse(filled)) return undefined;
	const url = new URL(filled);
	const socket = url.searchParams.get('host');
	const host = socket || url.hostname.replace(/^\[|\]$/g, '');
	const port = Number(url.port || url.searchParams.get('port') || 5432);
	const user = decode(url.username) ?? url.searchParams.get('user') ?? undefined;
	const database = decode(url.pathname.slice(1)) ?? user ?? 'postgres';
	const isSocket = host.startsWith('/');
	return {
		/** A host, or the folder of a Unix socket. */
		host,
		port,
		database,
		user,
		password: decode(url.password),
		/** Whether nothing leaves the machine; else TLS with the server's name verified is a must. */
		isLocal: isSocket || loopback.test(host),
		/** A file of certificates to trust besides those of the system. */
		rootCertificate: url.searchParams.get('sslrootcert') || undefined,
		/** In words, without user and password. */
		described: `${host}${isSocket ? '' : `:${port}`}, database ${database}`,
	};
};

/** Where the shared store is, of `ZCONN_STORE`. */
export type StoreAddress = Readonly<NonNullable<ReturnType<typeof parseStoreAddress>>>;
