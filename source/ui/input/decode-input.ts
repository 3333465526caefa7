/** One character in UTF-8 of two to four bytes, as latin1 shows its bytes. */
const manyBytes = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}/g;
/** The beginning of one, at the end of what has come. */
const unfinished = /(?:[\xC2-\xF4]|[\xE0-\xF4][\x80-\xBF]|[\xF0-\xF4][\x80-\xBF]{2})$/;

/**
 * Decodes input from a terminal, in pieces that may end in the middle of a character.
 *
 * It differs from Node's decoder in one thing: a byte from 0x80 to 0x9F outside any character stays the C1 control that it is,
 * because terminals set to 8-bit controls begin their replies with it. Other bytes that mean nothing become U+FFFD.
 */
export const createInputDecoder = (): ((bytes: Uint8Array) => string) => {
	let held = '';
	return bytes => {
		const raw = held + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
		held = unfinished.exec(raw)?.[0] ?? '';
		const whole = raw.slice(0, raw.length - held.length);
		let text = '';
		let from = 0;
		const alone = (piece: string): string => piece.replace(/[\xA0-\xFF]/g, '\uFFFD');
		for (const {0: found, index} of whole.matchAll(manyBytes)) {
			text += alone(whole.slice(from, index)) + Buffer.from(found, 'latin1').toString('utf8');
			from = index + found.length;
		}
		return text + alone(whole.slice(from));
	};
};
