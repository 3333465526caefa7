import {once} from 'node:events';
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

/**
 * Binds one port on 127.0.0.1 and on ::1, never wider. Undefined when anybody else listens on either (a listener on ::1
 * alone would swallow the callback of a browser that prefers IPv6), or when the system reserves the port.
 * An address that the machine does not have is left out.
 */
export const bindBoth = async <Server extends net.Server>(
	port: number,
	create: () => Server,
): Promise<readonly Server[] | undefined> => {
	const bound: Server[] = [];
	for (const host of addresses) {
		const server = create();
		try {
			server.listen({host, port, exclusive: true, ipv6Only: true});
			await once(server, 'listening');
			bound.push(server);
		} catch (error) {
			if (absent.has(codeOf(error))) continue;
			await Promise.all(bound.map(closeServer));
			return undefined;
		}
	}
	return bound.length === 0 ? undefined : bound;
};

/** Whether `bindBoth` would succeed just now. */
export const isPortFree = async (port: number): Promise<boolean> => {
	const bound = await bindBoth(port, () => net.createServer());
	await Promise.all((bound ?? []).map(closeServer));
	return bound !== undefined;
};
