import type {Environment} from '../ports.js';

/** What no other program needs to know. */
const secretVariables = [
	'CLIENT_SECRET',
	'PASSPHRASE',
	'PASSPHRASE_COMMAND',
	'NEW_PASSPHRASE',
	'EXPORT_PASSPHRASE',
	'STORE',
	'STORE_KEY',
	'KEY_COMMAND',
	'NOTIFY',
].map(name => `ZCONN_${name}`);

/** The environment for programs that we start (a browser, a clipboard, a keychain, a person's command): without what is secret in ours. */
export const childEnvironment = (environment: Environment): Environment => {
	const others = {...environment};
	for (const name of secretVariables) delete others[name];
	return others;
};

/**
 * The environment of the process, copied, and what is secret taken out of the original: whatever is started from here on, by
 * a library too, inherits none of it.
 */
export const takeEnvironment = (variables: Record<string, string | undefined>): Environment => {
	const environment = {...variables};
	for (const name of secretVariables) delete variables[name];
	return environment;
};
