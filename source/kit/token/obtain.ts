import {notedToken} from '../../io/log/noted-token.js';
import type {AccessToken} from '../../io/ports.js';
import type {Runtime} from '../../io/runtime.js';
import {unwrap} from '../command.js';
import {type Invocation, numberOption} from '../invocation.js';
import {warnOfUnsaved} from '../output/print.js';

/** The token of the connection that is named, which lives as long as `--min-ttl` says. */
export const obtainToken = async (
	invocation: Invocation,
	runtime: Runtime,
	command: 'token' | 'exec',
	force = false,
): Promise<AccessToken> => {
	const [connection = ''] = invocation.positionals;
	const minimumSeconds = unwrap(numberOption(invocation, 'min-ttl', {least: 0, most: 3600, example: 600}));
	const token = unwrap(await notedToken(runtime, command, connection, {force, minimumSeconds}));
	warnOfUnsaved(invocation, token.unsaved);
	return token;
};
