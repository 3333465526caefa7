import {lookup} from 'node:dns';
import type {LookupFunction} from 'node:net';
import {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {Dispatcher} from 'undici';
import {redact} from '../../connection/secrets/redact.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {readRetryAfter} from '../../zoho/tokens/retry-after.js';
import type {Environment, Fetching, FetchRequest, Http, HttpRequest, HttpResponse} from '../ports.js';
import {limited} from './limited.js';
import {proxyFor, proxySettings} from './proxy.js';
import {followRedirects} from './redirects.js';
import {explainNetworkFailure, isPassing} from './refusals.js';
import type {StreamAnswer, Streaming, StreamRequest} from './streaming.js';

const connectTimeout = 10_000;
const usualLimits = {
	headersTimeout: 20_000,
	bodyTimeout: 20_000,
	/** A body that trickles in forever keeps within `bodyTimeout`; this ends it. */
	whole: 60_000,
	/** After which a person wants to know why nothing happens. */
	silence: 5000,
};
const maximumBody = 1024 * 1024;
const moreTries = 2;
/** A server that asks for more patience than this is not asked again: the answer that says so is handed on. */
const patience = 5000;
const passingStatuses = new Set([502, 503, 504]);

/** An API may think for a while, and what it answers may be long. */
const apiLimits = {headersTimeout: 120_000, bodyTimeout: 120_000};

/** What of undici is part of the program; see `build/plugins/undici.ts`. */
type Undici = Pick<typeof import('undici'), 'EnvHttpProxyAgent' | 'fetch'>;

let isHushed = false;

/** undici says that its SOCKS is experimental; that is for those who write programs, not for those who run one. */
const hushSocks = (): void => {
	if (isHushed) return;
	isHushed = true;
	process.emitWarning = new Proxy(process.emitWarning, {
		apply: (emit, self, given) =>
			String(given[0]).startsWith('SOCKS5 proxy support') ? undefined : Reflect.apply(emit, self, given),
	});
};

/** Names below localhost are this machine (RFC 6761 section 6.3), also where the system's resolver does not know them. */
const lookupHost: LookupFunction = (hostname, options, callback) =>
	lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);

const createDispatcher = (
	undici: Undici,
	environment: Environment,
	limits: Readonly<Record<string, number>> = {maxResponseSize: maximumBody},
): Dispatcher => {
	const proxies = proxySettings(environment);
	const isSocks = [proxies.httpsProxy, proxies.httpProxy].some(proxy => /^socks/i.test(proxy));
	if (isSocks) hushSocks();
	const options = {
		...proxies,
		connect: {timeout: connectTimeout, lookup: lookupHost},
		// With settings for TLS undici would speak TLS to a SOCKS proxy.
		...(isSocks ? {} : {proxyTls: {timeout: connectTimeout}}),
		requestTls: {timeout: connectTimeout},
		...limits,
	};
	try {
		return new undici.EnvHttpProxyAgent(options);
	} catch (cause) {
		throw new Error('The proxy in the environment cannot be used.', {cause});
	}
};

const plainHeaders = (headers: StreamAnswer['headers']): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
		),
	);

const pause = async (attempt: number, signal: AbortSignal, atLeast: number): Promise<void> => {
	await delay(Math.max(atLeast, (200 << attempt) * (0.5 + Math.random())), undefined, {signal});
};

/** How long the server wants to be left alone, in milliseconds. */
const askedToWait = (result: Result<HttpResponse>): number =>
	result.ok ? (readRetryAfter(result.value.headers['retry-after'], Date.now()) ?? 0) : 0;

export type HttpOptions = {
	readonly environment: Environment;
	/** Named in `User-Agent`. */
	readonly version: string;
	/** Gets one redacted line for each try: method, origin and path, status, milliseconds. Never a body or a query. */
	readonly debug?: ((line: string) => void) | undefined;
	/** Gets a line for a person, once a request, when its answer is long in coming. */
	readonly onWait?: ((words: string) => void) | undefined;
	/** For tests: another way to the network than the machine's own. */
	readonly dispatcher?: (() => Promise<Dispatcher>) | undefined;
	/** For tests: milliseconds for headers, for the next part of a body, for all of it, and until the wait is told. */
	readonly limits?: typeof usualLimits | undefined;
	/** For tests: how to wait before try `attempt` + 2, so many milliseconds at least. */
	readonly wait?: ((attempt: number, signal: AbortSignal, atLeast: number) => Promise<void>) | undefined;
};

const load = async ({environment, dispatcher}: HttpOptions) => {
	// The default export: a bundler gives a CommonJS module no other name when it is imported on demand.
	const {default: undici}: {default: Undici} = await import('undici');
	const given = await dispatcher?.();
	return {
		undici,
		dispatcher: given ?? createDispatcher(undici, environment),
		/** For answers that are handed on as they arrive. */
		unhurried: given ?? createDispatcher(undici, environment, apiLimits),
	};
};

type Loaded = Awaited<ReturnType<typeof load>>;

const targetOf = (address: string) => {
	const {origin, pathname, search} = new URL(address);
	return {origin, path: `${pathname}${search}`};
};

const sendOnce = async (
	{dispatcher}: Loaded,
	request: HttpRequest,
	{
		userAgent,
		limits: {headersTimeout, bodyTimeout},
	}: {readonly userAgent: string; readonly limits: typeof usualLimits},
): Promise<HttpResponse> => {
	const form = request.form && new URLSearchParams(request.form).toString();
	const response = await dispatcher.request({
		...targetOf(request.url),
		method: request.method,
		signal: request.signal ?? null,
		headersTimeout,
		bodyTimeout,
		headers: {
			accept: 'application/json',
			'accept-encoding': 'identity',
			'accept-language': 'en',
			'user-agent': userAgent,
			...(form === undefined ? {} : {'content-type': 'application/x-www-form-urlencoded'}),
			...request.headers,
		},
		...(form === undefined ? {} : {body: form}),
	});
	const body = await response.body.text();
	return {status: response.statusCode, headers: plainHeaders(response.headers), body};
};

const fetchOnce = async (
	{undici, unhurried}: Loaded,
	{url, method, body, signal, ...request}: FetchRequest,
	userAgent: string,
): Promise<Response> => {
	const headers = new Headers(request.headers);
	if (!headers.has('user-agent')) headers.set('user-agent', userAgent);
	return undici.fetch(url, {
		method,
		redirect: 'manual',
		headers: [...headers],
		body: body ?? null,
		signal: signal ?? null,
		dispatcher: unhurried,
	});
};

const streamOnce = async (
	{unhurried}: Loaded,
	{url, headers, body, ...request}: StreamRequest,
): Promise<StreamAnswer> => {
	const sent = {...request, ...targetOf(url), headers: [...headers]};
	const given = body instanceof Uint8Array ? body : body && Readable.from(body, {objectMode: false});
	const answer = await unhurried.request(given === undefined ? sent : {...sent, body: given});
	return {status: answer.statusCode, headers: answer.headers, body: answer.body};
};

type Sent = {readonly method: string; readonly url: string; readonly signal?: AbortSignal | undefined};

/** Times, logs, and puts what is thrown into words. */
const createWatch =
	({environment, debug}: HttpOptions) =>
	async <T extends {readonly status: number}>(request: Sent, work: () => Promise<T>): Promise<Result<T>> => {
		const url = new URL(request.url);
		const start = performance.now();
		const log = (ending: string): void => {
			const milliseconds = Math.round(performance.now() - start);
			debug?.(redact(`${request.method} ${url.origin}${url.pathname} → ${ending} in ${milliseconds} ms`));
		};
		try {
			const response = await work();
			log(String(response.status));
			return ok(response);
		} catch (error) {
			// An abort's own reason tells a time limit from a cancellation.
			const cause = request.signal?.aborted ? request.signal.reason : error;
			const failure = explainNetworkFailure(cause, {host: url.host, proxy: proxyFor(environment, url)});
			log(`${failure.id}${failure.detail ? ` ${failure.detail}` : ''}`);
			return refused(failure);
		}
	};

/**
 * The network, through undici: proxy from the environment (never for loopback), time limits, at most 1 MiB of answer,
 * no redirects followed, `Accept-Language: en` because Zoho's error texts follow it. undici is loaded on the first request.
 *
 * A request is tried twice more after a passing failure or 502, 503, 504 when it may be repeated (GET, or `isRepeatable`), and
 * not sooner than `Retry-After` says.
 */
export const createHttp = (options: HttpOptions): Http & Fetching & Streaming => {
	const {wait = pause, limits = usualLimits} = options;
	const userAgent = `zconn/${options.version}`;
	const watched = createWatch(options);
	let loading: Promise<Loaded> | undefined;
	const loaded = (): Promise<Loaded> => {
		loading ??= load(options);
		return loading;
	};

	const trySend = async (asked: HttpRequest): Promise<Result<HttpResponse>> => {
		const signal = limited(asked.signal, limits.whole);
		const request = {...asked, signal};
		const tries = (request.isRepeatable ?? request.method === 'GET') ? 1 + moreTries : 1;
		for (let attempt = 0; ; attempt++) {
			const result = await watched(request, async () =>
				sendOnce(await loaded(), request, {userAgent, limits}),
			);
			const isPassed = result.ok ? !passingStatuses.has(result.value.status) : !isPassing(result.refusal);
			const atLeast = askedToWait(result);
			if (isPassed || attempt + 1 >= tries || signal.aborted || atLeast > patience) return result;
			try {
				await wait(attempt, signal, atLeast);
			} catch {
				return result;
			}
		}
	};

	const send = async (asked: HttpRequest): Promise<Result<HttpResponse>> => {
		const tell = () => options.onWait?.(`Waiting for ${new URL(asked.url).host} to answer …`);
		const telling = setTimeout(tell, limits.silence);
		try {
			return await trySend(asked);
		} finally {
			clearTimeout(telling);
		}
	};

	return {
		send,
		fetch: request =>
			followRedirects(request, one => watched(one, async () => fetchOnce(await loaded(), one, userAgent))),
		stream: request => watched(request, async () => streamOnce(await loaded(), request)),
		close: async () => {
			const open = await loading?.catch(() => undefined);
			loading = undefined;
			await open?.dispatcher.destroy();
			await open?.unhurried.destroy();
		},
	};
};
