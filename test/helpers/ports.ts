import {createServer} from 'node:net';
import process from 'node:process';

const isFree = (port: number, host: string): Promise<boolean> =>
	new Promise(resolve => {
		const server = createServer();
		// Without IPv6 there is nothing to be taken.
		server.once('error', error => resolve('code' in error && error.code === 'EADDRNOTAVAIL'));
		server.listen({port, host, exclusive: true}, () => server.close(() => resolve(true)));
	});

/** Ports of four digits, so that frames are as wide as with the usual ones; each process begins to look elsewhere. */
const least = 2100;
const most = 8700;
/** No browser and no fetch asks at these. Source: Fetch Standard, port blocking */
const blocked = new Set([3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697]);
let next = least + ((process.pid * 41) % (most - least));

/**
 * The first of several ports in a row that are free on both loopback addresses: a test that took the usual ones would
 * fail on a machine where the program runs in another window.
 */
const freeInARow = async (steps: readonly number[]): Promise<number> => {
	for (let tries = 0; tries < most - least; tries += steps.length) {
		const first = next;
		const last = first + (steps.at(-1) ?? 0);
		next = last + 1 > most ? least : last + 1;
		if (steps.some(step => blocked.has(first + step))) continue;
		const hosts = steps.flatMap(step => ['127.0.0.1', '::1'].map(host => isFree(first + step, host)));
		if ((await Promise.all(hosts)).every(Boolean)) return first;
	}
	throw new Error('No ports are free.');
};

const first = await freeInARow([0, 1]);

/** Where the programs under test of this process wait for the browser. */
export const callbackPorts = [first, first + 1] as const;

/** The first port of the practice Zoho that `zconn practice` starts in the tests of this process. */
export const practicePort = await freeInARow([0, 1, 2, 10, 11, 12, 20, 21, 22]);
