import {once} from 'node:events';
import {createServer, type RequestListener, type Server} from 'node:http';

/** One port, on every loopback address of this machine, and never wider. */
export type Listening = {
	readonly port: number;
	/** Ends at once, although browsers keep connections open. */
	close(): Promise<void>;
};

const errorCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const bind = async (listener: RequestListener, host: string, port: number): Promise<Server> => {
	const server = createServer(listener).listen({host, port, exclusive: true});
	await once(server, 'listening');
	return server;
};

const end = async (server: Server): Promise<void> => {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
};

const portOf = (server: Server): number => {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port.');
	return address.port;
};

/**
 * Binds a port on 127.0.0.1 and, where IPv6 exists, on ::1, because `localhost` may mean either.
 *
 * @param port 0 for any free one
 * @returns undefined when another program holds the port on one of them
 */
const bindBoth = async (listener: RequestListener, port: number): Promise<Listening | undefined> => {
	const servers: Server[] = [];
	try {
		const first = await bind(listener, '127.0.0.1', port);
		servers.push(first);
		servers.push(await bind(listener, '::1', portOf(first)));
	} catch (error) {
		const code = errorCode(error);
		// On Windows a port that is reserved for others is answered with EACCES.
		if (code === 'EADDRINUSE' || code === 'EACCES' || servers.length === 0) {
			await Promise.all(servers.map(end));
			if (code === 'EADDRINUSE' || code === 'EACCES') return undefined;
			throw error;
		}
	}
	const [first] = servers;
	if (first === undefined) throw new Error('Nothing was bound.');
	return {
		port: portOf(first),
		close: async () => {
			await Promise.all(servers.map(end));
		},
	};
};

const attempts = 10;

/**
 * Listens on the preferred port, or on any free one when another program holds it.
 *
 * @throws when no port of this machine can be bound
 */
export const listen = async (listener: RequestListener, port: number): Promise<Listening> => {
	const preferred = await bindBoth(listener, port);
	if (preferred !== undefined) return preferred;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const other = await bindBoth(listener, 0);
		if (other !== undefined) return other;
	}
	throw new Error('No free port was found on this machine.');
};
