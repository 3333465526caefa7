import type {Environment} from '../ports.js';

/** Whether a shared store is named in the environment. */
export const knowsStore = ({ZCONN_STORE: address, ZCONN_STORE_FILE: file}: Environment): boolean =>
	Boolean(address || file);
