import path from 'node:path';
import {ok, type Refusal, type Result, refused, wrongUse} from '../../zoho/refusal.js';
import type {Environment} from '../ports.js';
import {homeFolder, homeRelative, userFolder} from '../system/user-folders.js';

const misnamed = (source: string, why: string): Refusal =>
	wrongUse(`${source} names no folder.`, why, 'Name one, or leave it out for the usual folder.');

const homeless: Refusal = {
	id: 'no-home-folder',
	what: 'There is no home folder to keep connections in.',
	why: 'HOME is not set, or is no absolute path, and this user has no entry in the system either.',
	next: 'Name a folder with --config-dir DIR or ZCONN_CONFIG_DIR.',
	exitCode: 6,
};

type Place = {
	/** The value of `--config-dir`. */
	readonly flag?: string | undefined;
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
};

/** Where the person says: a tilde is the home folder also where no shell has put that in its place. Undefined: they do not. */
const named = (
	{flag, environment, platform}: Place,
	home: string | undefined,
): Result<string> | undefined => {
	const {join, resolve} = platform === 'win32' ? path.win32 : path.posix;
	const source = flag === undefined ? 'ZCONN_CONFIG_DIR' : '--config-dir';
	const folder = flag ?? environment.ZCONN_CONFIG_DIR;
	if (flag === '') return refused(misnamed(source, 'It is empty.'));
	if (folder === undefined || folder === '') return undefined;
	// What cannot be seen would be dropped from every text that names the folder.
	if (/[\0-\x1f\x7f-\x9f]/.test(folder))
		return refused(misnamed(source, 'There is a line break or another control character in it.'));
	if (!homeRelative.test(folder)) return ok(resolve(folder));
	return home === undefined ? refused(homeless) : ok(join(home, folder.slice(1)));
};

/**
 * Where everything is kept: `--config-dir`, else `ZCONN_CONFIG_DIR`, else the place conf (env-paths, without a suffix) would
 * choose: `$XDG_CONFIG_HOME` or `~/.config` on Linux, `~/Library/Preferences` on macOS, `%APPDATA%` on Windows.
 * Computed here so that reading needs neither of the two. Empty variables count as absent. Always absolute.
 *
 * Refuses an empty flag and names with control characters (exit 2), and `no-home-folder` (exit 6) where one is needed.
 */
export const configFolder = (place: Place): Result<string> => {
	const {environment, platform} = place;
	const chosen = named(place, homeFolder(environment, platform));
	if (chosen) return chosen;
	const folder = userFolder('config', environment, platform);
	return folder === undefined ? refused(homeless) : ok(folder);
};
