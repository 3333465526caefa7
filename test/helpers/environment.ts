import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {callbackPorts, practicePort} from './ports.js';

/** Variables of a program under test; `undefined` takes one out again. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What every machine must pass on for a program to start at all; everything else would make tests depend on the machine. */
const PASSED_ON = ['PATH', 'TMPDIR', 'SystemRoot', 'PATHEXT'];

/**
 * The environment a program under test runs in: the same on every machine, so that a developer's CI, NODE_OPTIONS,
 * proxy, color or ZCONN settings never decide a test.
 *
 * @param home The person's home folder, where the program keeps its files when not told otherwise.
 * @param given Set on top; `undefined` removes.
 */
export const testEnvironment = (home: string, given: Environment = {}): Record<string, string> => {
	const environment: Record<string, string> = {};
	for (const name of PASSED_ON) {
		const value = process.env[name];
		if (value !== undefined) environment[name] = value;
	}
	// Compiled code is the same for all of them; a hundred programs that compile everything themselves take minutes.
	const caches = join(tmpdir(), 'zconn-test-caches');
	Object.assign(environment, {HOME: home, XDG_CACHE_HOME: caches, TERM: 'xterm-256color', LANG: 'C.UTF-8'});
	// Of this process alone, so that several runs, and a program in another window, stay out of each other's way.
	Object.assign(environment, {
		ZCONN_PORTS: callbackPorts.join(','),
		ZCONN_PRACTICE_PORT: String(practicePort),
	});
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined) delete environment[name];
		else environment[name] = value;
	}
	return environment;
};
