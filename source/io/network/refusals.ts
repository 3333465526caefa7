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
const timeouts = new Set([
	'ETIMEDOUT',
	'UND_ERR_CONNECT_TIMEOUT',
	'UND_ERR_HEADERS_TIMEOUT',
	'UND_ERR_BODY_TIMEOUT',
]);

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

const refusal = (
	id: NetworkRefusalId,
	what: string,
	why: string,
	next: string,
	detail: string,
	exitCode: Refusal['exitCode'] = 4,
): Refusal => ({id, what, why, next, exitCode, ...(detail === '' ? {} : {detail})});

const isTls = (code: string, chain: readonly Error[]): boolean =>
	code.startsWith('ERR_TLS_') ||
	code.startsWith('ERR_SSL_') ||
	code.startsWith('CERT_') ||
	code === 'EPROTO' ||
	chain.some(error => error.message.toLowerCase().includes('certificate'));

/** Where the network may be at fault. */
const seeDoctor = (next: string): string => andDoctor(next, 'looks at the network, the proxy and the clock');

const tls = (host: string, code: string): Refusal => {
	if (selfSigned.has(code)) {
		return refusal(
			'network-tls',
			`The certificate of ${host} was not trusted.`,
			'It was issued by an authority this machine does not know: usually a company proxy that inspects traffic.',
			andDoctor(
				'Save that authority as a PEM file and run again with NODE_EXTRA_CA_CERTS=/path/to/authority.pem.',
				'looks whether that file is taken',
			),
			code,
		);
	}
	const isDate = code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';
	return refusal(
		'network-tls',
		`No safe connection to ${host} could be made.`,
		isDate
			? 'Its certificate is out of date, or the clock of this machine is wrong.'
			: 'The TLS handshake failed; a proxy or a captive network may be answering in its place.',
		isDate
			? andDoctor('Check the date of this machine, then try again.', 'tells the date, and how to set it')
			: seeDoctor(`Open https://${host} in a browser on this machine to see who answers, then try again.`),
		code,
	);
};

/** The words of undici and ours for a proxy that stood in the way; a host may have "proxy" in its name. */
const proxyWords = /^Proxy response \(|^Proxy Authentication Required|^The proxy in the environment/;

const isOfProxy = (chain: readonly Error[]): boolean =>
	chain.some(error => codeOf(error).startsWith('UND_ERR_PRX_') || proxyWords.test(error.message));

const proxied = (asked: Asked, code: string, chain: readonly Error[]): Refusal => {
	const status = chain.map(({message}) => /\((\d{3})\)/.exec(message)?.[1]).find(Boolean);
	return refusal(
		'network-proxy',
		`The proxy${asked.proxy ? ` ${asked.proxy}` : ''} did not let the request through to ${asked.host}.`,
		status === '407'
			? 'It wants a user name and a password, or those in its address are wrong.'
			: 'It refused the tunnel, cannot be reached, or its address is not a URL.',
		seeDoctor(
			`Check HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT), or add ${asked.host} to NO_PROXY where it can be reached directly.`,
		),
		status ? `HTTP ${status}` : code,
	);
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
		return refusal(
			'network-timeout',
			`${host} did not answer in time.`,
			'The network is slow, or something between here and there drops the traffic.',
			seeDoctor('Try again; behind a company network, check HTTPS_PROXY.'),
			code,
		);
	}
	const isProxyGone = asked.proxy !== undefined && (code === 'ECONNREFUSED' || code === 'ENOTFOUND');
	// Before the abort: undici gives a refused tunnel the name and the code of one.
	if (isOfProxy(chain) || isProxyGone) return proxied(asked, code, chain);
	if (chain.some(({name}) => name === 'AbortError') || code === 'UND_ERR_ABORTED') {
		return refusal(
			'canceled',
			'The request was canceled.',
			'It was no longer needed.',
			'Start again.',
			'',
			130,
		);
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'EAI_NODATA') {
		return refusal(
			'network-dns',
			`The name ${host} could not be looked up.`,
			'This machine is offline, its DNS does not answer, or the host name is wrong.',
			seeDoctor('Check the connection (and HTTPS_PROXY behind a company network), then try again.'),
			code,
		);
	}
	if (code === 'ECONNREFUSED' || code === 'ENETUNREACH' || code === 'EHOSTUNREACH') {
		return refusal(
			'network-refused',
			`${host} could not be connected to.`,
			code === 'ECONNREFUSED'
				? 'Nothing listens there, or a firewall turns it away.'
				: 'There is no route to it.',
			seeDoctor('Check the connection and the address, then try again.'),
			code,
		);
	}
	if (selfSigned.has(code) || isTls(code, chain)) return tls(host, code);
	const unsent = ofRequest(code, chain);
	if (unsent) return unsent;
	if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
		return refusal(
			'network-failed',
			`The answer of ${host} was far too long.`,
			'Something that is not an OAuth server answers there.',
			'Check the address, then try again.',
			code,
		);
	}
	return refusal(
		'network-failed',
		`The connection to ${host} broke off.`,
		'The other side, or something in between, closed it before the answer was complete.',
		'Try again in a moment.',
		code,
	);
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
			'The request was not sent.',
			header
				? `One of its headers is the business of the network itself: ${header}.`
				: (method ?? 'It cannot be put on the wire as it is: a header or its length is not allowed.'),
			`${method ? 'Use another method' : 'Leave that header out'}, then run it again.`,
			code,
			2,
		);
	}
	return undefined;
};

/** Whether trying the very same request again may help; a certificate or a wrong name stays what it is. */
export const isPassing = (failure: Refusal): boolean =>
	failure.id === 'network-timeout' ||
	failure.id === 'network-refused' ||
	(failure.id === 'network-dns' && failure.detail === 'EAI_AGAIN') ||
	(failure.id === 'network-failed' && failure.detail !== 'UND_ERR_RES_EXCEEDED_MAX_SIZE');
