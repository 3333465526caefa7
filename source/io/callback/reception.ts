import {createHash, timingSafeEqual} from 'node:crypto';
import type http from 'node:http';
import type {Brings} from '../../wizard/effects.js';
import {readWideningQuery} from '../../zoho/consent/widening.js';
import {type CallbackPage, renderCallbackPage, safeHeaders} from './page.js';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time, whatever the lengths. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(hash(left), hash(right));

/** A browser that loads ahead of time says so in one of these; what it loads was not opened by anybody. */
const isPrefetch = ({headers}: http.IncomingMessage): boolean =>
	['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some(name =>
		/prefetch|prerender|preview/i.test(String(headers[name])),
	);

/** What a request is: the awaited answer, a wish for the short link, or something that gets a page of its own. */
type Verdict =
	| {readonly kind: 'short-link'}
	| {readonly kind: 'answer'; readonly query: string}
	| {readonly kind: 'stateless-error'; readonly query: string}
	| CallbackPage;

type Expected = {
	readonly port: number;
	readonly state: string;
	readonly shortPath: string;
	readonly brings: Brings;
};

/** What `readCallback` takes as whole: nothing twice, and a code that is one word. Anything else must not use up the wait. */
const isWhole = (query: URLSearchParams): boolean => {
	if (['code', 'error', 'accounts-server', 'location'].some(name => query.getAll(name).length > 1))
		return false;
	return query.has('error') || /^[!-~]{1,2048}$/.test(query.get('code') ?? '');
};

const judgeCallback = (url: URL, state: string): Verdict => {
	const query = url.searchParams;
	const states = query.getAll('state');
	if (states.length === 0 && query.has('error')) return {kind: 'stateless-error', query: url.search};
	if (states.length !== 1 || !isSame(states[0] ?? '', state)) return {kind: 'other-state'};
	return isWhole(query) ? {kind: 'answer', query: url.search} : {kind: 'nothing-in-it'};
};

/**
 * Zoho ends the page of further scopes without a state. What is no page that somebody is shown (an image, a script of another
 * page) cannot be its end, and says so in this header where a browser sends it.
 */
const judgeWidening = (request: http.IncomingMessage, url: URL, isAskedFor: boolean): Verdict => {
	const isPage = (request.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate';
	const isAnswer = isAskedFor && isPage && readWideningQuery(url.searchParams) !== 'nothing';
	return isAnswer ? {kind: 'answer', query: url.search} : {kind: 'nothing-in-it'};
};

/** A foreign Host means DNS rebinding: a page elsewhere that made its own name point here. */
const judge = (
	request: http.IncomingMessage,
	{port, state, shortPath, brings}: Expected,
	isAskedFor: boolean,
): Verdict => {
	const address = `http://localhost:${port}${request.url ?? ''}`;
	const hosts = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
	if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) return {kind: 'wrong-host'};
	if (!request.url?.startsWith('/') || !URL.canParse(address)) return {kind: 'not-found'};
	const url = new URL(address);
	const isShort = isSame(url.pathname, shortPath);
	if (url.pathname !== '/callback' && !isShort) return {kind: 'not-found'};
	if (request.method !== 'GET') return {kind: 'wrong-method'};
	if (isPrefetch(request)) return {kind: 'prefetch'};
	if (isShort) return {kind: 'short-link'};
	return brings === 'code' ? judgeCallback(url, state) : judgeWidening(request, url, isAskedFor);
};

/**
 * What a callback listener remembers, and how it answers each request; the sockets are none of its business. Exactly one
 * answer is taken: the first request that bears the state and a code or an error. It is held until `answer`.
 *
 * @param onCallback gets the full callback URL, on the redirect URI's own origin
 */
export const createReception = (expected: Expected, onCallback: (url: string) => void) => {
	const redirectUri = `http://localhost:${expected.port}/callback`;
	const held = new Set<http.ServerResponse>();
	const leaving = new Set<Promise<void>>();
	let authorizeUrl: string | undefined;
	let taken: string | undefined;
	let isAnswered = false;
	/** Whether the short link was followed: no answer can come before. */
	let isAskedFor = false;

	const end = (
		response: http.ServerResponse,
		status: number,
		headers: Record<string, string>,
		html: string,
	): void => {
		const left = new Promise<void>(resolve => {
			response.once('close', resolve);
		});
		leaving.add(left);
		void left.then(() => leaving.delete(left));
		response.writeHead(status, headers).end(html);
	};

	const show = (response: http.ServerResponse, page: CallbackPage): void => {
		const {status, headers, html} = renderCallbackPage(page);
		end(response, status, {...headers}, html);
	};

	const receive = (response: http.ServerResponse, query: string): void => {
		// The very same address again is the same browser reloading the page it still waits for.
		if (taken !== undefined && (taken !== query || isAnswered)) {
			show(response, {kind: 'already-used'});
			return;
		}
		held.add(response);
		response.once('close', () => held.delete(response));
		if (taken !== undefined) return;
		taken = query;
		onCallback(`${redirectUri}${query}`);
	};

	const handle = (request: http.IncomingMessage, response: http.ServerResponse): void => {
		const verdict = judge(request, expected, isAskedFor);
		if (verdict.kind === 'answer') receive(response, verdict.query);
		else if (verdict.kind === 'stateless-error') {
			show(response, {kind: 'declined'});
			onCallback(`${redirectUri}${verdict.query}`);
		} else if (verdict.kind !== 'short-link') show(response, verdict);
		else if (authorizeUrl === undefined) show(response, {kind: 'not-found'});
		else {
			isAskedFor = true;
			end(response, 302, {...safeHeaders(), location: authorizeUrl}, '');
		}
	};

	return {
		handle,
		redirectUri,
		setAuthorizeUrl: (url: string): void => {
			authorizeUrl = url;
		},
		answer: (page: CallbackPage): void => {
			isAnswered ||= taken !== undefined;
			for (const response of [...held]) {
				held.delete(response);
				show(response, page);
			}
		},
		/** Resolves when every page that was begun has left. */
		flushed: async (): Promise<void> => {
			await Promise.all([...leaving]);
		},
	};
};
