import type {KeyedPolicy, RawPolicy} from '../../connection/secrets/policy.js';
import {ok, type Result} from '../../zoho/refusal.js';
import type {Clock} from '../ports.js';
import type {Keys} from './keys.js';
import type {Sealer} from './sealed.js';

/** How long a refusal stands in for the next answer, in milliseconds: many who ask at once are refused once. */
const refusalLife = 10_000;

type Fetched = {
	readonly id: string;
	readonly answer: Promise<Result<Sealer>>;
	/** When it was refused. */
	refusedAt: number | undefined;
};

/**
 * Holds the keys that were fetched, so that a passphrase is asked for and a keychain called once for each.
 *
 * @param keys loaded, with all that encrypts, when the first key is wanted
 */
export const createKeyHolder = ({
	keys,
	findRaw,
	clock,
}: {
	readonly keys: () => Promise<Keys>;
	/** The key of a file or a command: quick, and so apart from what takes time. */
	readonly findRaw: (policy: RawPolicy) => Promise<Result<Sealer>>;
	readonly clock: Clock;
}) => {
	const sealers = new Map<string, Sealer>();
	let last: Fetched | undefined;
	return {
		/** The key that a file names: one that is held, or fetched now. */
		fetch: (policy: KeyedPolicy): Promise<Result<Sealer>> => {
			const sealer = sealers.get(policy.key);
			if (sealer) return Promise.resolve(ok(sealer));
			const isOver = last?.refusedAt !== undefined && clock.now() - last.refusedAt > refusalLife;
			if (last?.id === policy.key && !isOver) return last.answer;
			const answer = policy.kept === 'key' ? findRaw(policy) : keys().then(({find}) => find(policy));
			const fetched: Fetched = {id: policy.key, answer, refusedAt: undefined};
			last = fetched;
			answer.then(
				result => {
					if (result.ok) sealers.set(policy.key, result.value);
					else fetched.refusedAt = clock.now();
				},
				// The caller that waits for it gets the error.
				() => undefined,
			);
			return answer;
		},
		/** Without fetching anything; also one that the file does not name any more. @param id of the key */
		held: (id: string): Sealer | undefined => sealers.get(id),
	};
};

export type KeyHolder = ReturnType<typeof createKeyHolder>;
