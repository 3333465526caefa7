import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {longestPage, longestShown, longestSlurp, mostPages} from '../../io/bounds.js';
import {type ApiAnswer, type ApiRequest, isElsewhere} from '../../io/network/api-call.js';
import {apiRefusal} from '../../io/network/api-refusal.js';
import {explainNetworkFailure} from '../../io/network/refusals.js';
import type {Runtime} from '../../io/runtime.js';
import {unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printData, printRefusal, say} from '../../kit/output/print.js';
import {nextPage} from '../../zoho/next-page.js';
import {type ExitCode, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import {parseJson} from '../../zoho/text.js';
import {readBody, textOf} from './body.js';
import {readApiRequest} from './request.js';

const broken = ({address}: ApiAnswer, error: unknown) =>
	refused(explainNetworkFailure(error, {host: new URL(address.url).host}));

const laidOut = (text: string): string => {
	const json = parseJson(text);
	return json === undefined ? text : JSON.stringify(json, undefined, 2);
};

/** On a terminal JSON is laid out for reading, and nothing steers it, of whatever type it claims to be. */
const show = async ({streams}: Invocation, {response}: ApiAnswer): Promise<Result<true>> => {
	const bytes = await readBody(response, longestShown);
	if (!bytes.ok) return bytes;
	const text = textOf(bytes.value, response.headers.get('content-type'));
	if (!text.ok) return text;
	if (text.value !== '') printData(streams, visibleControls(laidOut(text.value)));
	return ok(true);
};

/** The body: where no person reads it, byte for byte, as it arrives. */
const printBody = async (invocation: Invocation, answer: ApiAnswer): Promise<Result<true>> => {
	const {body} = answer.response;
	const {stdout} = invocation.streams;
	if (body === null) return ok(true);
	try {
		if (stdout.isTTY) return await show(invocation, answer);
		await pipeline(Readable.fromWeb(body), stdout, {end: false});
	} catch (error) {
		// The reader is gone, or the disk is full: the stream itself reports what needs to be reported.
		return invocation.streams.outputError === error ? ok(true) : broken(answer, error);
	}
	return ok(true);
};

/** An answer of another host is told as one, or it would pass for the API's. */
const sayElsewhere = ({streams}: Invocation, {response, address}: ApiAnswer): void => {
	if (!isElsewhere(response, address)) return;
	const [from, to] = [new URL(address.url).host, new URL(response.url).host];
	say(
		streams,
		`! ${from} sent the call on to ${to}, whose answer this is. Neither the token nor your headers went there.`,
	);
};

const finish = async (invocation: Invocation, answer: ApiAnswer): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const printed = await printBody(invocation, answer);
	sayElsewhere(invocation, answer);
	const refusal = (await apiRefusal(linkName, answer)) ?? (printed.ok ? undefined : printed.refusal);
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

/** One page as text, or why it is not all there. */
const readPage = async (answer: ApiAnswer): Promise<Result<string>> => {
	try {
		const bytes = await readBody(answer.response, longestPage);
		return bytes.ok ? ok(bytes.value.toString('utf8')) : bytes;
	} catch (error) {
		return broken(answer, error);
	}
};

/** One page after the other, until there is no more, or one goes wrong; what came until then stays printed. */
const runPages = async (invocation: Invocation, runtime: Runtime, first: ApiRequest): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const {streams} = invocation;
	const call = await runtime.callApi();
	const isSlurped = flagOption(invocation, 'slurp');
	const pages: unknown[] = [];
	const pager = createPager();
	const print = (text: string): void =>
		printData(streams, streams.stdout.isTTY ? visibleControls(text) : text);
	let request = first;
	let product: string | undefined;
	for (;;) {
		const answer = unwrap(await call(linkName, request));
		const {response, address} = answer;
		product ??= address.productId;
		// The reader is gone.
		if (streams.outputError) return 0;
		const isOurs = response.status < 400 && answer.judgement.verdict === 'works';
		if (!isOurs || isElsewhere(response, address)) return finish(invocation, answer);
		const text = unwrap(await readPage(answer));
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

const runOnce = async (invocation: Invocation, runtime: Runtime, request: ApiRequest): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const call = await runtime.callApi();
	return finish(invocation, unwrap(await call(linkName, request)));
};

/** Calls an API. stdout has the body alone, also that of an error: it says what was wrong. */
export const run = withRuntime(
	async (invocation, runtime) => {
		const request = unwrap(readApiRequest(invocation));
		const runHow = flagOption(invocation, 'paginate') ? runPages : runOnce;
		return runHow(invocation, runtime, request);
	},
	() => ({usedBy: 'api'}),
);
