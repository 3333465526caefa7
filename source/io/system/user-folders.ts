import path from 'node:path';
import type {Environment} from '../ports.js';

/** What its folders bear as their name, as conf and env-paths would call them. */
const projectName = 'zoho-connections';

/** What the system knows without the variable; a user id need not have an entry anywhere (containers). */
const ofTheSystem = (): string | undefined => {
	try {
		// Loaded here: everything that is started reads this file, and hardly any of it comes to this line.
		return process.getBuiltinModule('node:os').userInfo().homedir;
	} catch {
		return undefined;
	}
};

const isWhole = (folder: string | undefined, platform: NodeJS.Platform): folder is string =>
	folder !== undefined && (platform === 'win32' ? path.win32 : path.posix).isAbsolute(folder);

/** The user's home; undefined where there is none. An empty or relative variable names no home, but whatever folder one is in. */
export const homeFolder = (environment: Environment, platform: NodeJS.Platform): string | undefined => {
	const named = platform === 'win32' ? environment.USERPROFILE : environment.HOME;
	if (isWhole(named, platform)) return named;
	const known = ofTheSystem();
	return isWhole(known, platform) ? known : undefined;
};

/** A tilde at the front is the home folder, with the rest of the path behind it. */
export const homeRelative = /^~(?:[\\/]|$)/;

/** The path of a file that a variable or a flag names: its tilde is the home folder where no shell has put that in its place. */
export const namedFile = (file: string, environment: Environment): string => {
	const home = homeRelative.test(file) ? homeFolder(environment, process.platform) : undefined;
	return home === undefined ? path.resolve(file) : path.join(home, file.slice(1));
};

/** A path as it is shown to a person: a tilde for the home folder, as in a shell. */
export const shownPath = (
	file: string,
	{environment, platform}: {readonly environment: Environment; readonly platform: NodeJS.Platform},
): string => {
	const home = homeFolder(environment, platform)?.replace(/[\\/]+$/, '');
	if (platform === 'win32' || !home) return file;
	return file === home || file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
};

/** Of each kind of folder the variable that names it, if any does, and where it is below the home folder. */
const places = {
	config: {
		win32: ['APPDATA', 'AppData', 'Roaming'],
		darwin: ['', 'Library', 'Preferences'],
		other: ['XDG_CONFIG_HOME', '.config'],
	},
	cache: {
		win32: ['LOCALAPPDATA', 'AppData', 'Local'],
		darwin: ['', 'Library', 'Caches'],
		other: ['XDG_CACHE_HOME', '.cache'],
	},
} as const;

/**
 * Our own folder for what is kept (`config`), or for what can be made again (`cache`), as conf (env-paths, without a suffix) would
 * choose it. Undefined where there is no home folder, and none is needed.
 *
 * XDG Base Directory Specification: https://specifications.freedesktop.org/basedir-spec/latest/
 */
export const userFolder = (
	kind: keyof typeof places,
	environment: Environment,
	platform: NodeJS.Platform,
): string | undefined => {
	const {join} = platform === 'win32' ? path.win32 : path.posix;
	const [variable, ...below] =
		places[kind][platform === 'win32' || platform === 'darwin' ? platform : 'other'];
	const named = environment[variable];
	const home = isWhole(named, platform) ? undefined : homeFolder(environment, platform);
	const parent = isWhole(named, platform) ? named : home && join(home, ...below);
	return (
		parent && join(parent, projectName, ...(platform === 'win32' && kind === 'config' ? ['Config'] : []))
	);
};
