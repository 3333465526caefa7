import {createServer, type RequestListener} from 'node:http';
import {runProgram} from '../helpers/program.js';
import type {Figures} from './figures.js';
import {openMachine} from './machine.js';

/** A server for one part of the soak. */
export const serve = async (
	handle: RequestListener,
): Promise<AsyncDisposable & {readonly origin: string}> => {
	const server = createServer(handle);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	return {
		origin: `http://localhost:${address.port}`,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			await new Promise(resolve => {
				server.close(resolve);
			});
		},
	};
};

type Reply = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

const html = '<!DOCTYPE html><title>Sign in</title>';

const replies: readonly Reply[] = [
	...[200, 400, 401, 403, 404, 429, 500, 502, 503].flatMap((status): readonly Reply[] => [
		[status, ''],
		[status, html],
		[status, '{"access_tok'],
	]),
	...[301, 302, 303, 307, 308].map((status): Reply => [status, '', {location: '/stolen'}]),
	[200, '{"access_token":""}'],
	[200, '{"access_token":"a b"}'],
	[200, '{"access_token":["a"]}'],
	[200, '{"access_token":"\\u001b]0;x\\u0007"}'],
	[200, `{"access_token":"${'a'.repeat(20_000)}"}`],
	[200, '{"error":"invalid_grant","access_token":"a"}'],
	[200, '{"error":"invalid_grant"}'],
	[400, '{"error":"invalid_client","error_description":"\\u001b[2J"}'],
	[200, 'null'],
	[200, '[]'],
	[200, '['.repeat(10_000)],
	[200, '{"status":"failure","data":{"error_code":"INVALID_INPUT"}}'],
	[429, '', {'retry-after': '999999999999'}],
];

/** Token servers that answer anything but a token. The refresh token stays, no redirect is followed, no token is printed. */
export const soakServers = async (most = replies.length): Promise<Figures> => {
	const broken: string[] = [];
	let reply: Reply = [500, ''];
	let stolen = 0;
	await using server = await serve((request, response) => {
		if (request.url === '/stolen') stolen++;
		const [status, body, headers] = reply;
		response.writeHead(status, {'content-type': 'application/json', ...headers}).end(body);
	});
	using machine = openMachine(`${server.origin}/token`, 1);
	const tried = replies.slice(0, most);
	for (reply of tried) {
		machine.reset();
		const {code, stdout, stderr} = await runProgram(['token', 'c0', '--config-dir', machine.folder]);
		const file = machine.file();
		const told = JSON.stringify(reply).slice(0, 80);
		const kept = typeof file === 'string' ? undefined : file.connections.c0?.refreshToken;
		if (code !== 3 && code !== 4) broken.push(`${told}: exit ${code}`);
		if (stdout !== '') broken.push(`${told}: something was printed`);
		if (/[\u001B\u0007]/.test(stderr)) broken.push(`${told}: an escape sequence came through`);
		if (JSON.stringify(kept) !== '{"plain":"first-refresh-token-0"}')
			broken.push(`${told}: the refresh token is gone`);
	}
	if (stolen > 0) broken.push(`${stolen} redirects were followed`);
	return {what: 'bad token servers', tries: tried.length, broken, notes: []};
};
