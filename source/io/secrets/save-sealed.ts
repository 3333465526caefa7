import type {Result} from '../../zoho/refusal.js';

const rounds = 5;

/**
 * Seals and saves; and once more if another program has changed how secrets are stored in between. For a result that must
 * not be lost: a grant that Zoho has just issued.
 */
export const saveSealed = async <T>(save: () => Promise<Result<T>>): Promise<Result<T>> => {
	for (let round = 1; ; round++) {
		const saved = await save();
		if (saved.ok || saved.refusal.id !== 'secrets-changed' || round === rounds) return saved;
	}
};
