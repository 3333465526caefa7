import type {KeyedPolicy, SecretPolicy} from '../../connection/secrets/policy.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Environment} from '../ports.js';
import {createKeychain, createKeyringCall, type Keychain} from './keychain.js';
import {type AskHidden, deriveKey, newScryptParameters, readPassphrase} from './passphrase.js';
import {keychainKeyMissing, passphraseWrong} from './refusals.js';
import {createSealer, newKey, newKeyId, type Sealer} from './sealed.js';

export type KeysOptions = {
	readonly environment: Environment;
	readonly ask: AskHidden;
	/** Injectable for tests. */
	readonly keychain?: Keychain | undefined;
	/** scrypt's cost for new passphrases; injectable for tests. */
	readonly cost?: number | undefined;
};

/** A key that was made just now, and what the file has to remember of it. */
export type NewKey = {readonly sealer: Sealer; readonly policy: KeyedPolicy};

const tries = 3;

export const createKeys = (options: KeysOptions) => {
	const {environment, ask, cost} = options;
	const keychain = options.keychain ?? createKeychain(createKeyringCall(environment));

	const findInKeychain = async (policy: KeyedPolicy): Promise<Result<Sealer>> => {
		const found = await keychain.get(policy.key);
		if (!found.ok) return found;
		if (found.value === undefined) return refused(keychainKeyMissing);
		const sealer = createSealer(Buffer.from(found.value, 'base64'), policy.key);
		return sealer.isRight(policy) ? ok(sealer) : refused(keychainKeyMissing);
	};

	const findByPassphrase = async (
		policy: Extract<KeyedPolicy, {kept: 'passphrase'}>,
	): Promise<Result<Sealer>> => {
		for (let round = 1; ; round++) {
			const question = round === 1 ? 'Passphrase of the saved secrets:' : 'Wrong passphrase. Passphrase:';
			const given = await readPassphrase(environment, ask, question);
			if (!given.ok) return given;
			const {passphrase, source, isTyped} = given.value;
			const sealer = createSealer(await deriveKey(passphrase, policy.scrypt), policy.key);
			if (sealer.isRight(policy)) return ok(sealer);
			if (!isTyped || round === tries) return refused(passphraseWrong(source));
		}
	};

	return {
		find: (policy: Exclude<KeyedPolicy, {kept: 'key'}>) =>
			policy.kept === 'keychain' ? findInKeychain(policy) : findByPassphrase(policy),
		inKeychain: async (): Promise<Result<NewKey>> => {
			const key = newKeyId();
			const bytes = newKey();
			const saved = await keychain.set(key, Buffer.from(bytes).toString('base64'));
			if (!saved.ok) return saved;
			const sealer = createSealer(bytes, key);
			return ok({sealer, policy: {kept: 'keychain', key, check: sealer.check()}});
		},
		ofPassphrase: async (passphrase: string): Promise<Result<NewKey>> => {
			const key = newKeyId();
			const scrypt = newScryptParameters(cost);
			const sealer = createSealer(await deriveKey(passphrase, scrypt), key);
			return ok({sealer, policy: {kept: 'passphrase', key, check: sealer.check(), scrypt}});
		},
		/** Takes a key that was never used out of the keychain again. */
		forget: async (policy: SecretPolicy): Promise<void> => {
			if (policy.kept === 'keychain') await keychain.remove(policy.key);
		},
	};
};

export type Keys = ReturnType<typeof createKeys>;
