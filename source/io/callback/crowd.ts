import type net from 'node:net';

/** Browsers open a handful of sockets, some of them ahead of time. Beyond this the oldest silent one has to go. */
const maximumSilent = 32;

/** The sockets of a listener; of those on which no request has come yet the oldest one goes where there are too many. */
export const createCrowd = (onCrowded: () => void) => {
	const all = new Set<net.Socket>();
	const silent = new Set<net.Socket>();
	return {
		enter: (socket: net.Socket): void => {
			all.add(socket);
			silent.add(socket);
			socket.once('close', () => {
				all.delete(socket);
				silent.delete(socket);
			});
			const [oldest] = silent;
			if (silent.size <= maximumSilent || !oldest) return;
			silent.delete(oldest);
			oldest.destroy();
			onCrowded();
		},
		/** A whole request has come, and will be answered. */
		hasSpoken: (socket: net.Socket): void => {
			silent.delete(socket);
		},
		end: (): void => {
			for (const socket of all) socket.destroy();
		},
	};
};

export type Crowd = ReturnType<typeof createCrowd>;
