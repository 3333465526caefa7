import {mapped, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {isRecord, parseJson} from '../../zoho/text.js';
import {type Connection, connection} from '../connection.js';
import {draft} from '../draft.js';
import {plainPolicy} from '../secrets/plain-policy.js';
import {type SecretPolicy, secretPolicy} from '../secrets/policy.js';
import {service} from '../service.js';
import {bare, bareFrom, type ConnectionsFile, currentFormat} from './contents.js';
import {type Check, fits, is, type Misfit, mapOf, oneOf, orAbsent} from './parts.js';
import {type ConnectionWithService, envelope, ownRow, rowIn} from './row.js';

export {type ConnectionsFile, currentFormat, emptyFile} from './contents.js';
export type {ConnectionWithService} from './row.js';

const policyCheck = fits({secrets: orAbsent(secretPolicy)});

const whole: Check<ConnectionsFile> = fits({
	format: oneOf(currentFormat),
	secrets: orAbsent(secretPolicy),
	services: mapOf(service),
	connections: mapOf(connection),
	drafts: mapOf(draft),
});

/** One step of the chain: the raw object of format N made into one of format N + 1. Pure, total on valid input. */
export type Migration = (file: Readonly<Record<string, unknown>>) => Record<string, unknown>;
/** By the format a step starts from. Format 1 is the first, so there is none yet. */
export const migrations: Readonly<Record<number, Migration>> = {};

export const unreadable = (path: string, problem: string): Refusal => ({
	id: 'file-unreadable',
	what: `The connections file cannot be understood: ${path}`,
	why: `${problem}. It was left exactly as it is.`,
	next: 'Fix it, or move it away to start over (a copy may stand beside it, ending in .backup).',
	exitCode: 6,
});

const newer = (path: string, format: number): Refusal => ({
	id: 'file-newer',
	what: `The connections file was written by a newer zconn: ${path}`,
	why: `It has format ${format}; this program knows up to ${currentFormat}. It was left exactly as it is.`,
	next: 'Update with "npm install --global zoho-connections@latest", or use another folder with --config-dir.',
	exitCode: 6,
});

/** Brings a raw file up to `target` step by step. @param chain injectable for tests */
export const migrate = (
	raw: Readonly<Record<string, unknown>>,
	chain: Readonly<Record<number, Migration>> = migrations,
	target: number = currentFormat,
): Result<Record<string, unknown>> => {
	let file: Record<string, unknown> = {...raw};
	for (let format = Number(file.format); format < target; format++) {
		const step = chain[format];
		if (!step) return refused(unreadable('', `there is no way from format ${format} to ${format + 1}`));
		file = {...step(file), format: format + 1};
	}
	return ok(file);
};

/** Where in the file something does not fit. */
const misfitText = ({path, why}: Misfit): string => `at ${path.join('.') || 'the top'}: ${why}`;

const readRaw = (text: string, path: string): Result<Record<string, unknown>> => {
	const raw = parseJson(text);
	if (raw === undefined)
		return refused(unreadable(path, text.trim() === '' ? 'The file is empty' : 'It is not whole JSON'));
	const number = isRecord(raw) ? raw.format : undefined;
	if (!isRecord(raw) || typeof number !== 'number' || !Number.isInteger(number) || number < 1) {
		return refused(unreadable(path, 'It has no format number'));
	}
	if (number > currentFormat) return refused(newer(path, number));
	const migrated = migrate(raw);
	return migrated.ok ? migrated : refused(unreadable(path, migrated.refusal.why));
};

/** What fits, or where it does not. @param before of the place in the file where the value stands */
const checked = <T>(check: Check<T>, value: unknown, path: string, before = ''): Result<T> => {
	const misfit = check(value);
	return misfit ? refused(unreadable(path, `${before}${misfitText(misfit)}`)) : ok(value as T);
};

/**
 * A file that is parsed as JSON already; undefined when it does not fit.
 *
 * @param raw its rows are taken, not copied: ten thousand would take milliseconds
 */
export const currentFileOf = (raw: unknown): ConnectionsFile | undefined => {
	if (!is(whole, raw)) return undefined;
	const {services, connections, drafts} = raw;
	return {...raw, services: bare(services), connections: bare(connections), drafts: bare(drafts)};
};

/**
 * Reads the whole file. Refuses (exit 6) what is not JSON, has no or a newer format number, or a row that does not fit;
 * the text is never changed.
 *
 * @param path for the refusal's words only
 */
export const parseConnectionsFile = (text: string, path: string): Result<ConnectionsFile> => {
	const raw = readRaw(text, path);
	if (!raw.ok) return raw;
	const file = currentFileOf(raw.value);
	return file ? ok(file) : checked(whole, raw.value, path);
};

/**
 * The same, a few rows at a time: the caller may do something else between two steps.
 *
 * @param count rows of a step
 */
export function* parseInSteps(
	text: string,
	path: string,
	count: number,
): Generator<undefined, Result<ConnectionsFile>> {
	const raw = readRaw(text, path);
	if (!raw.ok) return raw;
	yield;
	const rows: [string, Connection][] = [];
	for (const [linkName, row] of Object.entries(
		isRecord(raw.value.connections) ? raw.value.connections : {},
	)) {
		// Whatever is wrong has one wording, wherever it is found.
		if (!is(connection, row)) return parseConnectionsFile(text, path);
		if (rows.push([linkName, row]) % count === 0) yield;
	}
	const others = is(envelope, raw.value) && currentFileOf({...raw.value, connections: {}});
	return others ? ok({...others, connections: bareFrom(rows)}) : parseConnectionsFile(text, path);
}

/** How the file keeps secrets, its rows unread. */
export const parseSecretPolicy = (text: string, path: string): Result<SecretPolicy> => {
	const raw = readRaw(text, path);
	const read = raw.ok ? checked(policyCheck, raw.value, path) : raw;
	return mapped(read, ({secrets}) => secrets ?? plainPolicy);
};

/** One connection and its service, all other rows unread. `value` is undefined when there is no such connection. */
export const parseOneConnection = (
	text: string,
	path: string,
	linkName: string,
): Result<ConnectionWithService | undefined> => {
	const raw = readRaw(text, path);
	const found = raw.ok ? rowIn(raw.value, linkName) : undefined;
	if (found) return ok(found);
	const read = raw.ok ? checked(envelope, raw.value, path) : raw;
	if (!read.ok) return read;
	const {services, connections} = read.value;
	if (!Object.hasOwn(connections, linkName)) return ok(undefined);
	const row = checked(connection, connections[linkName], path, `connections.${linkName} `);
	if (!row.ok) return row;
	const name = row.value.service;
	const used = checked(service, ownRow(services, name), path, `services.${name} `);
	return used.ok ? ok({connection: row.value, service: used.value}) : used;
};

/** The link names of a file that is whole JSON. */
export const namesIn = (text: string): readonly string[] => {
	const file = parseJson(text);
	return isRecord(file) && isRecord(file.connections) ? Object.keys(file.connections) : [];
};

/** The text that is written: stable key order, tabs, a final new line. */
export const printConnectionsFile = (file: ConnectionsFile): string =>
	`${JSON.stringify(file, undefined, '\t')}\n`;
