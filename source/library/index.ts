export {ConnectionError} from './connection-error.js';
export {openConnection} from './open.js';
export {scopesIn} from './scopes.js';
export {createTokenStore} from './sdk-token-store.js';
export type {
	ConnectionDetails,
	ConnectionRequest,
	OpenOptions,
	ScopesInText,
	SdkToken,
	SdkTokenStore,
	TokenOptions,
	TokenStoreOptions,
	ValidToken,
	ZohoConnection,
} from './types.js';
