import type http from 'node:http';
import type {Brings, Stray} from '../../wizard/effects.js';
import {isCode} from '../../zoho/client.js';
import {readWideningQuery} from '../../zoho/consent/widening.js';
import {bringsCookie, cookieHeader, type Door, isSame} from './doors.js';
import {type Place, renderCallbackPage, safeHeaders} from './page.js';
import {isOfOtherUser} from './peer.js';
import type {CallbackPage} from './words.js';

/** A browser that loads ahead of time says so in one of these; no person has opened what it loads. */
const isPrefetch = ({headers}: http.IncomingMessage): boolean =>
	['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some(name =>
		/prefetch|prerender|preview/i.test(String(headers[name])),
	);

/** What a request is: the awaited answer, a browser on its way to the consent page, or something that gets a page of its own. */
type Verdict =
	| {readonly kind: 'link'; readonly door: Door}
	| {readonly kind: 'answer'; readonly query: string}
	| CallbackPage;

type Expected = {
	readonly port: number;
	/** Of the redirect URI; another program listens there where only the links are answered. */
	readonly callbackPort: number;
	/** The link that people copy, and the one that stands in the arguments of the browser's launcher. */
	readonly doors: readonly Door[];
	readonly brings: Brings;
	readonly cookieSeconds: number;
	/** Whom the browser's link is for. */
	readonly userId: number | undefined;
	/** What the pages say of where they come from. */
	readonly place: Place;
	/** Milliseconds after which a browser is told that the terminal still works on the answer. */
	readonly patience: number;
};

/** What `readCallback` takes as whole: nothing twice, and a code that is one word. Anything else must not use up the wait. */
const isWhole = (query: URLSearchParams): boolean => {
	if (['code', 'error', 'accounts-server', 'location'].some(name => query.getAll(name).length > 1))
		return false;
	return query.has('error') || isCode(query.get('code') ?? '');
};

const judgeCallback = (request: http.IncomingMessage, url: URL, {port, doors}: Expected): Verdict => {
	const query = url.searchParams;
	const states = query.getAll('state');
	if (states.length === 0 && query.has('error')) return {kind: 'stateless-error'};
	// Every state is compared, so that the time says nothing of which one was close.
	const [door] = doors.filter(({state}) => isSame(states[0] ?? '', state));
	if (states.length !== 1 || !door) return {kind: 'other-state'};
	if (!bringsCookie(request, port, door)) return {kind: 'other-browser'};
	return isWhole(query) ? {kind: 'answer', query: url.search} : {kind: 'unusable'};
};

/** Whether a person is shown what is asked for: no frame, image or script of another page. Not every browser says so. */
const isPage = ({headers}: http.IncomingMessage): boolean =>
	(headers['sec-fetch-mode'] ?? 'navigate') === 'navigate' &&
	(headers['sec-fetch-dest'] ?? 'document') === 'document';

/** Zoho ends the page of further scopes without a state, so it is the cookie that tells whose browser comes back. */
const judgeWidening = (request: http.IncomingMessage, url: URL, {port, doors}: Expected): Verdict => {
	if (!isPage(request) || readWideningQuery(url.searchParams) === 'nothing') return {kind: 'nothing-in-it'};
	return doors.some(door => bringsCookie(request, port, door))
		? {kind: 'answer', query: url.search}
		: {kind: 'other-browser'};
};

/** One Host, and ours. A foreign one means DNS rebinding: a page elsewhere that made its own name point here. */
const isForUs = ({headersDistinct: {host = []}}: http.IncomingMessage, port: number): boolean =>
	host.length === 1 &&
	[`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`].includes(host[0]?.toLowerCase() ?? '');

const isForm = ({method, headers}: http.IncomingMessage): boolean =>
	method === 'POST' && /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');

const judge = (request: http.IncomingMessage, expected: Expected): Verdict => {
	const {port, callbackPort, doors, brings} = expected;
	const address = `http://localhost:${port}${request.url ?? ''}`;
	if (!isForUs(request, port)) return {kind: 'wrong-host'};
	if (!request.url?.startsWith('/') || !URL.canParse(address)) return {kind: 'not-found'};
	const url = new URL(address);
	const door = doors.find(({path}) => isSame(url.pathname, path));
	const isCallback = url.pathname === '/callback' && port === callbackPort;
	if (!isCallback && !door) return {kind: url.pathname.startsWith('/go/') ? 'link-over' : 'not-found'};
	if (isCallback && isForm(request)) return {kind: 'form-post'};
	if (request.method !== 'GET') return {kind: 'wrong-method'};
	if (isPrefetch(request)) return {kind: 'prefetch'};
	if (door) return {kind: 'link', door};
	return brings === 'code' ? judgeCallback(request, url, expected) : judgeWidening(request, url, expected);
};

/** Pages of callbacks that came and do not count, which the terminal tells as well. */
const strays: Partial<Readonly<Record<CallbackPage['kind'], Stray>>> = {
	'other-state': 'other-state',
	'other-browser': 'other-browser',
	unusable: 'unusable',
	'stateless-error': 'stateless-error',
	'form-post': 'form-post',
	'link-used': 'link-used',
	'other-user': 'other-user',
	'wrong-host': 'wrong-host',
};

/** Sends pages, and knows which of them are still on their way. */
const createPages = ({place}: Expected, onStray: (stray: Stray) => void) => {
	const leaving = new Set<Promise<void>>();

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
		const stray = strays[page.kind];
		if (stray) onStray(stray);
		const {status, headers, html} = renderCallbackPage(page, place);
		end(response, status, {...headers}, html);
	};

	return {
		end,
		show,
		/** Resolves when every page that was begun has left. */
		flushed: async (): Promise<void> => {
			await Promise.all([...leaving]);
		},
	};
};

/** Leads who follows a link to its address, once for each browser. */
const createLinks = (
	expected: Expected,
	{end, show}: ReturnType<typeof createPages>,
	isOver: () => boolean,
) => {
	const visited = new Set<Door>();
	let addresses: readonly string[] = [];

	const lead = (request: http.IncomingMessage, response: http.ServerResponse, door: Door): void => {
		const {port, doors, cookieSeconds, userId} = expected;
		const address = addresses[doors.indexOf(door)];
		// Where that is told, another user cannot even be the first.
		if (door.isInArguments && isOfOtherUser(request.socket, userId)) {
			show(response, {kind: 'other-user'});
			return;
		}
		// The browser that came first may come back: a reload, or a session that it restores.
		const isUsed = visited.has(door) && !bringsCookie(request, port, door);
		if (isOver()) {
			show(response, {kind: 'link-over'});
			return;
		}
		if (address === undefined || isUsed) {
			show(response, {kind: isUsed ? 'link-used' : 'not-found'});
			return;
		}
		visited.add(door);
		end(response, 302, {...safeHeaders(), ...cookieHeader(port, door, cookieSeconds), location: address}, '');
	};

	return {
		lead,
		/** Where the links lead, in the order of the doors. */
		setAddresses: (...next: readonly string[]): void => {
			addresses = next;
		},
	};
};

/**
 * What a callback listener remembers, and how it answers each request; the sockets are none of its business. Exactly one
 * answer is taken: the first request that bears a state (with its cookie, where it needs one) and a code or an error. It is
 * held until `answer`.
 *
 * @param on.callback gets the full callback URL, on the redirect URI's own origin
 */
export const createReception = (
	expected: Expected,
	on: {readonly callback: (url: string) => void; readonly stray: (stray: Stray) => void},
) => {
	const redirectUri = `http://localhost:${expected.callbackPort}/callback`;
	const held = new Set<http.ServerResponse>();
	let taken: string | undefined;
	let isAnswered = false;

	const pages = createPages(expected, on.stray);
	const {show, flushed} = pages;
	const {lead, setAddresses} = createLinks(expected, pages, () => isAnswered);

	const receive = (response: http.ServerResponse, query: string): void => {
		// The very same address again is the same browser reloading the page it still waits for.
		if (taken !== undefined && (taken !== query || isAnswered)) {
			show(response, {kind: 'already-used'});
			return;
		}
		held.add(response);
		const timer = setTimeout(() => {
			if (held.delete(response)) show(response, {kind: 'still-working'});
		}, expected.patience);
		response.once('close', () => {
			clearTimeout(timer);
			held.delete(response);
		});
		if (taken !== undefined) return;
		taken = query;
		on.callback(`${redirectUri}${query}`);
	};

	return {
		redirectUri,
		handle: (request: http.IncomingMessage, response: http.ServerResponse): void => {
			const verdict = judge(request, expected);
			if (verdict.kind === 'answer') receive(response, verdict.query);
			else if (verdict.kind === 'link') lead(request, response, verdict.door);
			else show(response, verdict);
		},
		setAddresses,
		answer: (page: CallbackPage): void => {
			isAnswered ||= taken !== undefined;
			for (const response of [...held]) {
				held.delete(response);
				show(response, page);
			}
		},
		flushed,
	};
};
