import {emptyFile} from '../../connection/file/contents.js';
import {bringsStrays, mapSecrets, policyOf, secretsIn} from '../../connection/secrets/places.js';
import {leastPassphrase, type SecretPolicy} from '../../connection/secrets/policy.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {KeyedFile} from './keyed-file.js';
import type {NewKey} from './keys.js';
import {passphraseUnfit, secretDamaged, secretsChanged} from './refusals.js';
import type {Sealer} from './sealed.js';

export type SecretPolicyChange =
	| {readonly kept: 'plain' | 'keychain' | 'key'}
	| {readonly kept: 'passphrase'; readonly passphrase: string};

export type ChangedSecrets = {
	readonly before: SecretPolicy['kept'];
	readonly after: SecretPolicy['kept'];
	/** How many secrets were sealed or opened; 0 when all was already as requested, and nothing was written. */
	readonly count: number;
	readonly isWritten: boolean;
};

const oldSealer = async (
	{keyHolder}: KeyedFile,
	policy: SecretPolicy,
): Promise<Result<Sealer | undefined>> => (policy.kept === 'plain' ? ok(undefined) : keyHolder.fetch(policy));

/** @returns undefined for secrets that are to stand as they are */
const newKeyFor = async (
	{keys, environment}: KeyedFile,
	policyChange: SecretPolicyChange,
): Promise<Result<NewKey | undefined>> => {
	switch (policyChange.kept) {
		case 'plain':
			return ok(undefined);
		case 'keychain':
			return (await keys()).inKeychain();
		case 'key':
			return (await import('./raw-key.js')).makeRawKey(environment);
		case 'passphrase':
			return policyChange.passphrase.length < leastPassphrase
				? refused(passphraseUnfit(`It has fewer than ${leastPassphrase} characters.`))
				: (await keys()).ofPassphrase(policyChange.passphrase);
	}
};

/** Opens every secret and seals it again, in one write under the lock, the backup included; all of them or none. */
const rewrite = async (
	{store}: KeyedFile,
	before: SecretPolicy,
	from: Sealer | undefined,
	to: NewKey | undefined,
): Promise<Result<number>> => {
	let count = 0;
	const written = await store.update(
		file => {
			// The key that was fetched is that of another way by now.
			if (JSON.stringify(policyOf(file)) !== JSON.stringify(before)) return refused(secretsChanged);
			const problems: Refusal[] = [];
			// A change may be worked out more than once.
			count = 0;
			const next = mapSecrets(file, (secret, place) => {
				if ('shared' in secret) return secret;
				const open = 'plain' in secret ? secret.plain : from?.open(secret, place);
				if (open === undefined) {
					problems.push(secretDamaged(place));
					return secret;
				}
				count++;
				return to ? to.sealer.seal(open, place) : {plain: open};
			});
			const [problem] = problems;
			return problem ? refused(problem) : ok({...next, secrets: to?.policy ?? {kept: 'plain'}});
		},
		{forgets: true},
	);
	return written.ok ? ok(count) : written;
};

/**
 * Changes how the secrets of a file are kept, and remembers it there. Everything that can fail is tried before: the file can
 * be written, the old key is there, the new one can be kept. Where it fails the file is as it was.
 */
export const changeSecrets = async (
	keyedFile: KeyedFile,
	policyChange: SecretPolicyChange,
): Promise<Result<ChangedSecrets>> => {
	const read = keyedFile.store.read();
	if (!read.ok) return read;
	const before = policyOf(read.value);
	const counts = {before: before.kept, after: policyChange.kept};
	const hasStrays = bringsStrays({...emptyFile, secrets: before}, read.value);
	// A passphrase that was given again may be a new one.
	if (
		before.kept === policyChange.kept &&
		policyChange.kept !== 'passphrase' &&
		!hasStrays &&
		read.value.secrets
	) {
		return ok({...counts, count: secretsIn(read.value).length, isWritten: false});
	}
	const writable = await keyedFile.store.checkWritable();
	if (!writable.ok) return writable;
	const from = await oldSealer(keyedFile, before);
	if (!from.ok) return from;
	const to = await newKeyFor(keyedFile, policyChange);
	if (!to.ok) return to;
	const count = await rewrite(keyedFile, before, from.value, to.value);
	if (count.ok) return ok({...counts, count: count.value, isWritten: true});
	const now = keyedFile.store.readSecretPolicy();
	const made = to.value?.policy;
	// Not where the file could not be read, or put back: it may hold what only this key opens.
	const isUnused = now.ok && (now.value.kept === 'plain' || now.value.key !== made?.key);
	if (made && isUnused) await (await keyedFile.keys()).forget(made);
	return count;
};
