import {once} from 'node:events';
import type {Server as HttpServer} from 'node:http';
import net from 'node:net';
import {codeOf} from '../system/error-code.js';

/** Both addresses that `localhost` may mean; a browser picks either. */
const addresses = ['127.0.0.1', '::1'] as const;

/** The machine has no such address (no IPv6, say): there is nothing to take, and no other program can hold it. */
const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT']);

export const closeServer = (server: net.Server): Promise<void> =>
	new Promise(resolve => {
		server.close(() => resolve());
	});

const portOf = (server: net.Server): number => {
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
};

/** A port, with the server on each of its addresses. */
export type Bound<Server> = {readonly port: number; readonly servers: readonly Server[]};

/**
 * Binds one port (0: any that is free on the first) on 127.0.0.1 and on ::1, never wider. Undefined when anybody else listens on
 * either (a listener on ::1 alone would swallow the callback of a browser that prefers IPv6), or when the system reserves the port.
 * An address that the machine does not have is left out.
 */
export const bindBoth = async <Server extends net.Server>(
	port: number,
	create: () => Server,
): Promise<Bound<Server> | undefined> => {
	const bound: Server[] = [];
	let taken = port;
	for (const host of addresses) {
		const server = create();
		try {
			server.listen({host, port: taken, exclusive: true, ipv6Only: true});
			await once(server, 'listening');
			bound.push(server);
			taken = portOf(server);
		} catch (error) {
			if (absent.has(codeOf(error))) continue;
			await Promise.all(bound.map(closeServer));
			return undefined;
		}
	}
	return bound.length === 0 ? undefined : {port: taken, servers: bound};
};

const tries = 20;

/** Binds some port that is free on both. Undefined where none is found. */
export const bindAny = async <Server extends net.Server>(
	create: () => Server,
): Promise<Bound<Server> | undefined> => {
	for (let count = 0; count < tries; count++) {
		const bound = await bindBoth(0, create);
		if (bound) return bound;
	}
	return undefined;
};

/** Ends servers at once, although programs keep connections to them open. */
export const endServers = async ({servers}: Bound<HttpServer>): Promise<void> => {
	const closed = servers.map(closeServer);
	for (const server of servers) server.closeAllConnections();
	await Promise.all(closed);
};

/** Whether `bindBoth` would succeed just now. */
export const isPortFree = async (port: number): Promise<boolean> => {
	const bound = await bindBoth(port, () => net.createServer());
	await Promise.all((bound?.servers ?? []).map(closeServer));
	return bound !== undefined;
};
