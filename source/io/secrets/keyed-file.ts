import type {RawPolicy} from '../../connection/secrets/policy.js';
import {createStore} from '../file/store.js';
import type {Clock, Environment, Lock} from '../ports.js';
import {once} from '../system/once.js';
import {createKeyHolder} from './key-holder.js';
import type {Keys} from './keys.js';
import type {AskHidden} from './passphrase.js';
import {createSecrets, type OpenShared} from './resolver.js';

export type KeyedFileOptions = {
	readonly folder: string;
	readonly lock: Lock;
	readonly clock: Clock;
	readonly environment: Environment;
	/** Absent: no question is ever asked. */
	readonly ask?: AskHidden | undefined;
	/** Opens what the shared store keeps; absent where none is known. */
	readonly openShared?: OpenShared | undefined;
	/** Injectable for tests. */
	readonly loadKeys?: ((ask: AskHidden) => Promise<Keys>) | undefined;
};

/** A file, the way it keeps its secrets, and where their keys come from. */
export const createKeyedFile = (options: KeyedFileOptions) => {
	const {folder, lock, clock, environment, ask} = options;
	const store = createStore({folder, lock});
	let isAsking = true;
	const askWhileAllowed: AskHidden = async question => (ask && isAsking ? ask(question) : 'cannot-ask');
	const load =
		options.loadKeys ?? (async given => (await import('./keys.js')).createKeys({environment, ask: given}));
	const keys = once(() => load(askWhileAllowed));
	const findRaw = async (policy: RawPolicy) => (await import('./raw-key.js')).findRawKey(environment, policy);
	const keyHolder = createKeyHolder({keys, findRaw, clock});
	const {openShared} = options;
	const stopAsking = (): void => {
		isAsking = false;
	};
	return {
		store,
		secrets: createSecrets({store, keyHolder, openShared, stopAsking}),
		keyHolder,
		keys,
		environment,
	};
};

export type KeyedFile = Readonly<ReturnType<typeof createKeyedFile>>;
