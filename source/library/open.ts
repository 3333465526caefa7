import {isZohos} from '../connection/whose.js';
import {notedToken} from '../io/log/noted-token.js';
import type {ApiRequest} from '../io/network/api-call.js';
import type {AccessToken} from '../io/ports.js';
import {authorizationHeader} from '../zoho/authorization-header.js';
import {errorOf, runtimeFor, unwrap} from './edge.js';
import type {
	ConnectionDetails,
	ConnectionRequest,
	OpenOptions,
	TokenOptions,
	ValidToken,
	ZohoConnection,
} from './types.js';

const validToken = ({accessToken, expiresAt, apiDomain, connection}: AccessToken): ValidToken => ({
	accessToken,
	expiresAt,
	authorization: authorizationHeader(accessToken, isZohos(connection)),
	apiDomain,
});

/** Whatever a body can be, as bytes with the type that belongs to it. */
const requestOf = async (
	path: string,
	{product, signal, method = 'GET', ...init}: ConnectionRequest,
): Promise<ApiRequest> => {
	// The platform knows how to read every kind; the address is of no account.
	const whole = new Request('http://localhost', {...init, method, duplex: 'half'});
	const bytes = init.body == null ? undefined : new Uint8Array(await whole.arrayBuffer());
	return {
		path,
		product,
		method: whole.method,
		headers: whole.headers,
		body: bytes,
		signal: signal ?? undefined,
	};
};

/**
 * As fetch does: a caller that aborts gets its own reason back, at once. A refresh in progress continues, because others
 * share it.
 */
const orAborted = async <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
	signal?.throwIfAborted();
	const {promise: aborted, reject} = Promise.withResolvers<never>();
	const abort = (): void => reject(signal?.reason);
	signal?.addEventListener('abort', abort);
	try {
		return await Promise.race([work(), aborted]);
	} finally {
		signal?.removeEventListener('abort', abort);
	}
};

/**
 * Opens a saved connection. Reads the file once, and throws a `ConnectionError` when there is no such connection.
 *
 * @param linkName as `zconn list` shows it
 */
export const openConnection = (linkName: string, options: OpenOptions = {}): ZohoConnection => {
	const runtime = runtimeFor(options);
	const read = () => unwrap(runtime.store.readOne(linkName));
	const isMissing = (): boolean => {
		const one = runtime.store.readOne(linkName);
		return !one.ok && one.refusal.id === 'no-such-connection';
	};
	// What is not here may be in the shared store, which is asked when something is wanted of it.
	if (!runtime.shared.isKnown || !isMissing()) read();
	const ready = async (): Promise<void> => {
		if (runtime.shared.isKnown && isMissing()) unwrap(await runtime.overlay.pull());
	};
	/** The row as it is now, also where another machine changed it. Without the store: what was read of it last. */
	const readNow = async () => {
		const one = runtime.shared.isKnown ? runtime.store.readOne(linkName) : undefined;
		if (one && (!one.ok || 'shared' in one.value.connection.refreshToken)) await runtime.overlay.pull();
		return read();
	};

	const obtain = async ({minimumSeconds, force}: TokenOptions = {}): Promise<AccessToken> =>
		unwrap(await notedToken(runtime, 'library', linkName, {minimumSeconds, force}));

	return {
		linkName,
		details: async (): Promise<ConnectionDetails> => {
			const {connection} = await readNow();
			const {name, dataCenter, apiDomain, scopesGranted, scopesRequested, account, organization} = connection;
			return {
				linkName,
				name,
				dataCenter,
				apiDomain,
				scopes: scopesGranted ?? scopesRequested,
				account,
				organization,
			};
		},
		accessToken: async tokenOptions => (await obtain(tokenOptions)).accessToken,
		token: async tokenOptions => validToken(await obtain(tokenOptions)),
		fetch: (path, request = {}) =>
			orAborted(request.signal ?? undefined, async () => {
				await ready();
				const call = await runtime.callApi();
				const answer = await call(linkName, await requestOf(String(path), request));
				const {response, refusal} = unwrap(answer);
				if (refusal?.exitCode === 3) throw errorOf(refusal);
				return response;
			}),
		close: runtime.close,
		[Symbol.asyncDispose]: runtime.close,
	};
};
