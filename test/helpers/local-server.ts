import {createServer, type RequestListener} from 'node:http';
import type {HasAfter} from './temporary.js';

/** A server on this machine that ends with the test. @returns its origin, such as `http://localhost:40123` */
export const serveLocally = async (
	t: HasAfter,
	handle: RequestListener,
	hostname: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<string> => {
	const server = createServer(handle);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	return `http://${hostname}:${address.port}`;
};
