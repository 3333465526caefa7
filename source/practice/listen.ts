import {createServer, type RequestListener} from 'node:http';
import {bindAny, bindBoth, endServers} from '../io/callback/loopback.js';

/**
 * Listens on the preferred port (0 for any), or on a free one when another program holds it: on every loopback address of this
 * machine, and never wider. It ends at once, although browsers keep connections open.
 *
 * @throws when no port of this machine can be bound
 */
export const listen = async (listener: RequestListener, port: number) => {
	const create = () => createServer(listener);
	const bound = (await bindBoth(port, create)) ?? (await bindAny(create));
	if (bound === undefined) throw new Error('No free port was found on this machine.');
	return {port: bound.port, close: () => endServers(bound)};
};
