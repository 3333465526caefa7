import * as z from 'zod/mini';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {connectionProblem, serviceProblem} from '../accepted.js';
import type {Connection} from '../connection.js';
import {hasUnseen} from '../link-name.js';
import type {Service} from '../service.js';
import {mapRows, someRows} from './contents.js';
import {type ConnectionsFile, currentFormat, emptyFile, parseConnectionsFile} from './format.js';

/** What an export holds: rows with their secrets open, or with empty ones in their places. */
export type Exported = {
	readonly hasSecrets: boolean;
	readonly file: Pick<ConnectionsFile, 'services' | 'connections'>;
};

/** Grants that wait or were replaced are the business of the machine that has them. */
const withoutOthers = ({incoming: _incoming, outgoing: _outgoing, ...row}: Connection): Connection => row;

/** The connections that were named, each with its service. @param names link names; all when empty */
export const chosenRows = (
	{services, connections}: ConnectionsFile,
	names: readonly string[],
): Exported['file'] => {
	const isNamed = (_row: Connection, linkName: string): boolean =>
		names.length === 0 || names.includes(linkName);
	const chosen = mapRows(someRows(connections, isNamed), withoutOthers);
	const used = new Set(Object.values(chosen).map(({service}) => service));
	return {connections: chosen, services: someRows(services, (_service, linkName) => used.has(linkName))};
};

const bareService = ({clientSecret: _secret, ...row}: Service) => row;

const bareConnection = (row: Connection) => {
	const {refreshToken: _refresh, accessToken: _access, accessTokenExpiresAt: _end, ...rest} = row;
	const {refreshedAt: _mints, throttledUntil: _throttle, refusal: _no, doubt: _doubt, ...bare} = rest;
	return bare;
};

/** The text of an export. With secrets it is to be encrypted before it goes anywhere. */
export const printExport = ({hasSecrets, file}: Exported): string => {
	const rows = hasSecrets
		? file
		: {services: mapRows(file.services, bareService), connections: mapRows(file.connections, bareConnection)};
	const head = {format: currentFormat, export: hasSecrets ? 'with-secrets' : 'without-secrets'};
	return `${JSON.stringify({...head, ...rows}, undefined, '\t')}\n`;
};

const rowsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const exportSchema = z.looseObject({
	export: z.enum(['with-secrets', 'without-secrets']),
	services: rowsSchema,
	connections: rowsSchema,
});

const unsealed = {plain: ''};
const noTokens = {
	refreshToken: unsealed,
	accessToken: null,
	accessTokenExpiresAt: null,
	refreshedAt: [],
	throttledUntil: null,
	refusal: null,
	doubt: null,
};

const noExport = (path: string, why: string) =>
	refused({
		id: 'import-unreadable',
		what: `This is no export of zconn: ${path}`,
		why,
		next: 'Make one with "zconn export" where the connections are.',
		exitCode: 6,
	});

/** No text of an export is longer: tokens are the longest of them. */
const maximumTextLength = 16_384;

/** What nothing has that was typed or that a server told: characters that cannot be seen, halves of characters, and no end. */
const isOdd = (text: string): boolean => text.length > maximumTextLength || hasUnseen(text);

const parse = (text: string): {readonly json: unknown; readonly isOddText: boolean} => {
	let isOddText = false;
	try {
		const json: unknown = JSON.parse(text, (key, value: unknown) => {
			isOddText ||= isOdd(key) || (typeof value === 'string' && isOdd(value));
			return value;
		});
		return {json, isOddText};
	} catch {
		return {json: undefined, isOddText: false};
	}
};

/** Why a row would not have passed the wizard, whose rules count for what is brought in too. */
const rowProblem = ({services, connections}: Exported['file'], hasSecrets: boolean): string | undefined => {
	for (const [key, service] of Object.entries(services)) {
		if (key !== service.linkName) return 'A service stands under another name than its own.';
		const problem = serviceProblem(service, hasSecrets);
		if (problem !== undefined) return problem;
	}
	for (const [key, connection] of Object.entries(connections)) {
		if (key !== connection.linkName || !services[connection.service])
			return 'A connection has no service in it.';
		const problem = connectionProblem(connection, hasSecrets);
		if (problem !== undefined) return problem;
	}
	return undefined;
};

/**
 * Reads an export; that of an older program too. Refuses `import-unreadable`, and `file-newer` (exit 6).
 *
 * @param path for the words of a refusal only
 */
export const parseExport = (text: string, path: string): Result<Exported> => {
	const {json, isOddText} = parse(text);
	const raw = z.safeParse(exportSchema, json);
	if (!raw.success) return noExport(path, 'It is not whole, or something else.');
	// It may have been made by hand, and its names are shown on terminals from here on.
	if (isOddText) return noExport(path, 'It holds characters that cannot be seen, or a text without end.');
	const hasSecrets = raw.data.export === 'with-secrets';
	const services = hasSecrets
		? raw.data.services
		: mapRows(raw.data.services, row => ({...row, clientSecret: unsealed}));
	const connections = hasSecrets
		? raw.data.connections
		: mapRows(raw.data.connections, row => ({...row, ...noTokens}));
	const whole = {...emptyFile, format: raw.data.format, services, connections};
	const file = parseConnectionsFile(JSON.stringify(whole), path);
	if (!file.ok) return file.refusal.id === 'file-newer' ? file : noExport(path, file.refusal.why);
	const problem = rowProblem(file.value, hasSecrets);
	return problem === undefined ? ok({hasSecrets, file: file.value}) : noExport(path, problem);
};
