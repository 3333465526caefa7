import {ok, type Result, refused, wrongUse} from '../../zoho/refusal.js';
import type {Environment} from '../ports.js';

/** In the order in which they are tried; both are registered. */
const usual: readonly number[] = [8790, 8791];

const asPort = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : 0);

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

const notUnderstood = wrongUse(
	'ZCONN_PORTS is not understood.',
	'It takes one port or two different ones, from 1 to 65535, with a comma between them.',
	'For example: ZCONN_PORTS=8790,8791',
);

/**
 * The ports of the callback: those of ZCONN_PORTS, one or two, else the usual ones. Every port belongs to a redirect URI that is
 * registered at Zoho, so on a machine where another program owns 8790 they are named once, for every command.
 */
export const callbackPorts = ({ZCONN_PORTS: given}: Environment): Result<readonly number[]> => {
	if (!given) return ok(usual);
	const ports = given.split(',').map(part => asPort(part.trim()));
	const isUsable = ports.length <= 2 && ports.every(isPort) && new Set(ports).size === ports.length;
	return isUsable ? ok(ports) : refused(notUnderstood);
};
