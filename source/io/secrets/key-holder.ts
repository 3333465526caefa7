import type {KeyedPolicy} from '../../connection/secret-policy.js';
import type {Result} from '../../zoho/refusal.js';
import type {Clock} from '../ports.js';
import type {Keys} from './keys.js';
import type {Sealer} from './sealed.js';

/** Holds the key that was fetched last, so that a passphrase is asked for and a keychain called once. */
export type KeyHolder = {
	/** The key that a file names: the one that is held, or fetched now. */
	readonly fetch: (policy: KeyedPolicy) => Promise<Result<Sealer>>;
	/** Without fetching anything. @param id of the key */
	readonly held: (id: string) => Sealer | undefined;
};

/** How long a refusal stands in for the next answer, in milliseconds: many who ask at once are refused once. */
const refusalLife = 10_000;

type Fetched = {
	readonly id: string;
	readonly answer: Promise<Result<Sealer>>;
	sealer: Sealer | undefined;
	/** When it was refused. */
	refusedAt: number | undefined;
};

/** @param keys loaded, with all that encrypts, when the first key is wanted */
export const createKeyHolder = ({
	keys,
	clock,
}: {
	readonly keys: () => Promise<Keys>;
	readonly clock: Clock;
}): KeyHolder => {
	let last: Fetched | undefined;
	return {
		fetch: policy => {
			const isOver = last?.refusedAt !== undefined && clock.now() - last.refusedAt > refusalLife;
			if (last?.id === policy.key && !isOver) return last.answer;
			const answer = keys().then(({find}) => find(policy));
			const fetched: Fetched = {id: policy.key, answer, sealer: undefined, refusedAt: undefined};
			last = fetched;
			answer.then(
				result => {
					if (result.ok) fetched.sealer = result.value;
					else fetched.refusedAt = clock.now();
				},
				// Whoever waits for it hears of it.
				() => undefined,
			);
			return answer;
		},
		held: id => (last?.id === id ? last.sealer : undefined),
	};
};
