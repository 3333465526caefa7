import http from 'node:http';
import type net from 'node:net';
import {andDoctor, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {CallbackListener, CallbackServer, Random} from '../ports.js';
import {bindBoth, closeServer, isPortFree} from './loopback.js';
import {createReception} from './reception.js';

/** How long `close` waits for the last page to leave, in milliseconds. */
const farewell = 300;

const portsTaken = (ports: readonly number[]): Refusal => ({
	id: 'ports-taken',
	what: `No callback port could be had: ${ports.join(', ')}.`,
	why: 'Another program listens on each of them, on 127.0.0.1 or on ::1, or the system reserves them.',
	next: andDoctor(
		'End that program, or register another redirect URI and name its port with --port N. Pasting the address back works too.',
		'tells how to find it',
	),
	exitCode: 4,
});

const insistsOnHttps = (port: number): string =>
	`The browser insists on https for localhost:${port}. Copy the address of the page that failed, and paste it here.`;

const portBroke = (port: number): string =>
	`The callback port ${port} broke. Copy the address of the page that failed, and paste it here.`;

type ListenOptions = Parameters<CallbackServer['listen']>[0];

/**
 * Waits for the redirect of a consent (RFC 8252 section 7.3) on 127.0.0.1 and ::1 of one of the registered ports.
 */
export const createCallbackServer = ({random}: {readonly random: Random}): CallbackServer => {
	const createServer = (
		handle: http.RequestListener,
		sockets: Set<net.Socket>,
		knock: () => void,
	): http.Server => {
		const server = http.createServer(
			{keepAlive: false, headersTimeout: 20_000, requestTimeout: 20_000},
			handle,
		);
		server.maxConnections = 100;
		server.on('connection', socket => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		});
		server.on('clientError', (error: Error & {rawPacket?: unknown}, socket) => {
			// 0x16 begins a TLS handshake record (RFC 8446 section 5.1).
			if (error.rawPacket instanceof Uint8Array && error.rawPacket[0] === 0x16) knock();
			socket.destroy();
		});
		return server;
	};

	const open = async (port: number, settings: ListenOptions): Promise<CallbackListener | undefined> => {
		const {onNotice} = settings;
		const shortPath = `/go/${Buffer.from(random.bytes(16)).toString('base64url')}`;
		const reception = createReception(
			{port, state: settings.state, shortPath, brings: settings.brings ?? 'code'},
			settings.onCallback,
		);
		const sockets = new Set<net.Socket>();
		let hasKnocked = false;
		const knock = (): void => {
			if (!hasKnocked) onNotice?.(insistsOnHttps(port));
			hasKnocked = true;
		};
		const servers = await bindBoth(port, () => createServer(reception.handle, sockets, knock));
		if (!servers) return undefined;
		// A server that breaks later must not crash the program; a paste can still finish the consent.
		for (const server of servers) server.on('error', () => onNotice?.(portBroke(port)));

		let closing: Promise<void> | undefined;
		const close = async (): Promise<void> => {
			const closed = servers.map(closeServer);
			reception.answer({kind: 'canceled'});
			let timer: NodeJS.Timeout | undefined;
			const limit = new Promise<void>(resolve => {
				timer = setTimeout(resolve, farewell);
			});
			await Promise.race([reception.flushed(), limit]);
			clearTimeout(timer);
			for (const socket of sockets) socket.destroy();
			await Promise.all(closed);
		};
		return {
			port,
			redirectUri: reception.redirectUri,
			shortLink: `http://localhost:${port}${shortPath}`,
			setAuthorizeUrl: reception.setAuthorizeUrl,
			answer: reception.answer,
			close: () => {
				closing ??= close();
				return closing;
			},
		};
	};

	const listen = async (settings: ListenOptions): Promise<Result<CallbackListener>> => {
		for (const port of settings.ports) {
			const listener = await open(port, settings);
			if (listener) return ok(listener);
		}
		return refused(portsTaken(settings.ports));
	};

	return {
		listen,
		check: async ports => {
			const free: number[] = [];
			const taken: number[] = [];
			for (const port of ports) ((await isPortFree(port)) ? free : taken).push(port);
			return {free, taken};
		},
	};
};
