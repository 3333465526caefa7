import * as z from 'zod/mini';

const wholeNumber = (least: number, most: number) =>
	z
		.number()
		.check(
			z.refine(number => Number.isInteger(number) && number >= least && number <= most, 'is out of bounds'),
		);

const powerOfTwo = z
	.number()
	.check(
		z.refine(
			number => Number.isInteger(Math.log2(number)) && number >= 2 ** 10 && number <= 2 ** 20,
			'is not a power of two within bounds',
		),
	);

/** Bytes that scrypt may take (128 · cost · block size): twice what a new passphrase takes. */
const mostMemory = 2 ** 28;

/** Parameters of scrypt (RFC 7914 section 2), bounded so that a file cannot make the program ask for endless memory. */
const scryptSchema = z
	.object({
		cost: powerOfTwo,
		blockSize: wholeNumber(1, 16),
		parallelization: wholeNumber(1, 16),
		/** Base64. */
		salt: z.string(),
	})
	.check(z.refine(({cost, blockSize}) => 128 * cost * blockSize <= mostMemory, 'asks for too much memory'));

const keyed = {
	/** The id of the key that seals now; new with every key. */
	key: z.string(),
	/** A known text, sealed: tells a wrong key from a damaged secret. */
	check: z.string(),
};

/**
 * How the secrets of the file are kept, remembered in it: as they are (the file's mode protects them), or sealed with a key
 * that lies in the keychain of the system, with one of 32 bytes that a file or a command gives, or with one that a passphrase makes. New secrets follow it.
 */
export const secretPolicySchema = z.discriminatedUnion('kept', [
	z.object({kept: z.literal('plain')}),
	z.object({kept: z.literal('keychain'), ...keyed}),
	z.object({kept: z.literal('key'), ...keyed}),
	z.object({kept: z.literal('passphrase'), ...keyed, scrypt: scryptSchema}),
]);

export type SecretPolicy = z.infer<typeof secretPolicySchema>;
export type KeyedPolicy = Exclude<SecretPolicy, {kept: 'plain'}>;
export type RawPolicy = Extract<SecretPolicy, {kept: 'key'}>;
export type ScryptParameters = z.infer<typeof scryptSchema>;

/** Characters that a new passphrase has at least. */
export const leastPassphrase = 8;
