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
 * Whether a folder of mode 0700 belongs to this user alone, and so does every step on the way to it: no other user can change,
 * replace or redirect it. A few calls of `lstat`, because the program's start waits for it.
 *
 * @param folder absolute; itself no link
 * @throws what the system says of a path that is not there
 */
export const isOursAlone = (folder: string, me: number): boolean => {
	const stat = fs.lstatSync(folder);
	if (!stat.isDirectory() || stat.uid !== me || (stat.mode & 0o077) !== 0) return false;
	const parent = path.dirname(folder);
	// A link of our own or of root's may lead elsewhere, as a home on another disk does: then that way counts as well.
	const real = fs.realpathSync(parent);
	return isWaySafe(parent, me) && (real === parent || isWaySafe(real, me));
};
