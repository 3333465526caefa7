import {createServer, type RequestListener, type Server} from 'node:http';

/** One port, on every loopback address of this machine, and never wider. */
export type Listening = {
	readonly port: number;
	/** Ends at once, although browsers keep connections open. */
	close(): Promise<void>;
};

const errorCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const bind = (listener: RequestListener, host: string, port: number): Promise<Server> =>
	new Promise((resolve, reject) => {
		const server = createServer(listener);
		server.once('error', reject);
		server.listen({host, port, exclusive: true}, () => {
			server.off('error', reject);
			resolve(server);
		});
	});

const end = (server: Server): Promise<void> =>
	new Promise(resolve => {
		server.close(() => resolve());
		server.closeAllConnections();
	});

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
