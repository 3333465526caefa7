import {configFolder} from '../io/file/config-folder.js';
import {createNoteUse} from '../io/log/note.js';
import {knowsStore} from '../io/shared/knows-store.js';
import {isLeftToStore} from '../io/shared/left-to-store.js';
import {warmToken} from '../io/shared/warm.js';
import {keptToken} from '../io/tokens/kept.js';
import type {Invocation} from '../kit/invocation.js';
import {printToken} from '../kit/output/token.js';

/** What such a call may be asked for; anything else is for the command itself. */
const known: ReadonlySet<string> = new Set(['config-dir', 'min-ttl', 'header', 'json', 'no-input', 'plain']);

/**
 * `zconn token NAME` where a token is at hand: one that lives and stands in the file as it is, or that of a shared connection
 * in its cache. One or two files, at most one key, and nothing that only other calls need. False where there is more to it, also to say what is wrong.
 */
export const answerWarmly = ({
	positionals: [name = ''],
	options,
	environment,
	streams,
}: Omit<Invocation, 'main'>): boolean => {
	const {'config-dir': flag, 'min-ttl': minimum} = options;
	const isWhole = minimum === undefined || (typeof minimum === 'string' && /^\d{1,3}$/.test(minimum));
	if (
		!Object.keys(options).every(option => known.has(option)) ||
		!isWhole ||
		(flag !== undefined && typeof flag !== 'string')
	)
		return false;
	const folder = configFolder({flag, environment, platform: process.platform});
	if (!folder.ok) return false;
	const minimumSeconds = minimum === undefined ? undefined : Number(minimum);
	const clock = {now: Date.now};
	const isShared = knowsStore(environment) && isLeftToStore(folder.value, name);
	const token = isShared
		? warmToken({folder: folder.value, environment, clock}, name, {minimumSeconds})
		: keptToken({folder: folder.value, clock}, name, minimumSeconds);
	if (!token) return false;
	printToken({streams, options}, token);
	createNoteUse({folder: folder.value, environment})({command: 'token', connection: name});
	return true;
};
