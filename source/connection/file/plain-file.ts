import {parseJson} from '../../zoho/text.js';
import type {Connection} from '../connection.js';
import type {Draft} from '../draft.js';
import type {SealedSecret, SecretReference} from '../secrets/secret.js';
import type {Service} from '../service.js';
import {bare, type ConnectionsFile, currentFormat} from './contents.js';
import {
	type Check,
	facts,
	fits,
	isName,
	isPlain,
	isRecord,
	isText,
	isTime,
	isTruth,
	oneOf,
	orAbsent,
	orNull,
	row,
	texts,
} from './plain-row.js';

const rowsOf =
	(isRow: Check): Check =>
	value =>
		isRecord(value) && Object.entries(value).every(([name, row]) => name !== '__proto__' && isRow(row));

const isSealed = fits<SealedSecret>({sealed: isText, key: isText});
const isReference = fits<SecretReference>({shared: isText, grant: Number.isFinite});
const isSecret: Check = value => isPlain(value) || isSealed(value) || isReference(value);

const isService = fits<Service>({...facts, clientSecret: isSecret});

const isConnection = fits<Connection>({
	...row,
	refreshToken: isSecret,
	accessToken: orNull(isSecret),
	accessTokenExpiresAt: orNull(isTime),
});

const isDraft = fits<Draft>({
	id: isText,
	step: isText,
	field: isText,
	answers: rowsOf(answer => isText(answer) || isTruth(answer) || texts(answer)),
	clientSecret: orNull(isSecret),
	target: orAbsent(isName),
	createdAt: isTime,
	updatedAt: isTime,
});

const isPlainPolicy = fits({kept: oneOf('plain')});
const isKeyed = fits({kept: oneOf('keychain', 'key'), key: isText, check: isText});

const isFile = fits<ConnectionsFile>({
	format: oneOf(currentFormat),
	secrets: orAbsent(policy => isPlainPolicy(policy) || isKeyed(policy)),
	services: rowsOf(isService),
	connections: rowsOf(isConnection),
	drafts: rowsOf(isDraft),
});

/**
 * A file that is parsed as JSON, read without schemas, whose making takes longer than drawing the first frame. All of it is looked
 * at, so that what the schemas refuse is never taken here. Undefined for anything else than the usual: what is rare or damaged
 * is for the schemas, which also say what is wrong.
 * @param raw its rows are taken, not copied: ten thousand would take milliseconds
 */
export const plainFileOf = (raw: unknown): ConnectionsFile | undefined =>
	isFile(raw)
		? {
				...raw,
				services: bare(raw.services),
				connections: bare(raw.connections),
				drafts: bare(raw.drafts),
			}
		: undefined;

/** The same of its text. */
export const readPlainFile = (text: string): ConnectionsFile | undefined => plainFileOf(parseJson(text));
