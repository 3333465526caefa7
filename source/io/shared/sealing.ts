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

/** Loaded at its first use: a token of this machine alone needs none of it. */
const crypto = () => process.getBuiltinModule('node:crypto');

const keySize = 32;
/** What NIST SP 800-38D recommends for GCM. */
const nonceSize = 12;

type Key = {readonly kind: KeyKind; readonly id: string; readonly bytes: Uint8Array};

/** Seals and opens what the shared store keeps. Nothing is asked of anybody. */
export type SharedSealer = {
	/** Ids of the keys of one kind; the first one seals. */
	readonly ids: (kind: KeyKind) => readonly string[];
	/** Refuses `store-key-missing` (exit 6). */
	readonly seal: (text: string, place: SealedPlace) => Result<string>;
	/** Refuses `store-key-missing`, `store-damaged` (exit 6). */
	readonly open: (sealed: string, place: SealedPlace) => Result<string>;
};

/** Names the key and tells nothing of it: half of a hash of 32 random bytes. */
const idOf = (kind: KeyKind, bytes: Uint8Array): string =>
	crypto().createHash('sha256').update(`zoho-connections ${kind} `).update(bytes).digest('hex').slice(0, 16);

export const newSpelledKey = (kind: KeyKind): string =>
	spellKey({kind, bytes: crypto().randomBytes(keySize).toString('base64url')});

const readKey = ({kind, bytes: text}: SpelledKey): Key => {
	const bytes = Buffer.from(text, 'base64url');
	return {kind, bytes, id: idOf(kind, bytes)};
};

const encrypt = ({bytes, id}: Key, text: string, place: SealedPlace): string => {
	const nonce = crypto().randomBytes(nonceSize);
	const cipher = crypto()
		.createCipheriv('aes-256-gcm', bytes, nonce)
		.setAAD(Buffer.from(bindingOf(place)));
	const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return printEnvelope({
		keyId: id,
		nonce: nonce.toString('base64url'),
		tag: cipher.getAuthTag().toString('base64url'),
		bytes: content.toString('base64url'),
	});
};

const what: Readonly<Record<KeyKind, string>> = {a: 'access tokens', r: 'refresh tokens'};

/** AES-256-GCM, a fresh nonce each time, the place as additional data. @param text as `ZCONN_STORE_KEY` has it */
export const createSharedSealer = (text: string): Result<SharedSealer> => {
	const spelled = parseKeys(text);
	if (!spelled) return refused(storeKeyUnfit);
	const keys = spelled.map(readKey);
	const of = (kind: KeyKind): readonly Key[] => keys.filter(key => key.kind === kind);
	return ok({
		ids: kind => of(kind).map(({id}) => id),
		seal: (open, place) => {
			const kind = kindOf(place.field);
			const [key] = of(kind);
			return key
				? ok(encrypt(key, open, place))
				: refused(storeKeyMissing(what[kind], `ZCONN_STORE_KEY has no key that starts with zk${kind}_.`));
		},
		open: (sealed, place) => {
			const kind = kindOf(place.field);
			const envelope = parseEnvelope(sealed);
			if (!envelope) return refused(storeDamaged(place.name));
			const key = of(kind).find(({id}) => id === envelope.keyId);
			if (!key) {
				const why = `"${place.name}" is sealed with the key ${envelope.keyId}, which ZCONN_STORE_KEY does not hold.`;
				return refused(storeKeyMissing(what[kind], why));
			}
			const decipher = crypto()
				.createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(envelope.nonce, 'base64url'), {
					authTagLength: 16,
				})
				.setAAD(Buffer.from(bindingOf(place)))
				.setAuthTag(Buffer.from(envelope.tag, 'base64url'));
			try {
				const bytes = Buffer.from(envelope.bytes, 'base64url');
				return ok(Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8'));
			} catch {
				// The tag does not fit; there is no more to know.
				return refused(storeDamaged(place.name));
			}
		},
	});
};
