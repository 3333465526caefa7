/** That no port is left for a callback. */
export const portsInUse = (ports: readonly number[]): string =>
	`${ports.length === 1 ? 'Port' : 'Ports'} ${ports.join(' and ')} ${ports.length === 1 ? 'is' : 'are'} in use, so nothing can come back by itself.`;
