import fs from 'node:fs';
import path from 'node:path';
import {type ConnectionsFile, unreadable} from '../../connection/file/format.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {cleanText} from '../../zoho/text.js';
import {repeatedName} from '../../zoho/tokens/repeated-name.js';
import type {Lease} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {backupName, checkOwner, ensureRoom, realFile, removeLeftovers, writeInPlace} from './folder.js';
import {readKept} from './kept.js';
import {keepPage} from './page/keep.js';
import {signatureOf} from './page/signature.js';
import {explainFailedWrite, explainUnwritableFile} from './refusals.js';
import {removeUseless} from './remove.js';

/** `lost`: another program took the lock over. `changed`: one that takes no lock changed the file. Then nothing was written. */
export type Written = 'written' | 'lost' | 'changed';

export type Writing = {
	readonly folder: string;
	readonly file: string;
	/** The text that the change was worked out from. */
	readonly before: string | undefined;
	readonly next: ConnectionsFile;
	/** The same as it is written. */
	readonly text: string;
	/** What is to stand beside the file from now on. */
	readonly backup: string | undefined;
};

let looked: {readonly text: string; readonly name: string | undefined} | undefined;

/** Remembered of the last text: a refresh looks at one and the same before it asks and when it writes, and a long one takes a tenth of a second. */
const repeatedIn = (text: string): string | undefined => {
	if (looked?.text !== text) looked = {text, name: repeatedName(text, Number.POSITIVE_INFINITY)};
	return looked.name;
};

/** Why this file is not written to: another user's, or one that gives a name twice, of which only the last value has been read. */
export const whyNotWritten = (file: string, text = ''): Refusal | undefined => {
	const name = repeatedIn(text);
	return (
		checkOwner(realFile(file)) ??
		(name === undefined ? undefined : unreadable(file, `It gives "${cleanText(name, 40)}" twice`))
	);
};

/** Only unlike any other. */
const temporaryName = (file: string): string =>
	`${file}.tmp-${process.pid}-${Math.random().toString(36).slice(2)}`;

/**
 * conf asks for the home folder as it is loaded, though it is told where to write; where HOME is not set and the user has no
 * entry in the system (containers), Node throws.
 */
const loadConf = async (): Promise<typeof import('conf')> => {
	if (process.env.HOME !== undefined) return import('conf');
	process.env.HOME = '';
	try {
		return await import('conf');
	} finally {
		delete process.env.HOME;
	}
};

/** Writes a new file through conf: of mode 0600 from the first moment, flushed, whole or not at all. */
const writeWithConf = async (file: string, next: ConnectionsFile, text: string): Promise<void> => {
	const {default: Conf} = await loadConf();
	const conf = new Conf<ConnectionsFile>({
		cwd: path.dirname(file),
		configName: path.basename(file),
		fileExtension: '',
		configFileMode: 0o600,
		clearInvalidConfig: false,
		accessPropertiesByDotNotation: false,
		serialize: () => text,
	});
	conf.store = next;
};

/** Root replaces a file of another user, and leaves it theirs. */
const keepOwner = (target: string, ready: string): void => {
	const old = fs.statSync(target, {throwIfNoEntry: false});
	if (!old || old.uid === process.geteuid?.()) return;
	fs.chownSync(ready, old.uid, old.gid);
};

/** A write in place that failed half-way puts the old text back, or says where it is. */
const putBack = (folder: string, file: string, before: string | undefined): Refusal => {
	try {
		if (before === undefined) fs.rmSync(file, {force: true});
		else writeInPlace(file, before);
		return explainFailedWrite(file, undefined);
	} catch {
		return explainFailedWrite(file, path.join(folder, backupName));
	}
};

/** Codes of a rename onto a file that is a mount of its own (a single file given to a container), or leads to another disk. */
const renameRefused = new Set(['EBUSY', 'EXDEV']);

/** Where the lock and the file are not on one disk the proof cannot be one step with the rename; it comes directly before. */
const placeElsewhere = (lease: Lease, ready: string, target: string, writing: Writing): Result<Written> => {
	if (!lease.isOurs()) return ok('lost');
	try {
		fs.renameSync(ready, target);
		return ok('written');
	} catch (error) {
		if (!renameRefused.has(codeOf(error))) throw error;
	}
	const text = fs.readFileSync(ready, 'utf8');
	try {
		writeInPlace(target, text);
	} catch {
		return refused(putBack(writing.folder, target, writing.before));
	}
	// A disk that fills up can cut a write short without an error.
	const written = readKept(target);
	return written.ok && written.value === text
		? ok('written')
		: refused(putBack(writing.folder, target, writing.before));
};

const place = (lease: Lease, ready: string, target: string, writing: Writing): Result<Written> => {
	try {
		return ok(lease.place(ready, target) ? 'written' : 'lost');
	} catch (error) {
		if (!renameRefused.has(codeOf(error))) throw error;
		return placeElsewhere(lease, ready, target, writing);
	}
};

/** What is to be said of a write that failed: a lost lock, or the file that could not be written. */
const failure = (lease: Lease, file: string, error: unknown): Result<Written> =>
	// Taken for the leftover of a killed program, by one that took the lock over.
	codeOf(error) === 'ENOENT' && !lease.isOurs() ? ok('lost') : refused(explainUnwritableFile(file, error));

const placeBackup = (lease: Lease, folder: string, backup: string | undefined): Result<Written> => {
	if (backup === undefined) return ok('written');
	const file = path.join(folder, backupName);
	const ready = temporaryName(file);
	try {
		fs.writeFileSync(ready, backup, {mode: 0o600, flag: 'wx', flush: true});
		return ok(lease.place(ready, file) ? 'written' : 'lost');
	} catch (error) {
		return failure(lease, file, error);
	} finally {
		removeUseless(ready);
	}
};

/**
 * Writes a change: the new file stands ready and whole first, then the old one is read again and compared with what the change was
 * worked out from, then backup and file get their places through the lock, each in one step that fails when the lock is lost.
 */
export const write = async (lease: Lease, writing: Writing): Promise<Result<Written>> => {
	const {folder, file, before, next, text, backup} = writing;
	const target = realFile(file);
	const why = whyNotWritten(file, before);
	if (why) return refused(why);
	removeLeftovers(folder);
	const room = ensureRoom(path.dirname(target), Buffer.byteLength(text) + (backup?.length ?? 0));
	if (!room.ok) return room;
	const ready = temporaryName(target);
	try {
		await writeWithConf(ready, next, text);
		// A disk that fills up can cut a write short without an error.
		const bytes = fs.readFileSync(ready);
		if (!bytes.equals(Buffer.from(text))) return refused(explainFailedWrite(file, undefined));
		keepOwner(target, ready);
		const of = signatureOf(fs.statSync(ready, {bigint: true}));
		const now = readKept(file);
		if (!now.ok) return now;
		if (now.value !== before) return ok('changed');
		const kept = placeBackup(lease, folder, backup);
		if (!kept.ok || kept.value !== 'written') return kept;
		const placed = place(lease, ready, target, writing);
		// What the file holds still may be what only the old backup opens.
		if (!placed.ok) placeBackup(lease, folder, before);
		else if (placed.value === 'written') keepPage(folder, bytes, next, of);
		return placed;
	} catch (error) {
		return failure(lease, target, error);
	} finally {
		removeUseless(ready);
	}
};
