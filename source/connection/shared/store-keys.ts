import type {KeyKind} from './envelope.js';

/** A key as `ZCONN_STORE_KEY` spells it: what it opens, and its 32 bytes in base64url. */
export type SpelledKey = {readonly kind: KeyKind; readonly bytes: string};

/** The prefix lets scanners for leaked secrets find it. */
const keyPattern = /^zk(?<kind>[ar])_(?<bytes>[\w-]{43})$/;

export const spellKey = ({kind, bytes}: SpelledKey): string => `zk${kind}_${bytes}`;

/**
 * The keys of a text, separated by commas or white space: the first of each kind seals, all of them open.
 *
 * @returns undefined when one of them is no key
 */
export const parseKeys = (text: string): readonly SpelledKey[] | undefined => {
	const keys: SpelledKey[] = [];
	for (const word of text.split(/[\s,]+/).filter(part => part !== '')) {
		const {kind, bytes} = keyPattern.exec(word)?.groups ?? {};
		if ((kind !== 'a' && kind !== 'r') || bytes === undefined) return undefined;
		keys.push({kind, bytes});
	}
	return keys;
};
