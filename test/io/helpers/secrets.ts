import type {TestContext} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import {createLock} from '../../../source/io/file/lock.js';
import type {Environment} from '../../../source/io/ports.js';
import {changeSecrets} from '../../../source/io/secrets/change-secrets.js';
import {createKeychain, type Keychain, type KeychainReply} from '../../../source/io/secrets/keychain.js';
import {createKeyedFile} from '../../../source/io/secrets/keyed-file.js';
import {createKeys} from '../../../source/io/secrets/keys.js';
import type {AskHidden} from '../../../source/io/secrets/passphrase.js';
import {ok} from '../../../source/zoho/refusal.js';
import {epoch, temporaryFolder} from './files.js';

/** Quick enough for tests; the real one is chosen to be slow. */
export const lightCost = 2 ** 10;

/** A keychain that is a map. `breakWith` makes it answer like this from then on. */
export const fakeKeychain = () => {
	const held = new Map<string, string>();
	const calls: string[] = [];
	let broken: KeychainReply | undefined;
	const keychain: Keychain = createKeychain(async ({action, account, value}) => {
		calls.push(action);
		if (broken) return broken;
		if (action === 'set' && value !== undefined) held.set(account, value);
		if (action === 'remove') held.delete(account);
		return {kind: 'value', value: held.get(account) ?? null};
	});
	return {
		keychain,
		held,
		calls,
		breakWith: (reply: KeychainReply | undefined): void => {
			broken = reply;
		},
	};
};

export type FakeKeychain = ReturnType<typeof fakeKeychain>;

/** A keyed file over a real file, with a keychain that is a map; the clock stands until `pass`. */
export const keyedFileWith = async (
	t: TestContext,
	options: {
		readonly file?: ConnectionsFile;
		readonly folder?: string;
		readonly keychain?: FakeKeychain;
		readonly environment?: Readonly<Record<string, string>>;
		readonly ask?: AskHidden;
	} = {},
) => {
	let now = epoch;
	const fake = options.keychain ?? fakeKeychain();
	const {environment = {}, file} = options;
	const folder = options.folder ?? temporaryFolder(t);
	const keyedFile = createKeyedFile({
		folder,
		lock: createLock(),
		clock: {now: () => now},
		environment,
		ask: options.ask,
		loadKeys: async ask => createKeys({environment, ask, keychain: fake.keychain, cost: lightCost}),
	});
	if (file) {
		const saved = await keyedFile.store.update(() => ok(file));
		if (!saved.ok) throw new Error(saved.refusal.what);
	}
	return {
		...keyedFile,
		keyedFile,
		folder,
		fake,
		pass: (milliseconds: number): void => {
			now += milliseconds;
		},
	};
};

/**
 * Seals what is saved in a folder as `zconn secrets passphrase` does, but with a key that is quick to make: that of the program
 * takes half a second of a core each time the file is opened.
 *
 * @param environment with the passphrase of now, where there is one
 */
export const sealLightly = async (
	folder: string,
	passphrase: string,
	environment: Environment = {},
): Promise<void> => {
	const keyedFile = createKeyedFile({
		folder,
		lock: createLock(),
		clock: {now: () => Date.now()},
		environment,
		loadKeys: async ask => createKeys({environment, ask, cost: lightCost}),
	});
	const changed = await changeSecrets(keyedFile, {kept: 'passphrase', passphrase});
	if (!changed.ok) throw new Error(changed.refusal.what);
};
