import type {Environment} from './ports.js';

/** The environment for programs of the system that we start (a browser, a clipboard, a keychain): without what is secret in ours. */
export const childEnvironment = ({
	ZCONN_CLIENT_SECRET: _secret,
	ZCONN_PASSPHRASE: _passphrase,
	ZCONN_NEW_PASSPHRASE: _newPassphrase,
	...others
}: Environment): Environment => others;
