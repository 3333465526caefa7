export {ConnectionError} from './connection-error.js';
export {openConnection} from './open.js';
export {createTokenStore} from './sdk-token-store.js';
export type {
	ConnectionDetails,
	ConnectionRequest,
	LivingToken,
	OpenOptions,
	SdkToken,
	SdkTokenStore,
	TokenOptions,
	TokenStoreOptions,
	ZohoConnection,
} from './types.js';
