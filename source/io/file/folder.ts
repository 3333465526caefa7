import fs from 'node:fs';
import path from 'node:path';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {codeOf} from '../system/error-code.js';
import {makeFolder} from '../system/make-folder.js';
import {userId} from '../system/safe-path.js';
import {examineFolder} from './kept.js';
import {explainForeignFile, explainUnwritableFile} from './refusals.js';
import {removeUseless} from './remove.js';

export const fileName = 'connections.json';
export const backupName = `${fileName}.backup`;
/** Where Home's first rows stand in a long file. */
export const pageName = 'connections.page.json';
export const lockName = 'connections.lock';

/** What this program puts into its folder. A folder with anything else in it is not tightened: it belongs to others. */
const isOurs = (name: string): boolean =>
	name.startsWith('connections.') ||
	name.startsWith('data-centers.json') ||
	name.startsWith('practice') ||
	name.startsWith('use.log') ||
	(name.startsWith('refresh-') && name.endsWith('.lock'));

/** Makes the folder with mode 0700 from the first moment; takes group and others off one that is ours alone. */
export const ensureFolder = (folder: string): Result<true> => {
	try {
		makeFolder(folder);
		const stat = fs.statSync(folder);
		const isLoose = (stat.mode & 0o077) !== 0 && stat.uid === userId();
		if (isLoose && fs.readdirSync(folder).every(isOurs)) fs.chmodSync(folder, 0o700);
		const loose = examineFolder(folder);
		if (loose) return refused(loose);
		fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
		return ok(true);
	} catch (error) {
		return refused(explainUnwritableFile(path.join(folder, fileName), error));
	}
};

/** Where the bytes really are: the target of a symbolic link, also of one that leads to nothing yet. */
export const realFile = (file: string): string => {
	try {
		return fs.realpathSync(file);
	} catch (error) {
		const isMissing = codeOf(error) === 'ENOENT';
		const isLink = isMissing && fs.lstatSync(file, {throwIfNoEntry: false})?.isSymbolicLink();
		return isLink ? realFile(path.resolve(path.dirname(file), fs.readlinkSync(file))) : file;
	}
};

/** Whether the file is another user's. Root replaces it and keeps its owner. */
export const checkOwner = (file: string): Refusal | undefined => {
	const me = userId();
	const stat = fs.statSync(file, {throwIfNoEntry: false});
	return me === undefined || me === 0 || !stat || stat.uid === me
		? undefined
		: explainForeignFile(file, stat.uid);
};

/** Leftovers of a program that was killed while it wrote. Only ever called under the lock, so no program is writing now. */
export const removeLeftovers = (folder: string): void => {
	try {
		for (const name of fs.readdirSync(folder)) {
			if ([fileName, backupName, pageName].some(ours => name.startsWith(`${ours}.tmp-`)))
				removeUseless(path.join(folder, name));
		}
	} catch {
		// They only take room.
	}
};

/** Over the same inode: for a file that is a mount of its own and cannot be renamed over. */
export const writeInPlace = (file: string, text: string): void => {
	fs.writeFileSync(file, text, {mode: 0o600, flush: true});
	try {
		fs.chmodSync(file, 0o600);
	} catch (error) {
		// A mount may not know modes; the content counts.
		if (codeOf(error) === 'ENOENT') throw error;
	}
};

/** Proves that as much as will be needed can be written beside the file, and leaves nothing. @param bytes how much */
export const probeDisk = (folder: string, bytes: number): Result<true> => {
	const probe = path.join(folder, `${fileName}.tmp-probe-${process.pid}`);
	removeUseless(probe);
	try {
		fs.writeFileSync(probe, Buffer.alloc(bytes, ' '), {mode: 0o600, flag: 'wx', flush: true});
		return ok(true);
	} catch (error) {
		return refused(explainUnwritableFile(path.join(folder, fileName), error));
	} finally {
		removeUseless(probe);
	}
};

/** Much more than is needed: then nothing has to be tried. */
const plenty = 2 ** 20;

const hasPlenty = (folder: string, bytes: number): boolean => {
	try {
		const {bavail, bsize} = fs.statfsSync(folder);
		return bavail * bsize > 4 * bytes + plenty;
	} catch {
		return false;
	}
};

/**
 * Whether a file of so many bytes can be written whole. conf takes a write that the disk cut short for a whole one, and would put
 * it in the place of the old file; so where room is scarce, writing as much is tried before.
 */
export const ensureRoom = (folder: string, bytes: number): Result<true> =>
	hasPlenty(folder, bytes) ? ok(true) : probeDisk(folder, bytes);
