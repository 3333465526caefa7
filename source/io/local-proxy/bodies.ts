import type {Readable} from 'node:stream';
import {brotliDecompressSync, unzipSync} from 'node:zlib';
import {longestInput, longestLook, longestReplay} from '../bounds.js';

/** The body of a request on its way: handed on as it comes, and kept as long as it is short. */
export const createUpload = (source: Readable) => {
	let kept: Uint8Array[] | undefined = [];
	let length = 0;
	let isWhole = false;
	const read = async function* (): AsyncGenerator<Uint8Array> {
		// The request stays open when the API answers before it has read everything: the answer goes back on the same socket.
		for await (const part of source.iterator({destroyOnReturn: false})) {
			const bytes: Uint8Array = part;
			length += bytes.length;
			if (length > longestInput) throw new Error('The body is too long.');
			if (length > longestReplay) kept = undefined;
			kept?.push(bytes);
			yield bytes;
		}
		isWhole = true;
	};
	return {
		parts: read(),
		/** All of it once more; undefined where it was too long, or is not all there. */
		again: (): Uint8Array | undefined => (isWhole && kept ? Buffer.concat(kept) : undefined),
		/** It went beyond the bound, and was cut off. */
		isTooLong: (): boolean => length > longestInput,
	};
};

export type Upload = ReturnType<typeof createUpload>;

/** The beginning of an answer. */
export type Look = {readonly start: readonly Uint8Array[]; readonly isWhole: boolean};

/** Reads a short answer, or the beginning of a longer one; the rest stays in the stream. Rejects where it breaks off. */
export const lookAt = async (body: Readable): Promise<Look> => {
	const start: Uint8Array[] = [];
	let length = 0;
	for await (const part of body.iterator({destroyOnReturn: false})) {
		const bytes: Uint8Array = part;
		start.push(bytes);
		length += bytes.length;
		if (length > longestLook) return {start, isWhole: false};
	}
	return {start, isWhole: true};
};

/** The text of a short answer, unpacked; undefined where it is not one. */
export const textOf = ({start, isWhole}: Look, coding: string | undefined): string | undefined => {
	if (!isWhole) return undefined;
	const bytes = Buffer.concat(start);
	const bound = {maxOutputLength: 16 * longestLook};
	try {
		switch (coding?.toLowerCase() ?? 'identity') {
			case 'identity':
				return bytes.toString('utf8');
			case 'gzip':
			case 'x-gzip':
			case 'deflate':
				return unzipSync(bytes, bound).toString('utf8');
			case 'br':
				return brotliDecompressSync(bytes, bound).toString('utf8');
			default:
				return undefined;
		}
	} catch {
		return undefined;
	}
};
