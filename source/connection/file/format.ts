import * as z from 'zod/mini';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {type Connection, connectionSchema} from '../connection.js';
import {draftSchema} from '../draft.js';
import {plainPolicy} from '../secrets/plain-policy.js';
import {type SecretPolicy, secretPolicySchema} from '../secrets/policy.js';
import {type Service, serviceSchema} from '../service.js';
import {bare, bareFrom, type ConnectionsFile, currentFormat} from './contents.js';

export {bareFrom, type ConnectionsFile, currentFormat, emptyFile} from './contents.js';

const mapOf = <Row extends z.ZodMiniType>(rowSchema: Row) =>
	z.pipe(
		z.record(z.string(), rowSchema),
		z.transform(rows => bare(rows)),
	);

const fileSchema = z.looseObject({
	format: z.literal(currentFormat),
	secrets: z.optional(secretPolicySchema),
	services: mapOf(serviceSchema),
	connections: mapOf(connectionSchema),
	drafts: mapOf(draftSchema),
});

const unreadRows = mapOf(z.unknown());

/** The same object with its rows unread: one row of ten thousand can then be parsed alone. */
const envelopeSchema = z.looseObject({
	format: z.literal(currentFormat),
	services: unreadRows,
	connections: unreadRows,
	drafts: unreadRows,
});

/** One step of the chain: the raw object of format N made into one of format N + 1. Pure, total on valid input. */
export type Migration = (file: Readonly<Record<string, unknown>>) => Record<string, unknown>;
/** By the format a step starts from. Format 1 is the first, so there is none yet. */
export const migrations: Readonly<Record<number, Migration>> = {};

const unreadable = (path: string, problem: string): Refusal => ({
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

const recordSchema = z.record(z.string(), z.unknown());

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

/** Where in the file the first problem is; the value itself is never repeated, it may be a secret. */
const firstProblem = (error: z.core.$ZodError): string => {
	const issue = error.issues[0];
	return issue ? `at ${issue.path.join('.') || 'the top'}: ${issue.message}` : 'its shape is not right';
};

const readRaw = (text: string, path: string): Result<Record<string, unknown>> => {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refused(unreadable(path, text.trim() === '' ? 'The file is empty' : 'It is not whole JSON'));
	}
	const raw = z.safeParse(recordSchema, json);
	const format = raw.success ? raw.data.format : undefined;
	if (!raw.success || typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
		return refused(unreadable(path, 'It has no format number'));
	}
	if (format > currentFormat) return refused(newer(path, format));
	const migrated = migrate(raw.data);
	return migrated.ok ? migrated : refused(unreadable(path, migrated.refusal.why));
};

/**
 * Parses the whole file. Refuses (exit 6) what is not JSON, has no or a newer format number, or a row that does not fit;
 * the text is never changed.
 *
 * @param path for the refusal's words only
 */
export const parseConnectionsFile = (text: string, path: string): Result<ConnectionsFile> => {
	const raw = readRaw(text, path);
	if (!raw.ok) return raw;
	const parsed = z.safeParse(fileSchema, raw.value);
	return parsed.success ? ok(parsed.data) : refused(unreadable(path, firstProblem(parsed.error)));
};

/**
 * The same, a few rows at a time: the caller may do something else between two steps. With ten thousand rows the schemas take
 * several times as long as JSON does.
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
	const envelope = z.safeParse(envelopeSchema, raw.value);
	// Whatever is wrong has one wording, wherever it is found.
	if (!envelope.success) return parseConnectionsFile(text, path);
	const rows: (readonly [string, Connection])[] = [];
	for (const [linkName, row] of Object.entries(envelope.data.connections)) {
		const parsed = z.safeParse(connectionSchema, row);
		if (!parsed.success) return parseConnectionsFile(text, path);
		if (rows.push([linkName, parsed.data]) % count === 0) yield;
	}
	const others = z.safeParse(fileSchema, {...envelope.data, connections: {}});
	if (!others.success) return parseConnectionsFile(text, path);
	return ok({...others.data, connections: bareFrom(rows)});
}

const policySchema = z.looseObject({secrets: z.optional(secretPolicySchema)});

/** How the file keeps secrets, its rows unread. */
export const parseSecretPolicy = (text: string, path: string): Result<SecretPolicy> => {
	const raw = readRaw(text, path);
	if (!raw.ok) return raw;
	const parsed = z.safeParse(policySchema, raw.value);
	return parsed.success
		? ok(parsed.data.secrets ?? plainPolicy)
		: refused(unreadable(path, firstProblem(parsed.error)));
};

/** The same of what is parsed as JSON already and of the current format; undefined when it does not fit. */
export const readCurrentFile = (raw: unknown): ConnectionsFile | undefined => {
	const parsed = z.safeParse(fileSchema, raw);
	return parsed.success ? parsed.data : undefined;
};

export type ConnectionWithService = {readonly connection: Connection; readonly service: Service};

/**
 * Parses one connection and its service out of the file, leaving all other rows unread: the path of `zconn token`,
 * which must stay quick with ten thousand connections. `value` is undefined when there is no such connection.
 */
export const parseOneConnection = (
	text: string,
	path: string,
	linkName: string,
): Result<ConnectionWithService | undefined> => {
	const raw = readRaw(text, path);
	if (!raw.ok) return raw;
	const envelope = z.safeParse(envelopeSchema, raw.value);
	if (!envelope.success) return refused(unreadable(path, firstProblem(envelope.error)));
	const row = envelope.data.connections[linkName];
	if (row === undefined) return ok(undefined);
	const connection = z.safeParse(connectionSchema, row);
	if (!connection.success)
		return refused(unreadable(path, `connections.${linkName} ${firstProblem(connection.error)}`));
	const service = z.safeParse(serviceSchema, envelope.data.services[connection.data.service]);
	if (!service.success) {
		return refused(unreadable(path, `services.${connection.data.service} ${firstProblem(service.error)}`));
	}
	return ok({connection: connection.data, service: service.data});
};

const namesSchema = z.object({connections: recordSchema});

/** The link names of a file that is whole JSON. */
export const namesIn = (text: string | undefined): readonly string[] => {
	const file = z.safeParse(namesSchema, text === undefined ? undefined : JSON.parse(text));
	return file.success ? Object.keys(file.data.connections) : [];
};

/** The text that is written: stable key order, tabs, a final new line. */
export const printConnectionsFile = (file: ConnectionsFile): string =>
	`${JSON.stringify(file, undefined, '\t')}\n`;
