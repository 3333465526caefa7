import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {ApiAnswer, ApiRequest} from '../../io/network/api-call.js';
import {apiRefusal} from '../../io/network/api-refusal.js';
import {explainNetworkFailure} from '../../io/network/refusals.js';
import {createRuntime, type Runtime} from '../../io/runtime.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printData, printRefusal} from '../../kit/output/print.js';
import {visibleControls} from '../../kit/output/terminal-text.js';
import {runtimeOptions} from '../../kit/runtime-options.js';
import {nextPage} from '../../zoho/next-page.js';
import {type ExitCode, ok, type Result, refused} from '../../zoho/refusal.js';
import {readApiRequest} from './request.js';

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const broken = ({address}: ApiAnswer, error: unknown) =>
	refused(explainNetworkFailure(error, {host: new URL(address.url).host}));

/** Whether a body is to be read by people where it is shown; what is for programs alone goes through untouched. */
const isText = ({headers}: Response): boolean => /json|xml|^text\//.test(headers.get('content-type') ?? '');

const laidOut = (text: string): string => {
	const json = parse(text);
	return json === undefined ? text : JSON.stringify(json, undefined, 2);
};

/** The body as it is, as it arrives; on a terminal JSON is laid out for reading, and no text steers it. */
const printBody = async (invocation: Invocation, answer: ApiAnswer): Promise<Result<true>> => {
	const {body} = answer.response;
	const {stdout} = invocation.streams;
	if (body === null) return ok(true);
	try {
		if (stdout.isTTY && isText(answer.response)) {
			printData(invocation.streams, visibleControls(laidOut(await answer.response.text())));
		} else {
			await pipeline(Readable.fromWeb(body), stdout, {end: false});
		}
	} catch (error) {
		// Nobody reads any more, or the disk is full: the stream itself tells what is to be told.
		return invocation.streams.outputError === error ? ok(true) : broken(answer, error);
	}
	return ok(true);
};

/** Prints the body of an answer and says what is wrong with it. */
const finish = async (invocation: Invocation, answer: ApiAnswer): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const printed = await printBody(invocation, answer);
	const refusal = (await apiRefusal(linkName, answer)) ?? (printed.ok ? undefined : printed.refusal);
	return refusal ? printRefusal(invocation, refusal) : 0;
};

/** One page after the other, until there is no more, or one goes wrong; what came until then stays printed. */
const runPages = async (invocation: Invocation, runtime: Runtime, first: ApiRequest): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const {streams} = invocation;
	const call = await runtime.callApi();
	const isSlurped = flagOption(invocation, 'slurp');
	const pages: unknown[] = [];
	const print = (text: string): void =>
		printData(streams, streams.stdout.isTTY ? visibleControls(text) : text);
	let request = first;
	let product: string | undefined;
	for (;;) {
		const answer = await call(linkName, request);
		if (!answer.ok) return printRefusal(invocation, answer.refusal);
		const {response, address} = answer.value;
		product ??= address.productId;
		// Nobody reads what comes.
		if (streams.outputError) return 0;
		if (response.status >= 400 || answer.value.judgement.verdict !== 'works')
			return finish(invocation, answer.value);
		let text: string;
		try {
			text = await response.text();
		} catch (error) {
			return printRefusal(invocation, broken(answer.value, error).refusal);
		}
		const json = parse(text);
		if (isSlurped && json !== undefined) pages.push(json);
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
	const answer = await call(linkName, request);
	return answer.ok ? finish(invocation, answer.value) : printRefusal(invocation, answer.refusal);
};

/** Calls an API. stdout has the body alone, also that of an error: it says what was wrong. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const request = readApiRequest(invocation);
	if (!request.ok) return printRefusal(invocation, request.refusal);
	const runtime = createRuntime(runtimeOptions(invocation));
	const runHow = flagOption(invocation, 'paginate') ? runPages : runOnce;
	const code = await runHow(invocation, runtime, request.value);
	await runtime.close();
	return code;
};
