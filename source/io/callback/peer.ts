import fs from 'node:fs';
import type net from 'node:net';

/** No process holds the socket any more; Linux then names root as its owner. */
const timeWait = '06';

/** Ports stand behind the address, in hexadecimal. */
const portOf = (address = ''): number => Number.parseInt(address.split(':')[1] ?? '', 16);

/** The owner of the other end, from a table as Linux has it in `/proc/net/tcp` (proc_pid_net(5)). */
export const ownerOf = (
	table: string,
	{remotePort, localPort}: Pick<net.Socket, 'remotePort' | 'localPort'>,
): number | undefined => {
	for (const line of table.split('\n').slice(1)) {
		const [, local, remote, state, , , , user] = line.trim().split(/\s+/);
		// The other end's own view: what is remote here is local there.
		const isPeer = portOf(local) === remotePort && portOf(remote) === localPort;
		// In any other state: who has ended the own half of a connection still reads the answer.
		if (isPeer && state !== timeWait) return Number(user);
	}
	return undefined;
};

/** Which user of this machine holds the other end of a connection; undefined where that is not told. */
const peerOf = (socket: net.Socket): number | undefined => {
	for (const name of ['tcp', 'tcp6']) {
		try {
			const owner = ownerOf(fs.readFileSync(`/proc/net/${name}`, 'utf8'), socket);
			if (owner !== undefined) return owner;
		} catch {
			// Not Linux, or not told.
		}
	}
	return undefined;
};

/**
 * Whether a connection is certainly of another ordinary user. Root is not: port forwarders run as root, and root can read
 * everything anyway. Nor is anybody another user to root, whose browser may run as the person who is signed in.
 *
 * @param own this process's user
 */
export const isOfOtherUser = (socket: net.Socket, own: number | undefined): boolean => {
	if (!own) return false;
	const peer = peerOf(socket);
	return peer !== undefined && peer !== 0 && peer !== own;
};
