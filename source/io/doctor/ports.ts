import type {CallbackServer} from '../ports.js';
import {type Finding, fine, note, wrong} from './finding.js';

const whoListens = (port: number, platform: NodeJS.Platform): string =>
	platform === 'win32'
		? `netstat -ano | findstr :${port}`
		: platform === 'darwin'
			? `lsof -nP -iTCP:${port} -sTCP:LISTEN`
			: `ss -ltnp "sport = :${port}"`;

/** Whether the browser could come back: one free port is enough, for both are registered. */
export const examinePorts = async (
	server: Pick<CallbackServer, 'check'>,
	ports: readonly number[],
	platform: NodeJS.Platform,
): Promise<Finding> => {
	const {free, taken} = await server.check(ports);
	const [first] = taken;
	if (first === undefined) return fine('callback-ports', `Free for the callback: ${free.join(' and ')}.`);
	const fix = `See who listens with ${whoListens(first, platform)}`;
	return free.length > 0
		? note(
				'callback-ports',
				`Another program listens on port ${taken.join(' and ')}; ${free.join(' and ')} is free, which is enough.`,
				`${fix}; nothing has to be done while both callback addresses are registered.`,
			)
		: wrong(
				'callback-ports',
				`Other programs listen on every callback port: ${taken.join(' and ')}.`,
				`${fix} and end it, or register and name another port with --port N.`,
				4,
			);
};
