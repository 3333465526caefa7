import {parseSafeUrl} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {mostRedirects} from '../bounds.js';
import type {FetchRequest} from '../ports.js';

/** What says nothing about the caller: the rest of the headers was meant for the host that was asked. */
const harmless = ['accept', 'accept-language', 'user-agent'];
const reads = new Set(['GET', 'HEAD']);

const notFollowed = (from: URL, location: string): Refusal => ({
	id: 'redirect-refused',
	what: `${from.host} sends the call on to another place, where it was not sent: ${location}`,
	why: 'What a call writes is for the host that was asked, and for no other.',
	next: 'Look at the path and the method. A host that you trust can be called by itself, without this token.',
	exitCode: 4,
});

const nowhere = (what: string, why: string) =>
	refused({
		id: 'network-redirects',
		what,
		why,
		next: 'Check the address; a browser shows where it leads.',
		exitCode: 4,
	});

/** As the Fetch Standard has it (HTTP-redirect fetch, step 11): what a form sent is read from then on, other methods stay. */
const methodAfter = (status: number, method: string): string => {
	if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
	return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
};

const without = (headers: Headers, isUnwanted: (name: string) => boolean): Headers =>
	new Headers([...headers].filter(([name]) => !isUnwanted(name)));

/** The request after a redirect, or why there is none. */
const redirected = (request: FetchRequest, status: number, location: string): Result<FetchRequest> => {
	const from = new URL(request.url);
	const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
	if (!to || !parseSafeUrl(to.href)) {
		return nowhere(
			`${from.host} redirects to an address that is not safe to call.`,
			'Only https can be followed, and http on this machine, without a name or password in it.',
		);
	}
	const method = methodAfter(status, request.method);
	const isSameMethod = method === request.method;
	const headers = isSameMethod
		? request.headers
		: without(request.headers, name => name.startsWith('content-'));
	const next = {...request, url: to.href, method, headers, body: isSameMethod ? request.body : undefined};
	if (to.origin === from.origin) return ok(next);
	if (!reads.has(method) || next.body !== undefined) return refused(notFollowed(from, to.origin));
	return ok({...next, headers: without(headers, name => !harmless.includes(name))});
};

/**
 * Follows redirects. On the same origin all goes along; to another one goes the address alone: no token, no header of the caller's,
 * no body, and only for what reads. Refuses `redirect-refused` and `network-redirects` (exit 4).
 *
 * @param send one try, which follows nothing
 */
export const followRedirects = async (
	request: FetchRequest,
	send: (request: FetchRequest) => Promise<Result<Response>>,
): Promise<Result<Response>> => {
	let current = request;
	for (let count = 0; count <= mostRedirects; count++) {
		const answer = await send(current);
		if (!answer.ok) return answer;
		const {status, headers, body} = answer.value;
		const location = [301, 302, 303, 307, 308].includes(status) ? headers.get('location') : null;
		if (location === null) return answer;
		await body?.cancel();
		const next = redirected(current, status, location);
		if (!next.ok) return next;
		current = next.value;
	}
	const {host} = new URL(request.url);
	return nowhere(`${host} redirects in circles.`, `${mostRedirects} redirects led to no answer.`);
};
