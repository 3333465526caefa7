import http from 'node:http';
import type {Duplex, Readable} from 'node:stream';
import {ok, type Refusal, refused} from '../../zoho/refusal.js';
import {longestCall, longestInput, longestStreamed, mostCalls} from '../bounds.js';
import {isSame} from '../callback/doors.js';
import {bindAny, bindBoth, endServers} from '../callback/loopback.js';
import {callUse} from '../log/calls.js';
import type {NoteUse} from '../log/note.js';
import {createUpload} from './bodies.js';
import {type CallWorld, type Passed, passOn} from './call.js';
import {type Door, readTarget, type Target, whyNotIn} from './entrance.js';
import {headersForProgram} from './headers.js';
import {oddMethod, oddRequest, portTaken, statusOf, tooLong, tooMany} from './refusals.js';

/** A socket on which nothing moves in either direction for so long is closed; an API may think for two minutes. */
const silence = 150_000;
const headersWait = 20_000;
const longestHeaders = 32 * 1024;

export type ProxyOptions = CallWorld & {
	readonly names: readonly string[];
	/** Undefined for any free one. */
	readonly port: number | undefined;
	/** A refusal as the body of an answer, with commands as a person types them here. */
	readonly tell: (refusal: Refusal) => string;
	readonly noteUse: NoteUse;
};

const headOfRefusal = (body: string, refusal: Refusal) => ({
	'content-type': 'application/json',
	'content-length': Buffer.byteLength(body),
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	'x-zconn-refusal': refusal.id,
	...(refusal.id === 'proxy-key-missing' ? {'www-authenticate': 'Bearer realm="zconn proxy"'} : {}),
});

const refuse = (response: http.ServerResponse, refusal: Refusal, tell: ProxyOptions['tell']): void => {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	const body = tell(refusal);
	// What is left of a body that is not wanted is not read.
	const ends = response.req.complete ? {} : {connection: 'close'};
	response.writeHead(statusOf(refusal), {...headOfRefusal(body, refusal), ...ends}).end(body);
};

/** On a socket that Node has no answer for: no HTTP, `CONNECT`, an upgrade. */
const refuseRaw = (socket: Duplex, refusal: Refusal, tell: ProxyOptions['tell']): void => {
	if (!socket.writable) {
		socket.destroy();
		return;
	}
	const status = statusOf(refusal);
	const body = tell(refusal);
	const lines = Object.entries(headOfRefusal(body, refusal)).map(([name, value]) => `${name}: ${value}`);
	socket.end(
		`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`,
		() => socket.destroy(),
	);
};

/** Until the last byte is written; rejects where either side breaks off. `pipeline` would take as long for this as all the rest of a short call. */
const pour = (body: Readable, response: http.ServerResponse): Promise<void> =>
	new Promise((resolve, reject) => {
		const broken = (error?: Error): void => {
			body.destroy();
			reject(error ?? new Error('One side closed the connection.'));
		};
		body.once('error', broken);
		body.once('close', () => {
			if (!body.readableEnded) broken();
		});
		response.once('close', () => {
			if (!response.writableFinished) broken();
		});
		response.once('finish', resolve);
		if (body.destroyed || response.destroyed) broken();
		else body.pipe(response);
	});

/** Hands an answer on as it comes; a program that reads slowly slows the API down. */
const handOn = async (
	response: http.ServerResponse,
	{answer, token, look, location}: Passed,
	controller: AbortController,
): Promise<void> => {
	const {status, headers, body} = answer;
	response.writeHead(status, headersForProgram(headers, token, location));
	for (const part of look?.start ?? []) response.write(part);
	if (look?.isWhole) {
		response.end();
		return;
	}
	let length = 0;
	body.on('data', (part: Uint8Array) => {
		length += part.length;
		if (length > longestStreamed) controller.abort();
	});
	await pour(body, response);
};

type Exchange = {
	readonly request: http.IncomingMessage;
	readonly response: http.ServerResponse;
	/** Whether the program waits to be told that its body is wanted. */
	readonly isExpecting: boolean;
};

const exchange = async (
	options: ProxyOptions,
	target: Target,
	{request, response, isExpecting}: Exchange,
): Promise<number | string> => {
	const {method = 'GET', rawHeaders, headers} = request;
	const controller = new AbortController();
	const limit = setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), longestCall);
	response.once('close', () => {
		if (!response.writableFinished) controller.abort();
	});
	const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
	const upload = hasBody ? createUpload(request) : undefined;
	if (isExpecting) response.writeContinue();
	try {
		const {signal} = controller;
		const passed = await passOn(options, {target, method, rawHeaders, upload, signal});
		if (passed.ok) {
			await handOn(response, passed.value, controller);
			return passed.value.answer.status;
		}
		const refusal = upload?.isTooLong() ? tooLong(longestInput) : passed.refusal;
		refuse(response, refusal, options.tell);
		return refusal.id;
	} catch {
		// It broke off on one of the two sides; the other one sees that too.
		response.destroy();
		return 'network-failed';
	} finally {
		clearTimeout(limit);
	}
};

const listenerFor = (options: ProxyOptions, doorAt: () => Door) => {
	const {tell, noteUse} = options;
	let running = 0;
	return (request: http.IncomingMessage, response: http.ServerResponse, isExpecting: boolean): void => {
		request.on('error', () => undefined);
		response.on('error', () => undefined);
		const {method = '', url = '', rawHeaders, headers} = request;
		const why = whyNotIn({method, target: url, rawHeaders}, doorAt());
		const target = why ? refused(why) : readTarget(url, options.names);
		if (!target.ok) {
			refuse(response, target.refusal, tell);
			return;
		}
		const {linkName, path} = target.value;
		const note = (end: number | string): void =>
			noteUse(callUse('proxy', {connection: linkName, method, path}, end));
		const isTooLong = Number(headers['content-length'] ?? 0) > longestInput;
		const unfit = isTooLong ? tooLong(longestInput) : running >= mostCalls ? tooMany(mostCalls) : undefined;
		if (unfit) {
			refuse(response, unfit, tell);
			note(unfit.id);
			return;
		}
		running++;
		void exchange(options, target.value, {request, response, isExpecting}).then(end => {
			running--;
			note(end);
		});
	};
};

const createServer = (options: ProxyOptions, doorAt: () => Door): http.Server => {
	const {tell} = options;
	const listen = listenerFor(options, doorAt);
	const server = http.createServer({
		maxHeaderSize: longestHeaders,
		headersTimeout: headersWait,
		requestTimeout: longestCall,
		keepAliveTimeout: 60_000,
		insecureHTTPParser: false,
		// Told in our words, by the check of hosts.
		requireHostHeader: false,
		noDelay: true,
	});
	server.timeout = silence;
	server.maxConnections = 2 * mostCalls;
	server.on('request', (request, response) => listen(request, response, false));
	server.on('checkContinue', (request, response) => listen(request, response, true));
	server.on('checkExpectation', (_request, response) =>
		refuse(response, oddRequest('It expects something else than "100-continue".'), tell),
	);
	server.on('connect', (_request, socket) => refuseRaw(socket, oddMethod('CONNECT'), tell));
	server.on('upgrade', (_request, socket) =>
		refuseRaw(socket, oddRequest('It asks for another protocol on the same connection.'), tell),
	);
	server.on('clientError', (_error, socket) =>
		refuseRaw(
			socket,
			oddRequest('It is no HTTP, its length is given in two ways, or its head is too long.'),
			tell,
		),
	);
	return server;
};

/**
 * Opens an HTTP door on both loopback addresses, never wider. What comes in with the key goes to the hosts of the connections that
 * are served, and nowhere else. Refuses `proxy-port-taken` (exit 4).
 */
export const openLocalProxy = async (options: ProxyOptions) => {
	const {names, key} = options;
	let port = 0;
	const door = (): Door => ({port, names, isKey: text => isSame(text, key)});
	const create = (): http.Server => createServer(options, door);
	const bound = await (options.port === undefined ? bindAny(create) : bindBoth(options.port, create));
	if (!bound) return refused(portTaken(options.port));
	({port} = bound);
	/** `http://127.0.0.1:PORT` */
	const url = `http://127.0.0.1:${port}`;
	return ok({url, close: () => endServers(bound)});
};
