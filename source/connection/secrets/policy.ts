import {anyOf, fits, number, type Of, oneOf, text, where} from '../file/parts.js';

const wholeNumber = (least: number, most: number) =>
	where(number, one => Number.isInteger(one) && one >= least && one <= most, 'out of bounds');

const powerOfTwo = where(
	wholeNumber(2 ** 10, 2 ** 20),
	one => Number.isInteger(Math.log2(one)),
	'not a power of two',
);

/** Bytes that scrypt may take (128 · cost · block size): twice what a new passphrase takes. */
const mostMemory = 2 ** 28;

const scrypt = {
	cost: powerOfTwo,
	blockSize: wholeNumber(1, 16),
	parallelization: wholeNumber(1, 16),
	/** Base64. */
	salt: text,
};

/** Parameters of scrypt (RFC 7914 section 2), bounded so that a file cannot make the program ask for endless memory. */
export type ScryptParameters = Of<typeof scrypt>;

const isBounded = ({cost, blockSize}: ScryptParameters): boolean => 128 * cost * blockSize <= mostMemory;

const keyed = {
	/** The id of the key that seals now; new with every key. */
	key: text,
	/** A known text, sealed: tells a wrong key from a damaged secret. */
	check: text,
};

/**
 * How the secrets of the file are kept, remembered in it: as they are (the file's mode protects them), or sealed with a key
 * that lies in the keychain of the system, with one of 32 bytes that a file or a command gives, or with one that a passphrase makes. New secrets follow it.
 */
export const secretPolicy = anyOf(
	fits({kept: oneOf('plain')}),
	fits({kept: oneOf('keychain'), ...keyed}),
	fits({kept: oneOf('key'), ...keyed}),
	fits({
		kept: oneOf('passphrase'),
		...keyed,
		scrypt: where(fits(scrypt), isBounded, 'too much memory'),
	}),
);

export type SecretPolicy = NonNullable<(typeof secretPolicy)['of']>;
export type KeyedPolicy = Exclude<SecretPolicy, {kept: 'plain'}>;
export type RawPolicy = Extract<SecretPolicy, {kept: 'key'}>;

/** Characters that a new passphrase has at least. */
export const leastPassphrase = 8;
