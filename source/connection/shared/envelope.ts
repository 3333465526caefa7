import type {SharedFacts, SharedGrant} from './record.js';

/** Which of the two keys: A opens access tokens, R the refresh token and the client secret. */
export type KeyKind = 'a' | 'r';

/** A column that holds something sealed, or a file of this machine that does. */
export type SealedField = 'access_token' | 'refresh_token' | 'client_secret' | 'spool' | 'cache';

/** What decides where a secret is sent: the data center, the client, the URLs, further hosts. Null for what a row does not have. */
export type BoundServers = readonly unknown[];

/** Where something sealed belongs; what was put elsewhere does not open. */
export type SealedPlace = {
	readonly store: string;
	readonly name: string;
	readonly field: SealedField;
	/** Absent for files of this machine, which no other one can write, and in rows of format 1. */
	readonly servers?: BoundServers | undefined;
};

/** A database stores URLs and data center in the clear; a change of them there makes the secrets of the row unreadable. */
export const serversOf = ({connection, service}: SharedFacts): BoundServers => [
	connection.dataCenter ?? null,
	...(['clientId', 'authorizeUrl', 'accessTokenUrl', 'refreshTokenUrl'] as const).map(
		key => service[key] ?? null,
	),
	// Only where there is one, so that what was sealed before these were known opens as it did.
	...(['revocationUrl', 'userinfoUrl', 'allowedHosts'] as const).flatMap(key =>
		service[key] === undefined ? [] : [[key, service[key]]],
	),
];

/** The place of a column of a row. */
export const placeIn = (
	{store, name, facts}: Pick<SharedGrant, 'store' | 'name' | 'facts'>,
	field: SealedField,
): SealedPlace => ({store, name, field, servers: serversOf(facts)});

export const isSameServers = (one: SharedFacts, other: SharedFacts): boolean =>
	JSON.stringify(serversOf(one)) === JSON.stringify(serversOf(other));

export const kindOf = (field: SealedField): KeyKind =>
	field === 'access_token' || field === 'cache' ? 'a' : 'r';

/** The additional data of AES-GCM. */
export const bindingOf = ({store, name, field, servers}: SealedPlace): string =>
	JSON.stringify(
		servers === undefined
			? ['zoho-connections', 'shared', 1, store, name, field]
			: ['zoho-connections', 'shared', 2, store, name, field, servers],
	);

const envelopePattern = /^(?<keyId>[a-z0-9]+):(?<nonce>[\w-]{16}):(?<tag>[\w-]{22}):(?<bytes>[\w-]*)$/;

/** Undefined for what is no envelope. */
export const parseEnvelope = (text: string) => {
	const {keyId, nonce, tag, bytes} = envelopePattern.exec(text)?.groups ?? {};
	return keyId === undefined || nonce === undefined || tag === undefined || bytes === undefined
		? undefined
		: {keyId, nonce, tag, bytes};
};

/** `keyId:nonce:tag:bytes`, each but the first in base64url. */
export type Envelope = Readonly<NonNullable<ReturnType<typeof parseEnvelope>>>;

export const printEnvelope = ({keyId, nonce, tag, bytes}: Envelope): string =>
	`${keyId}:${nonce}:${tag}:${bytes}`;
