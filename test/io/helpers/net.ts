import net from 'node:net';

/** A port that was free a moment ago on both loopback addresses. */
export const freePort = async (): Promise<number> => {
	const server = net.createServer();
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	await new Promise(resolve => {
		server.close(resolve);
	});
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	return address.port;
};

/** A listener that is not ours; the returned function ends it. */
export const foreignListener = async (host: string, port: number): Promise<() => Promise<void>> => {
	const server = net.createServer(socket => socket.destroy());
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen({host, port, ipv6Only: true}, resolve);
	});
	return () =>
		new Promise(resolve => {
			server.close(() => resolve());
		});
};

/** Sends bytes as they are and reads all that comes back. */
export const talk = (port: number, text: string | Uint8Array, host = '127.0.0.1'): Promise<string> =>
	new Promise((resolve, reject) => {
		let answer = '';
		const socket = net.connect(port, host, () => socket.write(text));
		socket.setEncoding('utf8');
		socket.on('data', chunk => {
			answer += String(chunk);
		});
		socket.on('error', error => (answer === '' ? reject(error) : resolve(answer)));
		socket.on('close', () => resolve(answer));
	});

/** A request with the given headers; Host is localhost unless named. */
export const ask = (
	port: number,
	target: string,
	options: {readonly method?: string; readonly headers?: Record<string, string>; readonly host?: string} = {},
): Promise<string> => {
	const headers = {Host: `localhost:${port}`, ...options.headers};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return talk(port, `${options.method ?? 'GET'} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, options.host);
};

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
