import {sharedFormat} from './record.js';

/** Which of the two keys: A opens access tokens, R the refresh token and the client secret. */
export type KeyKind = 'a' | 'r';

/** A column that holds something sealed, or a file of this machine that does. */
export type SealedField = 'access_token' | 'refresh_token' | 'client_secret' | 'spool';

/** Where something sealed belongs; what was put elsewhere does not open. */
export type SealedPlace = {readonly store: string; readonly name: string; readonly field: SealedField};

export const kindOf = (field: SealedField): KeyKind => (field === 'access_token' ? 'a' : 'r');

/** The additional data of AES-GCM. */
export const bindingOf = ({store, name, field}: SealedPlace): string =>
	JSON.stringify(['zoho-connections', 'shared', sharedFormat, store, name, field]);

/** `keyId:nonce:tag:bytes`, each but the first in base64url. */
export type Envelope = {
	readonly keyId: string;
	readonly nonce: string;
	readonly tag: string;
	readonly bytes: string;
};

export const printEnvelope = ({keyId, nonce, tag, bytes}: Envelope): string =>
	`${keyId}:${nonce}:${tag}:${bytes}`;

const envelopePattern = /^(?<keyId>[a-z0-9]+):(?<nonce>[\w-]{16}):(?<tag>[\w-]{22}):(?<bytes>[\w-]*)$/;

/** Undefined for what is no envelope. */
export const parseEnvelope = (text: string): Envelope | undefined => {
	const {keyId, nonce, tag, bytes} = envelopePattern.exec(text)?.groups ?? {};
	return keyId === undefined || nonce === undefined || tag === undefined || bytes === undefined
		? undefined
		: {keyId, nonce, tag, bytes};
};
