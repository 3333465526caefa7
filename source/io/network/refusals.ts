import {andDoctor, type Refusal} from '../../zoho/refusal.js';
import {codeOf} from '../system/error-code.js';

/** Ids of the refusals that say why nothing came back. */
export type NetworkRefusalId =
	| 'network-dns'
	| 'network-refused'
	| 'network-tls'
	| 'network-proxy'
	| 'network-timeout'
	| 'network-failed'
	| 'request-unsendable'
	| 'canceled';

/** What was asked, without anything secret: a host, and the proxy's host when one stood in between. */
export type Asked = {readonly host: string; readonly proxy?: string | undefined};

const selfSigned = new Set([
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const tooLong = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_HEADERS_OVERFLOW']);
const timeouts = new Set([
	'ETIMEDOUT',
	'UND_ERR_CONNECT_TIMEOUT',
	'UND_ERR_HEADERS_TIMEOUT',
	'UND_ERR_BODY_TIMEOUT',
]);

/** No connection was made: with a proxy, none to the proxy. */
const unopened = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/** The error, its causes and, of an attempt on several addresses, each of them: outermost first. */
const chainOf = (error: unknown): readonly Error[] => {
	const chain: Error[] = [];
	const visit = (value: unknown): void => {
		if (!(value instanceof Error) || chain.includes(value) || chain.length > 20) return;
		chain.push(value);
		if (value instanceof AggregateError) value.errors.forEach(visit);
		visit(value.cause);
	};
	visit(error);
	return chain;
};

/** The first code of the chain that names a cause rather than "something failed". */
const telling = (chain: readonly Error[]): string =>
	chain.map(codeOf).find(code => code !== '' && code !== 'UND_ERR_SOCKET') ??
	(chain.some(error => codeOf(error) === 'UND_ERR_SOCKET') ? 'UND_ERR_SOCKET' : '');

type Words = Pick<Refusal, 'what' | 'why' | 'next'>;

const refusal = (
	id: NetworkRefusalId,
	detail: string,
	words: Words,
	exitCode: Refusal['exitCode'] = 4,
): Refusal => ({id, ...words, exitCode, ...(detail === '' ? {} : {detail})});

const isTls = (code: string, chain: readonly Error[]): boolean =>
	code.startsWith('ERR_TLS_') ||
	code.startsWith('ERR_SSL_') ||
	code.startsWith('CERT_') ||
	code === 'EPROTO' ||
	chain.some(error => error.message.toLowerCase().includes('certificate'));

/** Where the network may be at fault. */
const seeDoctor = (next: string): string => andDoctor(next, 'checks the network, the proxy and the clock');

const tls = (host: string, code: string): Refusal => {
	if (selfSigned.has(code)) {
		return refusal('network-tls', code, {
			what: `The certificate of ${host} was not trusted.`,
			why: 'It was issued by an authority this machine does not know: usually a company proxy that inspects traffic.',
			next: andDoctor(
				'Save that authority as a PEM file and run again with NODE_EXTRA_CA_CERTS=/path/to/authority.pem.',
				'checks whether that file is used',
			),
		});
	}
	const isDate = code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';
	const who =
		code === 'ERR_TLS_CERT_ALTNAME_INVALID'
			? 'Its certificate is for another host'
			: 'The TLS handshake failed';
	return refusal('network-tls', code, {
		what: `No safe connection to ${host} could be made.`,
		why: isDate
			? 'Its certificate is out of date, or the clock of this machine is wrong.'
			: `${who}; a proxy or a captive network may be answering in its place.`,
		next: isDate
			? andDoctor('Check the date of this machine, then try again.', 'shows the date, and how to set it')
			: seeDoctor(`Open https://${host} in a browser on this machine to see who answers, then try again.`),
	});
};

/** The words of undici and ours for a proxy that stood in the way; a host may have "proxy" in its name. */
const proxyWords = /^Proxy response \(|^Proxy Authentication Required|^The proxy in the environment/;

const isOfProxy = (chain: readonly Error[]): boolean =>
	chain.some(error => codeOf(error).startsWith('UND_ERR_PRX_') || proxyWords.test(error.message));

const unnamed = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']);
const unconnected = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

const noAccess = 'It wants a user name and a password, or those in its address are wrong.';
const noWay = 'It could not reach that host itself.';
const noName = 'Its own name could not be looked up: this machine is offline, or its address is wrong.';

/** By the status that the proxy answered with. */
const proxyReasons: ReadonlyMap<string, string> = new Map([
	// 401 is what tinyproxy says of a wrong password.
	['401', noAccess],
	['407', noAccess],
	['403', 'Its rules do not allow this host, or connections of this kind.'],
	['502', noWay],
	['503', noWay],
	['504', noWay],
]);

const proxied = (asked: Asked, code: string, chain: readonly Error[]): Refusal => {
	const status = chain.map(({message}) => /\((\d{3})\)/.exec(message)?.[1]).find(Boolean);
	return refusal('network-proxy', status ? `HTTP ${status}` : code, {
		what: `The proxy${asked.proxy ? ` ${asked.proxy}` : ''} did not let the request through to ${asked.host}.`,
		why:
			proxyReasons.get(status ?? '') ??
			(unnamed.has(code) ? noName : undefined) ??
			'It refused the tunnel, cannot be reached, or its address is not a URL.',
		next: seeDoctor(
			`Check HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT), or add ${asked.host} to NO_PROXY where it can be reached directly.`,
		),
	});
};

/**
 * Puts a failure of the network into words. `network-…` refusals say nothing about a grant (exit 4); `canceled` is ours.
 *
 * @param error what undici or node threw: its code, its causes and the parts of an AggregateError are looked at
 */
export const explainNetworkFailure = (error: unknown, asked: Asked): Refusal => {
	const chain = chainOf(error);
	const code = telling(chain);
	const {host} = asked;
	if (chain.some(({name}) => name === 'TimeoutError') || timeouts.has(code)) {
		return refusal('network-timeout', code, {
			what: `${asked.proxy && unopened.has(code) ? `The proxy ${asked.proxy}` : host} did not answer in time.`,
			why: 'The network is slow, or something between here and there drops the traffic.',
			next: seeDoctor('Try again; behind a company network, check HTTPS_PROXY.'),
		});
	}
	// Where there is a proxy, its name alone is looked up here, and it alone is connected to.
	const isProxyGone = asked.proxy !== undefined && (unconnected.has(code) || unnamed.has(code));
	// Before the abort: undici gives a refused tunnel the name and the code of one.
	if (isOfProxy(chain) || isProxyGone) return proxied(asked, code, chain);
	if (chain.some(({name}) => name === 'AbortError') || code === 'UND_ERR_ABORTED') {
		return refusal(
			'canceled',
			'',
			{what: 'The request was canceled.', why: 'It was no longer needed.', next: 'Start again.'},
			130,
		);
	}
	if (unnamed.has(code)) {
		return refusal('network-dns', code, {
			what: `The name ${host} could not be looked up.`,
			why: 'This machine is offline, its DNS does not answer, or the host name is wrong.',
			next: seeDoctor('Check the connection (and HTTPS_PROXY behind a company network), then try again.'),
		});
	}
	if (unconnected.has(code)) {
		const isRefused = code === 'ECONNREFUSED';
		return refusal('network-refused', code, {
			what: `${host} could not be connected to.`,
			why: isRefused ? 'Nothing listens there, or a firewall blocks it.' : 'There is no route to it.',
			next: seeDoctor('Check the connection and the address, then try again.'),
		});
	}
	if (selfSigned.has(code) || isTls(code, chain)) return tls(host, code);
	const unsent = ofRequest(code, chain);
	if (unsent) return unsent;
	if (tooLong.has(code)) {
		return refusal('network-failed', code, {
			what: `The answer of ${host} was far too long.`,
			why: 'Something that is not an OAuth server answers there.',
			next: 'Check the address, then try again.',
		});
	}
	return refusal('network-failed', code, {
		what: `The connection to ${host} broke off.`,
		why: 'The other side, or something in between, closed it before the answer was complete.',
		next: 'Try again in a moment.',
	});
};

/** undici will not put everything on the wire: some headers are the business of the network alone. */
const unsendable = new Set([
	'UND_ERR_INVALID_ARG',
	'UND_ERR_NOT_SUPPORTED',
	'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** What was never sent is no connection that broke off. */
const ofRequest = (code: string, chain: readonly Error[]): Refusal | undefined => {
	const said = (pattern: RegExp) => chain.find(({message}) => pattern.test(message))?.message;
	const header = said(/^invalid .*header|header not supported|header value/i);
	const method = said(/HTTP method/i);
	if (unsendable.has(code) || header || method) {
		return refusal(
			'request-unsendable',
			code,
			{
				what: 'The request was not sent.',
				why: header
					? `One of its headers is set by the network layer itself: ${header}.`
					: (method ?? 'It cannot be sent as it is: a header or its length is not allowed.'),
				next: `${method ? 'Use another method' : 'Leave that header out'}, then run it again.`,
			},
			2,
		);
	}
	return undefined;
};

/** Whether trying the very same request again may help; a certificate or a wrong name stays what it is. */
export const isPassing = (failure: Refusal): boolean =>
	failure.id === 'network-timeout' ||
	failure.id === 'network-refused' ||
	((failure.id === 'network-dns' || failure.id === 'network-proxy') && failure.detail === 'EAI_AGAIN') ||
	(failure.id === 'network-failed' && !tooLong.has(failure.detail ?? ''));
