import fs from 'node:fs';
import path from 'node:path';
import type {ConnectionsFile} from '../../connection/file/contents.js';
import {
	namesIn,
	parseInSteps,
	parseOneConnection,
	parseSecretPolicy,
	printConnectionsFile,
} from '../../connection/file/parsing.js';
import type {ConnectionWithService} from '../../connection/file/row.js';
import {noSuchConnection} from '../../connection/refusals.js';
import {bringsStrays, hasForeignSeals} from '../../connection/secrets/places.js';
import {plainPolicy} from '../../connection/secrets/plain-policy.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Lease, Lock, Store} from '../ports.js';
import {secretsChanged, secretsMixed} from '../secrets/refusals.js';
import {ensureFolder, fileName, lockName, probeDisk} from './folder.js';
import {readKept, useKept} from './kept.js';
import {parseText, previewFile, readBytes, readPage} from './page/preview.js';
import {signatureOf} from './page/signature.js';
import {keepsChanging, lockLost} from './refusals.js';

/** How often a change is started over before it is refused. */
const rounds = 5;

type Change = (file: ConnectionsFile) => Result<ConnectionsFile>;

type Place = {readonly folder: string; readonly file: string};

/** Rows that are parsed before something else has its turn: a few milliseconds. */
const rowsPerStep = 100;

const parseBeside = async (text: string, file: string): Promise<Result<ConnectionsFile>> => {
	const steps = parseInSteps(text, file, rowsPerStep);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		await new Promise(resolve => setImmediate(resolve));
	}
};

/** All of the file that is open. Afterwards a page is kept of it, where that which is there is of another one. */
const readWhole = async (descriptor: number, {folder, file}: Place): Promise<Result<ConnectionsFile>> => {
	const hasPage = readPage(file, descriptor) !== undefined;
	const of = signatureOf(fs.fstatSync(descriptor, {bigint: true}));
	const bytes = await readBytes(descriptor);
	const whole = await parseBeside(bytes.toString('utf8'), file);
	if (whole.ok && !hasPage) {
		const {keepPage} = await import('./page/keep.js');
		// After what has been read is shown.
		setImmediate(keepPage, folder, bytes, whole.value, of);
	}
	return whole;
};

/** One connection in the text of a file. */
const findOne = (text: string | undefined, file: string, linkName: string): Result<ConnectionWithService> => {
	if (text === undefined) {
		const none = parseText(text, file);
		return none.ok ? refused(noSuchConnection(linkName, [], file)) : none;
	}
	const one = parseOneConnection(text, file, linkName);
	if (!one.ok) return one;
	return one.value ? ok(one.value) : refused(noSuchConnection(linkName, namesIn(text), file));
};

/** One try, under the lock. */
const updateNow = async (
	{folder, file}: Place,
	lease: Lease,
	change: Change,
	forgets: boolean,
): Promise<Result<ConnectionsFile | 'lost' | 'changed'>> => {
	const text = readKept(file);
	if (!text.ok) return text;
	const now = parseText(text.value, file);
	if (!now.ok) return now;
	const next = change(now.value);
	if (!next.ok || next.value === now.value) return next;
	const printed = printConnectionsFile(next.value);
	if (printed === text.value) return next;
	if (bringsStrays(now.value, next.value)) return refused(secretsChanged);
	if (hasForeignSeals(next.value)) return refused(secretsMixed(file));
	// What is to be forgotten leaves the backup first: a program that is killed in between has forgotten too little in one place only.
	const backup = forgets ? printed : text.value;
	const {write} = await import('./store-write.js');
	const writing = {folder, file, before: text.value, next: next.value, text: printed, backup};
	const written = await write(lease, writing);
	if (!written.ok) return written;
	return written.value === 'written' ? next : ok(written.value);
};

/**
 * The one file, `connections.json` in the config folder. Reading is plain and parsed by our own schema; nothing else is
 * loaded for it. Writing goes through conf (loaded on first use): temporary file of mode 0600 in the same folder, flush,
 * rename through the lock, so that a writer who lost it writes nothing; symbolic links kept; the last good text is kept as
 * `connections.json.backup`, and beside a long file a page for Home (`page/keep.ts`). A change is worked out again, from what stands there by then, when the lock was lost or the file changed.
 *
 * A file that cannot be understood is never written to. Refusals: `file-unreadable`, `file-newer`, `file-not-readable`,
 * `file-not-writable`, `file-of-another-owner`, `disk-full`, `file-not-written`, `open-to-others`, `locked`, `lock-lost`, `file-keeps-changing`, `secrets-mixed` (exit 6), `no-such-connection` (exit 5),
 * `secrets-changed` (exit 4).
 */
export const createStore = ({folder, lock}: {readonly folder: string; readonly lock: Lock}): Store => {
	const file = path.join(folder, fileName);

	const read = (): Result<ConnectionsFile> => {
		const text = readKept(file);
		return text.ok ? parseText(text.value, file) : text;
	};

	const update: Store['update'] = async (change, {forgets = false} = {}) => {
		for (let round = 1; ; round++) {
			const ready = ensureFolder(folder);
			if (!ready.ok) return ready;
			const held = await lock.hold(path.join(folder, lockName), lease =>
				updateNow({folder, file}, lease, change, forgets),
			);
			if (!held.ok) return held;
			const updated = held.value;
			if (!updated.ok) return updated;
			if (typeof updated.value === 'object') return ok(updated.value);
			if (round === rounds) return refused(updated.value === 'lost' ? lockLost(file) : keepsChanging(file));
		}
	};

	return {
		path: file,
		folder,
		read,
		readBeside: async () => {
			const read = await useKept(file, descriptor => readWhole(descriptor, {folder, file}));
			return read.ok ? (read.value ?? parseText(undefined, file)) : read;
		},
		preview: count => previewFile(file, count),
		readOne: linkName => {
			const text = readKept(file);
			return text.ok ? findOne(text.value, file, linkName) : text;
		},
		readSecretPolicy: () => {
			const text = readKept(file);
			if (!text.ok) return text;
			return text.value === undefined ? ok(plainPolicy) : parseSecretPolicy(text.value, file);
		},
		update,
		checkWritable: async () => {
			const ready = ensureFolder(folder);
			if (!ready.ok) return ready;
			const text = readKept(file);
			if (!text.ok) return text;
			const parsed = parseText(text.value, file);
			if (!parsed.ok) return parsed;
			const {whyNotWritten} = await import('./store-write.js');
			const why = whyNotWritten(file, text.value);
			// The new file, its backup, and room to spare stand beside the old one for a moment.
			return why ? refused(why) : probeDisk(folder, 2 * (text.value?.length ?? 0) + 65_536);
		},
	};
};
