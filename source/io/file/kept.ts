import fs from 'node:fs';
import path from 'node:path';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {longestConnectionsFile} from '../bounds.js';
import {codeOf} from '../system/error-code.js';
import {othersCanWrite, userId} from '../system/safe-path.js';
import {explainForeignFile, explainOddFile, explainOpenToOthers, explainUnreadableFile} from './refusals.js';

type Kept = Pick<fs.Stats, 'uid' | 'mode'>;

/** Why another user could have written this. Root works in the folders of others: there their owner is who it is kept for. */
const whyNotKept = (place: string, stat: Kept, folder: Kept): Refusal | undefined => {
	const me = userId();
	if (me === undefined) return undefined;
	const owner = me === 0 ? folder.uid : me;
	if (!othersCanWrite(stat, owner)) return undefined;
	return stat.uid === owner || stat.uid === 0
		? explainOpenToOthers(place, stat.mode)
		: explainForeignFile(place, stat.uid);
};

const sticky = 0o1000;

/** Whether another user could put something else into a folder. With the sticky bit (as /tmp) only what is not there yet. */
const whyFolderNotKept = (folder: string, stat: Kept): Refusal | undefined =>
	whyNotKept(folder, (stat.mode & sticky) === 0 ? stat : {uid: stat.uid, mode: 0}, stat);

/** Undefined where the folder is this user's alone to write, or is not there. */
export const examineFolder = (folder: string): Refusal | undefined => {
	const stat = fs.statSync(folder, {throwIfNoEntry: false});
	return stat && whyFolderNotKept(folder, stat);
};

/** How such a file is opened: without waiting for a writer, should it be a pipe. */
export const openFlags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

/**
 * Why a file that decides where secrets go is not to be read. As ssh does with its own (ssh_config(5), FILES), it is refused where
 * another user could have written it: by its owner, its mode, or those of its folder. Throws where there is no folder.
 *
 * @param stat of what is open, not of what bears the name by now
 */
const whyNotRead = (file: string, stat: fs.Stats): Refusal | undefined => {
	if (!stat.isFile() && !stat.isDirectory()) return explainOddFile(file);
	if (stat.isFile() && stat.size > longestConnectionsFile) {
		return explainUnreadableFile(file, Object.assign(new Error(), {code: 'TOO_LONG'}));
	}
	const folder = path.dirname(file);
	const folderStat = fs.statSync(folder);
	return whyNotKept(file, stat, folderStat) ?? whyFolderNotKept(folder, folderStat);
};

/**
 * Why a file that a variable names is not to be trusted. It may stand in a folder of the system and belong to another user, as
 * the secrets of containers do; not where any user may put something.
 */
export const whyNotTrusted = (file: string, stat: fs.Stats): Refusal | undefined => {
	const me = userId();
	if (me === undefined || !stat.isFile()) return undefined;
	if (othersCanWrite({uid: me, mode: stat.mode}, me)) return explainOpenToOthers(file, stat.mode);
	const folder = path.dirname(file);
	const folderStat = fs.statSync(folder);
	return (
		whyFolderNotKept(folder, folderStat) ??
		(othersCanWrite(folderStat, me) && othersCanWrite(stat, me)
			? explainForeignFile(file, stat.uid)
			: undefined)
	);
};

/** Opens such a file, to be closed when it has been used. @returns what the use of it came to; undefined when there is none */
export const useKept = async <T>(
	file: string,
	use: (descriptor: number) => Promise<T>,
): Promise<Result<T | undefined>> => {
	let descriptor: number | undefined;
	try {
		descriptor = fs.openSync(file, openFlags);
		const why = whyNotRead(file, fs.fstatSync(descriptor));
		return why ? refused(why) : ok(await use(descriptor));
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? ok(undefined) : refused(explainUnreadableFile(file, error));
	} finally {
		if (descriptor !== undefined) fs.closeSync(descriptor);
	}
};

/** The text of such a file; undefined when there is none. */
export const readKept = (file: string): Result<string | undefined> => {
	let descriptor: number | undefined;
	try {
		descriptor = fs.openSync(file, openFlags);
		const why = whyNotRead(file, fs.fstatSync(descriptor));
		return why ? refused(why) : ok(fs.readFileSync(descriptor, 'utf8'));
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? ok(undefined) : refused(explainUnreadableFile(file, error));
	} finally {
		if (descriptor !== undefined) fs.closeSync(descriptor);
	}
};
