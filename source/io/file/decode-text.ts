/** Encodings by the byte order mark that a file begins with; UTF-8 without one is the rule. */
const marks: ReadonlyArray<readonly [mark: readonly number[], encoding: string]> = [
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
	[[0xef, 0xbb, 0xbf], 'utf-8'],
];

/**
 * A text file as UTF-8 without a mark: PowerShell 5 writes what `>` redirects as UTF-16, and some editors put a mark in front.
 * What begins with none stays as it is, for it may be binary.
 */
export const withoutMark = (bytes: Uint8Array): Uint8Array => {
	const found = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
	return found ? new TextEncoder().encode(new TextDecoder(found[1]).decode(bytes)) : bytes;
};
