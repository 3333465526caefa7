import type {SealedSecret, SecretPlace, SecretReference} from '../../connection/secrets/secret.js';
import {done, mapped, ok, type Result, refused} from '../../zoho/refusal.js';
import type {SecretStore, Store} from '../ports.js';
import type {KeyHolder} from './key-holder.js';
import {secretDamaged} from './refusals.js';
import type {Sealer} from './sealed.js';

export type OpenShared = (reference: SecretReference, place: SecretPlace) => Promise<Result<string>>;

export type SecretsOptions = {
	readonly store: Pick<Store, 'read' | 'readSecretPolicy'>;
	readonly keyHolder: KeyHolder;
	/** Opens what the shared store keeps. */
	readonly openShared?: OpenShared | undefined;
	/** Called once questions are no longer allowed. */
	readonly stopAsking: () => void;
};

/**
 * The secrets of a file, stored the way the file names. A plain one is opened without reading that way or loading
 * anything: the path of `zconn token` with a valid token.
 */
export const createSecrets = ({store, keyHolder, openShared, stopAsking}: SecretsOptions): SecretStore => {
	/** Undefined where secrets are kept as they are. */
	const currentSealer = async (): Promise<Result<Sealer | undefined>> => {
		const policy = store.readSecretPolicy();
		if (!policy.ok) return policy;
		return policy.value.kept === 'plain' ? ok(undefined) : keyHolder.fetch(policy.value);
	};

	const sealerOf = async ({key}: SealedSecret, place: SecretPlace): Promise<Result<Sealer>> => {
		const held = keyHolder.held(key);
		if (held) return ok(held);
		const policy = store.readSecretPolicy();
		if (!policy.ok) return policy;
		if (policy.value.kept !== 'plain' && policy.value.key === key) return keyHolder.fetch(policy.value);
		return refused((await import('./not-opened.js')).whyOfAnotherKey(store, place));
	};

	return {
		seal: async (secret, place) => {
			const current = await currentSealer();
			return mapped(current, sealer => (sealer ? sealer.seal(secret, place) : {plain: secret}));
		},
		open: async (secret, place) => {
			if ('plain' in secret) return ok(secret.plain);
			if ('shared' in secret) return openShared?.(secret, place) ?? refused(secretDamaged(place));
			const sealer = await sealerOf(secret, place);
			if (!sealer.ok) return sealer;
			const opened = sealer.value.open(secret, place);
			return opened === undefined ? refused(secretDamaged(place)) : ok(opened);
		},
		unlock: async () => {
			const sealer = await currentSealer();
			stopAsking();
			return done(sealer);
		},
	};
};
