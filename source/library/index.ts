export {ConnectionError} from './connection-error.js';
export {openConnection} from './open.js';
export {scopesIn} from './scopes.js';
export {createTokenStore} from './sdk-token-store.js';
export type {
	ConnectionDetails,
	ConnectionRequest,
	LivingToken,
	OpenOptions,
	ScopesInText,
	SdkToken,
	SdkTokenStore,
	TokenOptions,
	TokenStoreOptions,
	ZohoConnection,
} from './types.js';
