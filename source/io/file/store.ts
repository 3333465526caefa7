import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import {
	type ConnectionsFile,
	emptyFile,
	parseConnectionsFile,
	parseOneConnection,
	parseSecretPolicy,
	printConnectionsFile,
} from '../../connection/file/format.js';
import {bringsStrays} from '../../connection/secrets/places.js';
import {plainPolicy} from '../../connection/secrets/policy.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {Lock, Store} from '../ports.js';
import {secretsChanged} from '../secrets/refusals.js';
import {codeOf} from '../system/error-code.js';
import {previewFile} from './first-page.js';
import {
	backupName,
	checkOwner,
	ensureFolder,
	ensureRoom,
	fileName,
	lockName,
	probeDisk,
	realFile,
	removeLeftovers,
	writeBackup,
	writeInPlace,
} from './folder.js';
import {whyNotFound} from './near-names.js';
import {explainFailedWrite, explainUnreadableFile, explainUnwritableFile} from './refusals.js';

/** The text of the file; undefined when there is none. */
const readText = (file: string): Result<string | undefined> => {
	try {
		return ok(fs.readFileSync(file, 'utf8'));
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? ok(undefined) : refused(explainUnreadableFile(file, error));
	}
};

const namesSchema = z.object({connections: z.record(z.string(), z.unknown())});

const noSuchConnection = (linkName: string, text: string | undefined): Refusal => {
	const file = z.safeParse(namesSchema, text === undefined ? undefined : JSON.parse(text));
	const names = file.success ? Object.keys(file.data.connections) : [];
	return {
		id: 'no-such-connection',
		what: `There is no connection "${linkName}".`,
		why: whyNotFound(linkName, names),
		next: names.length === 0 ? 'Make one with "zconn new".' : 'See what is saved with "zconn list".',
		exitCode: 5,
	};
};

/** A write that failed half-way puts the old text back, or says where it is. */
const putBack = (folder: string, file: string, before: string | undefined): Refusal => {
	try {
		if (before === undefined) fs.rmSync(file, {force: true});
		else writeInPlace(file, before);
		return explainFailedWrite(file, undefined);
	} catch {
		return explainFailedWrite(file, path.join(folder, backupName));
	}
};

/** Codes of a rename onto a file that is a mount of its own (a single file given to a container). */
const renameRefused = new Set(['EBUSY', 'EXDEV']);

type Change = (file: ConnectionsFile) => Result<ConnectionsFile>;

/**
 * The one file, `connections.json` in the config folder. Reading is plain and parsed by our own schema; nothing else is
 * loaded for it. Writing goes through conf (loaded on first use): temporary file of mode 0600 in the same folder, flush,
 * rename, symbolic links kept; under the lock, with the last good text kept as `connections.json.backup`.
 *
 * A file that cannot be understood is never written to. Refusals: `file-unreadable`, `file-newer`, `file-not-readable`,
 * `file-not-writable`, `file-of-another-owner`, `disk-full`, `file-not-written`, `locked` (exit 6), `no-such-connection` (exit 5),
 * `secrets-changed` (exit 4).
 */
export const createStore = ({folder, lock}: {readonly folder: string; readonly lock: Lock}): Store => {
	const file = path.join(folder, fileName);

	const parse = (text: string | undefined): Result<ConnectionsFile> =>
		text === undefined ? ok(emptyFile) : parseConnectionsFile(text, file);

	const read = (): Result<ConnectionsFile> => {
		const text = readText(file);
		return text.ok ? parse(text.value) : text;
	};

	const writeWithConf = async (before: string | undefined, now: ConnectionsFile, next: ConnectionsFile) => {
		const {default: Conf} = await import('conf');
		const conf = new Conf<ConnectionsFile>({
			cwd: folder,
			configName: path.parse(fileName).name,
			configFileMode: 0o600,
			clearInvalidConfig: false,
			accessPropertiesByDotNotation: false,
			serialize: printConnectionsFile,
			deserialize: text => {
				// conf reads the file again; ten thousand rows need not be parsed thrice.
				if (text === before) return now;
				const parsed = parse(text);
				if (!parsed.ok) throw new Error(parsed.refusal.what);
				return parsed.value;
			},
		});
		conf.store = next;
	};

	/** Writes `next` over `before`, and proves it. Under the lock. @param backup what stands beside it meanwhile and then */
	const write = async (
		before: string | undefined,
		now: ConnectionsFile,
		next: ConnectionsFile,
		backup: string | undefined,
	): Promise<Result<true>> => {
		const target = realFile(file);
		const foreign = checkOwner(target);
		if (foreign) return refused(foreign);
		removeLeftovers(folder);
		if (backup !== undefined) {
			const kept = writeBackup(folder, backup);
			if (!kept.ok) return kept;
		}
		const text = printConnectionsFile(next);
		const room = ensureRoom(path.dirname(target), Buffer.byteLength(text));
		if (!room.ok) return room;
		try {
			await writeWithConf(before, now, next);
		} catch (error) {
			if (!renameRefused.has(codeOf(error))) return refused(explainUnwritableFile(target, error));
			try {
				writeInPlace(target, text);
			} catch {
				return refused(putBack(folder, target, before));
			}
		}
		// A disk that fills up can cut a write short without an error.
		const written = readText(file);
		return written.ok && written.value === text ? ok(true) : refused(putBack(folder, target, before));
	};

	const updateNow = async (change: Change, forgets: boolean): Promise<Result<ConnectionsFile>> => {
		const text = readText(file);
		if (!text.ok) return text;
		const now = parse(text.value);
		if (!now.ok) return now;
		const next = change(now.value);
		if (!next.ok || next.value === now.value || printConnectionsFile(next.value) === text.value) return next;
		if (bringsStrays(now.value, next.value)) return refused(secretsChanged);
		// What is to be forgotten leaves the backup first: whoever is killed in between has forgotten too little in one place only.
		const backup = forgets ? printConnectionsFile(next.value) : text.value;
		const written = await write(text.value, now.value, next.value, backup);
		if (written.ok) return next;
		// What the file holds still may be what only the old backup opens.
		if (forgets && text.value !== undefined) writeBackup(folder, text.value);
		return written;
	};

	return {
		path: file,
		folder,
		read,
		preview: count => previewFile(file, count),
		readOne: linkName => {
			const text = readText(file);
			if (!text.ok) return text;
			const one = text.value === undefined ? ok(undefined) : parseOneConnection(text.value, file, linkName);
			if (!one.ok) return one;
			return one.value ? ok(one.value) : refused(noSuchConnection(linkName, text.value));
		},
		readSecretPolicy: () => {
			const text = readText(file);
			if (!text.ok) return text;
			return text.value === undefined ? ok(plainPolicy) : parseSecretPolicy(text.value, file);
		},
		update: async (change, {forgets = false} = {}) => {
			const ready = ensureFolder(folder);
			if (!ready.ok) return ready;
			const held = await lock.hold(path.join(folder, lockName), () => updateNow(change, forgets));
			return held.ok ? held.value : held;
		},
		checkWritable: async () => {
			const ready = ensureFolder(folder);
			if (!ready.ok) return ready;
			const text = readText(file);
			if (!text.ok) return text;
			const parsed = parse(text.value);
			if (!parsed.ok) return parsed;
			const foreign = checkOwner(realFile(file));
			// The new file, its backup, and room to spare stand beside the old one for a moment.
			return foreign ? refused(foreign) : probeDisk(folder, 2 * (text.value?.length ?? 0) + 65_536);
		},
	};
};
