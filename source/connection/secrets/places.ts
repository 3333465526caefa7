import type {Connection, Incoming, Outgoing} from '../connection.js';
import type {Draft} from '../draft.js';
import {type ConnectionsFile, emptyFile, mapRows, someRows} from '../file/contents.js';
import type {Service} from '../service.js';
import {accessTokenOf, clientSecretOf, draftSecretOf, refreshTokenOf} from './place.js';
import {plainPolicy} from './plain-policy.js';
import type {SecretPolicy} from './policy.js';
import type {Secret, SecretPlace} from './secret.js';

type Change = (secret: Secret, place: SecretPlace) => Secret;

const serviceWith = <T extends Pick<Service, 'linkName' | 'clientSecret'>>(
	service: T,
	change: Change,
): T => ({
	...service,
	clientSecret: change(service.clientSecret, clientSecretOf(service.linkName)),
});

const tokensWith = <T extends Pick<Connection, 'refreshToken' | 'accessToken'>>(
	grant: T,
	linkName: string,
	change: Change,
): T => ({
	...grant,
	refreshToken: change(grant.refreshToken, refreshTokenOf(linkName)),
	accessToken: grant.accessToken && change(grant.accessToken, accessTokenOf(linkName)),
});

const incomingWith = (incoming: Incoming, linkName: string, change: Change): Incoming => ({
	...tokensWith(incoming, linkName, change),
	service: incoming.service && serviceWith(incoming.service, change),
});

const outgoingWith = (outgoing: Outgoing, linkName: string, change: Change): Outgoing => ({
	...outgoing,
	refreshToken: change(outgoing.refreshToken, refreshTokenOf(linkName)),
	clientSecret: change(outgoing.clientSecret, clientSecretOf(outgoing.service)),
});

const connectionWith = (row: Connection, change: Change): Connection => {
	const {linkName, incoming, outgoing} = row;
	return {
		...tokensWith(row, linkName, change),
		...(incoming ? {incoming: incomingWith(incoming, linkName, change)} : {}),
		...(outgoing ? {outgoing: outgoing.map(old => outgoingWith(old, linkName, change))} : {}),
	};
};

const draftWith = (draft: Draft, change: Change): Draft => ({
	...draft,
	clientSecret: draft.clientSecret && change(draft.clientSecret, draftSecretOf(draft.id)),
});

/** The file with every secret changed, wherever one stands. */
export const mapSecrets = (file: ConnectionsFile, change: Change): ConnectionsFile => ({
	...file,
	services: mapRows(file.services, row => serviceWith(row, change)),
	connections: mapRows(file.connections, row => connectionWith(row, change)),
	drafts: mapRows(file.drafts, row => draftWith(row, change)),
});

/** Every secret of a file, or of some rows, with where it stands. */
export const secretsWithPlaces = (
	rows: Partial<ConnectionsFile>,
): ReadonlyArray<readonly [Secret, SecretPlace]> => {
	const found: (readonly [Secret, SecretPlace])[] = [];
	mapSecrets({...emptyFile, ...rows}, (secret, place) => {
		found.push([secret, place]);
		return secret;
	});
	return found;
};

/** Every secret that the file itself keeps. */
export const secretsIn = (file: ConnectionsFile): readonly Secret[] =>
	secretsWithPlaces(file).flatMap(([secret]) => ('shared' in secret ? [] : [secret]));

export const policyOf = ({secrets}: Pick<ConnectionsFile, 'secrets'>): SecretPolicy => secrets ?? plainPolicy;

/** What is kept elsewhere fits every way of keeping secrets here. */
const isFitting = (secret: Secret, policy: SecretPolicy): boolean =>
	'shared' in secret ||
	(policy.kept === 'plain' ? 'plain' in secret : 'sealed' in secret && secret.key === policy.key);

/** Whether something is sealed with a key that the file does not name: then it is unknown how to store new secrets. */
export const hasForeignSeals = (file: ConnectionsFile): boolean => {
	const policy = policyOf(file);
	return secretsIn(file).some(secret => 'sealed' in secret && !isFitting(secret, policy));
};

/** The rows that are not the very same objects as before. */
const changedRows = <T>(
	before: Readonly<Record<string, T>>,
	after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> => someRows(after, (row, key) => !Object.is(before[key], row));

/**
 * Whether a change brings a secret that is not kept as the file says: sealed before another program changed how, or left as
 * it is. What stood in the file already may stay, and move.
 */
export const bringsStrays = (before: ConnectionsFile, after: ConnectionsFile): boolean => {
	const policy = policyOf(after);
	const isSamePolicy = JSON.stringify(policyOf(before)) === JSON.stringify(policy);
	const changed = isSamePolicy
		? {
				...after,
				services: changedRows(before.services, after.services),
				connections: changedRows(before.connections, after.connections),
				drafts: changedRows(before.drafts, after.drafts),
			}
		: after;
	const strays = secretsIn(changed).filter(secret => !isFitting(secret, policy));
	if (strays.length === 0) return false;
	const known = new Set(isSamePolicy ? secretsIn(before).map(secret => JSON.stringify(secret)) : []);
	return strays.some(secret => !known.has(JSON.stringify(secret)));
};
