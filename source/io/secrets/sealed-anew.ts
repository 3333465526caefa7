import type {Result} from '../../zoho/refusal.js';

const rounds = 5;

/**
 * Seals and saves; and once more where another program changed meanwhile how secrets are kept. For what must not be lost: a
 * grant that Zoho has just issued.
 */
export const sealedAnew = async <T>(save: () => Promise<Result<T>>): Promise<Result<T>> => {
	for (let round = 1; ; round++) {
		const saved = await save();
		if (saved.ok || saved.refusal.id !== 'secrets-changed' || round === rounds) return saved;
	}
};
