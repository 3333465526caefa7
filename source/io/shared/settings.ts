import {storeAddressUnfit, storeKeyMissing} from '../../connection/shared/refusals.js';
import {parseStoreAddress, type StoreAddress} from '../../connection/shared/store-address.js';
import {mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import {longestSecretFile} from '../bounds.js';
import {readTrustedFile} from '../file/bounded.js';
import {withoutMark} from '../file/decode-text.js';
import type {Environment} from '../ports.js';

/** A variable, or the content of the file that its `_FILE` form names; undefined when neither is set. */
const readVariable = (environment: Environment, name: string): Result<string | undefined> => {
	const value = environment[name];
	if (value) return ok(value);
	const file = environment[`${name}_FILE`];
	if (!file) return ok(undefined);
	return mapped(readTrustedFile(file, longestSecretFile, environment), content =>
		new TextDecoder().decode(withoutMark(content)).trim(),
	);
};

/** Undefined where no store is known. */
export const readStoreAddress = (environment: Environment): Result<StoreAddress | undefined> => {
	const text = readVariable(environment, 'ZCONN_STORE');
	if (!text.ok || !text.value) return text.ok ? ok(undefined) : text;
	const address = parseStoreAddress(text.value);
	return address ? ok(address) : refused(storeAddressUnfit);
};

/** Undefined where no key is set. */
export const readStoreKeys = (environment: Environment): Result<string | undefined> =>
	readVariable(environment, 'ZCONN_STORE_KEY');

export const noKeys = storeKeyMissing(
	'the secrets',
	'Neither ZCONN_STORE_KEY nor ZCONN_STORE_KEY_FILE is set.',
);
