import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {longestPage, longestShown, longestSlurp, mostPages} from '../../io/bounds.js';
import {type ApiAnswer, type ApiRequest, isElsewhere} from '../../io/network/api-call.js';
import {apiRefusal} from '../../io/network/api-refusal.js';
import {unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {note, printData, printRefusal} from '../../kit/output/print.js';
import {nextPage} from '../../zoho/next-page.js';
import type {ExitCode, Refusal} from '../../zoho/refusal.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import {parseJson} from '../../zoho/text.js';
import {broken, readBody, textOf} from './body.js';
import {readApiRequest} from './request.js';

const laidOut = (text: string): string => {
	const json = parseJson(text);
	return json === undefined ? text : JSON.stringify(json, undefined, 2);
};

/** On a terminal JSON is laid out for reading, and nothing steers it, of whatever type it claims to be. */
const show = async ({streams}: Invocation, answer: ApiAnswer): Promise<Refusal | undefined> => {
	const bytes = await readBody(answer, longestShown);
	const text = bytes.ok ? textOf(bytes.value, answer.response.headers.get('content-type')) : bytes;
	if (!text.ok) return text.refusal;
	if (text.value !== '') printData(streams, visibleControls(laidOut(text.value)));
	return undefined;
};

/** The body: where no person reads it, byte for byte, as it arrives. Why it is not all there, where it is not. */
const printBody = async (invocation: Invocation, answer: ApiAnswer): Promise<Refusal | undefined> => {
	const {body} = answer.response;
	const {streams} = invocation;
	if (body === null) return undefined;
	if (streams.stdout.isTTY) return show(invocation, answer);
	try {
		await pipeline(Readable.fromWeb(body), streams.stdout, {end: false});
		return undefined;
	} catch (error) {
		// The reader is gone, or the disk is full: the stream itself reports what needs to be reported.
		return streams.outputError === error ? undefined : broken(answer, error);
	}
};

/** An answer of another host is told as one, or it would pass for the API's. */
const sayElsewhere = (invocation: Invocation, {response, address}: ApiAnswer): void => {
	if (!isElsewhere(response, address)) return;
	const [from, to] = [new URL(address.url).host, new URL(response.url).host];
	note(
		invocation,
		`! ${from} sent the call on to ${to}, whose answer this is. Neither the token nor your headers went there.`,
	);
};

const finish = async (invocation: Invocation, answer: ApiAnswer): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const printed = await printBody(invocation, answer);
	sayElsewhere(invocation, answer);
	const refusal = (await apiRefusal(linkName, answer)) ?? printed;
	return refusal ? printRefusal(invocation, refusal) : 0;
};

const endlessPages = (why: string): Refusal => ({
	id: 'pages-endless',
	what: 'The pages do not end.',
	why,
	next: 'Call single pages instead, or narrow down what is asked for. What was received until then is on stdout.',
	exitCode: 4,
});

/** What was seen of the pages so far; tells when they cannot be the pages of one list. */
const createPager = () => {
	const seen = new Set<string>();
	let length = 0;
	return {
		/** @param kept bytes that stay in memory */
		next: (url: string, kept: number): Refusal | undefined => {
			length += kept;
			if (length > longestSlurp) return endlessPages('--slurp keeps them all, and that is more than it can.');
			if (seen.has(url)) return endlessPages('They go in a circle: an address comes for the second time.');
			if (seen.size >= mostPages) return endlessPages(`There are more than ${mostPages} of them.`);
			seen.add(url);
			return undefined;
		},
	};
};

/** One page after the other, until there is no more, or one goes wrong; what came until then stays printed. */
const runPages = async (
	invocation: Invocation,
	call: (request: ApiRequest) => Promise<ApiAnswer>,
	first: ApiRequest,
): Promise<ExitCode> => {
	const {streams} = invocation;
	const isSlurped = flagOption(invocation, 'slurp');
	const pages: unknown[] = [];
	const pager = createPager();
	const print = (text: string): void =>
		printData(streams, streams.stdout.isTTY ? visibleControls(text) : text);
	let request = first;
	let product: string | undefined;
	for (;;) {
		const answer = await call(request);
		const {response, address} = answer;
		product ??= address.productId;
		// The reader is gone.
		if (streams.outputError) return 0;
		const isOurs = response.status < 400 && answer.judgement.verdict === 'works';
		if (!isOurs || isElsewhere(response, address)) return finish(invocation, answer);
		const text = unwrap(await readBody(answer, longestPage)).toString('utf8');
		const json = parseJson(text);
		const isKept = isSlurped && json !== undefined;
		const endless = pager.next(address.url, isKept ? text.length : 0);
		if (endless) return printRefusal(invocation, endless);
		if (isKept) pages.push(json);
		else if (text !== '') print(text);
		const next = nextPage(address.url, json, product);
		if (next === undefined || next === address.url) break;
		request = {...first, path: next, product: undefined};
	}
	if (isSlurped) print(JSON.stringify(pages));
	return 0;
};

/** Calls an API. stdout has the body alone, also that of an error: it says what was wrong. */
export const run = withRuntime(
	async (invocation, runtime) => {
		const request = readApiRequest(invocation);
		const [linkName = ''] = invocation.positionals;
		const callApi = await runtime.callApi();
		const call = async (one: ApiRequest): Promise<ApiAnswer> => unwrap(await callApi(linkName, one));
		return flagOption(invocation, 'paginate')
			? runPages(invocation, call, request)
			: finish(invocation, await call(request));
	},
	() => ({usedBy: 'api'}),
);
