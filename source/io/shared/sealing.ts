import {
	bindingOf,
	type KeyKind,
	kindOf,
	parseEnvelope,
	printEnvelope,
	type SealedPlace,
} from '../../connection/shared/envelope.js';
import {storeDamaged, storeKeyMissing, storeKeyUnfit} from '../../connection/shared/refusals.js';
import {parseKeys, type SpelledKey, spellKey} from '../../connection/shared/store-keys.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {crypto, decrypt, encrypt, keySize} from '../secrets/aes-gcm.js';

type Key = {readonly kind: KeyKind; readonly id: string; readonly bytes: Uint8Array};

/** Names the key and tells nothing of it: half of a hash of 32 random bytes. */
const idOf = (kind: KeyKind, bytes: Uint8Array): string =>
	crypto().createHash('sha256').update(`zoho-connections ${kind} `).update(bytes).digest('hex').slice(0, 16);

export const newSpelledKey = (kind: KeyKind): string =>
	spellKey({kind, bytes: crypto().randomBytes(keySize).toString('base64url')});

const readKey = ({kind, bytes: text}: SpelledKey): Key => {
	const bytes = Buffer.from(text, 'base64url');
	return {kind, bytes, id: idOf(kind, bytes)};
};

const textOf = (bytes: Buffer): string => bytes.toString('base64url');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

const what: Readonly<Record<KeyKind, string>> = {a: 'access tokens', r: 'refresh tokens'};

const sealerWith = (keys: readonly Key[]) => {
	const of = (kind: KeyKind): readonly Key[] => keys.filter(key => key.kind === kind);
	return {
		/** Ids of the keys of one kind; the first one seals. */
		ids: (kind: KeyKind): readonly string[] => of(kind).map(({id}) => id),
		/** Refuses `store-key-missing` (exit 6). */
		seal: (open: string, place: SealedPlace): Result<string> => {
			const kind = kindOf(place.field);
			const [key] = of(kind);
			if (!key) {
				const why = `ZCONN_STORE_KEY has no key that starts with zk${kind}_.`;
				return refused(storeKeyMissing(what[kind], why));
			}
			const {nonce, tag, content} = encrypt(key.bytes, open, bindingOf(place));
			const envelope = {nonce: textOf(nonce), tag: textOf(tag), bytes: textOf(content)};
			return ok(printEnvelope({keyId: key.id, ...envelope}));
		},
		/** Refuses `store-key-missing`, `store-damaged` (exit 6). */
		open: (sealed: string, place: SealedPlace): Result<string> => {
			const kind = kindOf(place.field);
			const envelope = parseEnvelope(sealed);
			if (!envelope) return refused(storeDamaged(place.name));
			const key = of(kind).find(({id}) => id === envelope.keyId);
			if (!key) {
				const why = `"${place.name}" is sealed with the key ${envelope.keyId}, which ZCONN_STORE_KEY does not hold.`;
				return refused(storeKeyMissing(what[kind], why));
			}
			const {nonce, tag, bytes} = envelope;
			const parts = {nonce: bytesOf(nonce), tag: bytesOf(tag), content: bytesOf(bytes)};
			const opened = decrypt(key.bytes, parts, bindingOf(place));
			return opened === undefined ? refused(storeDamaged(place.name)) : ok(opened);
		},
	};
};

export type SharedSealer = ReturnType<typeof sealerWith>;

/** What seals and opens what the shared store keeps; nothing is asked of anybody. @param text as `ZCONN_STORE_KEY` has it */
export const createSharedSealer = (text: string): Result<SharedSealer> => {
	const keys = parseKeys(text)?.map(readKey);
	return keys ? ok(sealerWith(keys)) : refused(storeKeyUnfit);
};
