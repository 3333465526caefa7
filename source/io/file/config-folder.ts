import os from 'node:os';
import path from 'node:path';
import type {Environment} from '../ports.js';

const projectName = 'zoho-connections';

/**
 * Where everything is kept: `--config-dir`, else `ZCONN_CONFIG_DIR`, else the place conf (env-paths, without a suffix) would
 * choose: `$XDG_CONFIG_HOME` or `~/.config` on Linux, `~/Library/Preferences` on macOS, `%APPDATA%` on Windows.
 * Computed here so that reading needs neither of the two. Empty values count as absent. Always absolute.
 *
 * @param flag the value of `--config-dir`
 * @param home the home folder; the user's own unless given
 */
export const configFolder = (options: {
	readonly flag?: string | undefined;
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly home?: string | undefined;
}): string => {
	const {flag, environment, platform, home = os.homedir()} = options;
	const {join, resolve} = platform === 'win32' ? path.win32 : path.posix;
	const chosen = flag || environment.ZCONN_CONFIG_DIR;
	if (chosen) return resolve(chosen);
	switch (platform) {
		case 'darwin':
			return join(home, 'Library', 'Preferences', projectName);
		case 'win32':
			return resolve(environment.APPDATA || join(home, 'AppData', 'Roaming'), projectName, 'Config');
		default:
			return resolve(environment.XDG_CONFIG_HOME || join(home, '.config'), projectName);
	}
};
