import fs from 'node:fs';
import path from 'node:path';

/** The user id this process acts as; undefined where there is none (Windows keeps a user's folders to that user by itself). */
export const userId = (): number | undefined => process.geteuid?.();

type Kept = Pick<fs.Stats, 'uid' | 'mode'>;

/** Owner or mode lets another user write here. Root can do so anyway. @param me the user it is kept from others for */
export const othersCanWrite = ({uid, mode}: Kept, me: number): boolean =>
	(uid !== me && uid !== 0) || (mode & 0o022) !== 0;

/**
 * In a folder with the sticky bit (such as /tmp) only the owner can replace an entry, so its mode does no harm to those
 * within.
 */
const othersCanReplace = (stat: fs.Stats, me: number): boolean =>
	stat.isSymbolicLink()
		? stat.uid !== me && stat.uid !== 0
		: othersCanWrite((stat.mode & 0o1000) === 0 ? stat : {uid: stat.uid, mode: 0}, me);

const wayTo = (place: string): readonly string[] => {
	const parent = path.dirname(place);
	return parent === place ? [place] : [...wayTo(parent), place];
};

const isWaySafe = (folder: string, me: number): boolean =>
	wayTo(folder).every(step => !othersCanReplace(fs.lstatSync(step), me));

/**
 * The real path of a folder of mode 0700 that belongs to this user alone, as does every step on the way to it: no other user can
 * change, replace or redirect it. A few calls of `lstat`, because the program's start waits for it.
 *
 * @param folder absolute; itself no link
 * @returns undefined where another user has a say in it
 * @throws what the system says of a path that is not there
 */
export const oursAlone = (folder: string, me: number): string | undefined => {
	const stat = fs.lstatSync(folder);
	if (!stat.isDirectory() || stat.uid !== me || (stat.mode & 0o077) !== 0) return undefined;
	const parent = path.dirname(folder);
	// A link of our own or of root's may lead elsewhere, as a home on another disk does: then that way counts as well.
	const real = fs.realpathSync(parent);
	const isSafe = isWaySafe(parent, me) && (real === parent || isWaySafe(real, me));
	return isSafe ? `${real}${folder.slice(parent.length)}` : undefined;
};
