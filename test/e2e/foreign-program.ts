import http from 'node:http';

/** Another program that sits on a port, as a person's own web server would. */
export type ForeignProgram = AsyncDisposable & {
	/** The paths that it was asked for. */
	readonly asked: () => readonly string[];
};

/**
 * Listens on one address of one port and answers everything with a page of its own.
 *
 * @throws when that address is taken already
 */
export const foreignProgram = (port: number, host: '127.0.0.1' | '::1' | '::'): Promise<ForeignProgram> =>
	new Promise((resolve, reject) => {
		const asked: string[] = [];
		const server = http.createServer((request, response) => {
			asked.push(request.url ?? '');
			response.writeHead(404, {'content-type': 'text/plain'}).end('A program that is not zconn');
		});
		server.once('error', reject);
		server.listen({port, host, ipv6Only: host === '::1'}, () => {
			resolve({
				asked: () => [...asked],
				[Symbol.asyncDispose]: () =>
					new Promise(closed => {
						server.close(() => closed());
						server.closeAllConnections();
					}),
			});
		});
	});
