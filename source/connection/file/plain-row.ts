import {clientTypes, grantTypes} from '../../zoho/flows/client-type.js';
import {clientAuths} from '../../zoho/servers/client-auth.js';
import {parseJson} from '../../zoho/text.js';
import type {Connection, Problem, Undo} from '../connection.js';
import {isLinkName} from '../link-name.js';
import type {Service, ServiceFacts} from '../service.js';
import type {ConnectionsFile} from './format.js';

/** A connection whose access token stands in the file as it is. */
export type PlainRow = Connection & {
	readonly accessToken: {readonly plain: string};
	readonly accessTokenExpiresAt: string;
};

export type Check = (value: unknown) => boolean;
/** A check for each key of a schema's type: a field that is new there is missing here until the compiler is content. */
type Checks<Row> = Readonly<Record<keyof Row, Check>>;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText: Check = value => typeof value === 'string';
export const isTruth: Check = value => typeof value === 'boolean';
export const isTime: Check = value => typeof value === 'string' && !Number.isNaN(Date.parse(value));
export const isName: Check = value => typeof value === 'string' && isLinkName(value);
const isAbsent: Check = value => value === undefined;
export const oneOf =
	(...values: readonly unknown[]): Check =>
	value =>
		values.includes(value);
export const orNull =
	(check: Check): Check =>
	value =>
		value === null || check(value);
export const orAbsent =
	(check: Check): Check =>
	value =>
		value === undefined || check(value);
export const listOf =
	(check: Check): Check =>
	value =>
		Array.isArray(value) && value.every(check);
export const fits =
	<Row>(checks: Checks<Row>) =>
	(value: unknown): value is Row =>
		isRecord(value) && Object.entries<Check>(checks).every(([key, check]) => check(value[key]));

export const texts = listOf(isText);
export const isPlain = fits<{plain: string}>({plain: isText});
const isProblem = fits<Problem>({id: isText, reason: isText, at: isTime});

export const facts: Checks<ServiceFacts> = {
	linkName: isName,
	name: isText,
	authenticationType: oneOf('oauth2'),
	parameterType: oneOf('header', 'query'),
	grantType: oneOf(...grantTypes),
	clientType: orAbsent(oneOf(...clientTypes)),
	soid: orAbsent(isText),
	dataCenter: orNull(isText),
	sameCredentials: isTruth,
	enabledDataCenters: texts,
	clientId: isText,
	authorizeUrl: isText,
	accessTokenUrl: isText,
	refreshTokenUrl: isText,
	scopes: texts,
	scopeDelimiter: oneOf('comma', 'space', 'plus'),
	clientAuth: orAbsent(oneOf(...clientAuths)),
	issuer: orAbsent(isText),
	namesIssuer: orAbsent(isTruth),
	revocationUrl: orAbsent(isText),
	userinfoUrl: orAbsent(isText),
	allowedHosts: orAbsent(texts),
	createdAt: isTime,
	updatedAt: isTime,
};

const isService = fits<Service>({...facts, clientSecret: isPlain});

const grant = {
	apiDomain: orNull(isText),
	scopesGranted: orNull(texts),
	refreshedAt: listOf(isTime),
	account: orNull(
		fits<NonNullable<Connection['account']>>({id: isText, email: orNull(isText), name: orNull(isText)}),
	),
	organization: orNull(
		fits<NonNullable<Connection['organization']>>({id: isText, name: isText, product: isText}),
	),
};

const isUndo = fits<Undo>({
	name: isText,
	linkName: orAbsent(isName),
	service: isName,
	serviceBefore: orNull(fits<ServiceFacts>(facts)),
	serviceUpdatedAt: isTime,
	scopesRequested: texts,
	grant: orNull(fits<NonNullable<Undo['grant']>>(grant)),
	at: isTime,
});

export const row: Checks<PlainRow> = {
	...grant,
	linkName: isName,
	name: isText,
	service: isName,
	dataCenter: orNull(isText),
	scopesRequested: texts,
	refreshToken: isPlain,
	noRefreshToken: orAbsent(oneOf(true)),
	clientCredentials: orAbsent(oneOf(true)),
	accessToken: isPlain,
	accessTokenExpiresAt: isTime,
	rotates: orAbsent(isTruth),
	throttledUntil: orNull(isTime),
	refusal: orNull(isProblem),
	doubt: orNull(isProblem),
	verifiedAt: orNull(isTime),
	createdAt: isTime,
	updatedAt: isTime,
	// A consent under way, or a grant that is still to be revoked: rare, and no more than that is lost.
	incoming: isAbsent,
	outgoing: isAbsent,
	undo: orAbsent(isUndo),
	sigma: orAbsent(
		fits<NonNullable<Connection['sigma']>>({done: texts, of: Number.isFinite, extension: isText, at: isTime}),
	),
};

const isRow = fits<PlainRow>(row);

const own = (rows: unknown, name: string): unknown =>
	isRecord(rows) && Object.hasOwn(rows, name) ? rows[name] : undefined;

/**
 * A connection that has an access token, read without schemas, whose making takes longer than all the rest of `zconn token`.
 * Every field of it and of its service is looked at, so that what `parseOneConnection` refuses is never answered here. Undefined for
 * anything else than a plain row as this program writes it: what is sealed, shared, under way or damaged is for the schemas,
 * which also say what is wrong.
 */
export const readPlainRow = (text: string, linkName: string): PlainRow | undefined => {
	const file = parseJson(text);
	const format: ConnectionsFile['format'] = 1;
	if (!isRecord(file) || file.format !== format || !isRecord(file.drafts)) return undefined;
	const found = own(file.connections, linkName);
	if (!isRow(found)) return undefined;
	return isService(own(file.services, found.service)) ? found : undefined;
};
