import path from 'node:path';
import {andDoctor, type Refusal} from '../../zoho/refusal.js';
import {codeOf} from '../system/error-code.js';

const noPermission = 'This user has no permission to do so';
const full = 'The disk, or the quota of this user, is full';
const notFolder = 'A part of its path is a file, not a folder';
const inUse = 'Another program keeps it open';

/** By the code of the system, or of `bounded.ts`. */
const reasons: ReadonlyMap<string, string> = new Map([
	['TOO_LONG', 'It is far longer than what belongs there'],
	['NO_WRITER', 'It is a pipe, and no program writes to it'],
	['TOO_SLOW', 'It is a pipe, and what writes to it said nothing for two minutes'],
	['EACCES', noPermission],
	['EPERM', noPermission],
	['ENOENT', 'It, or a folder on its path, is not there'],
	['EROFS', 'It is on a file system that is mounted read-only'],
	['ENOSPC', full],
	['EDQUOT', full],
	['ENOTDIR', notFolder],
	['EEXIST', 'A part of its path is a file, or a link that leads nowhere'],
	['CUT_OFF', 'A link on its path leads nowhere'],
	['EISDIR', 'There is a folder in its place'],
	['ELOOP', 'Its symbolic link leads to itself'],
	['EBUSY', inUse],
	['ETXTBSY', inUse],
	['EIO', 'The disk reported a fault'],
]);

const whyNot = (code: string): string => reasons.get(code) ?? 'The system did not allow it';

const nextStep = (code: string, folder: string): string => {
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return `Make room, then try again; --config-dir DIR uses another disk.`;
	const next = `Check "${folder}" and who owns it, or use another folder with --config-dir DIR.`;
	return code === 'EACCES' || code === 'EPERM' ? andDoctor(next, 'shows the command that fixes it') : next;
};

/** Why a file could not be read, in a sentence, with the system's word where it has one. */
export const whyUnread = (error: unknown): string => {
	const code = codeOf(error);
	return `${whyNot(code)}${/^E/.test(code) ? ` (${code})` : ''}.`;
};

/** Why a file or folder could not be read (exit 6). @param file its path */
export const explainUnreadableFile = (file: string, error: unknown): Refusal => {
	const code = codeOf(error);
	return {
		id: 'file-not-readable',
		what: `The file cannot be read: ${file}`,
		why: whyUnread(error),
		next: nextStep(code, path.dirname(file)),
		exitCode: 6,
	};
};

/** Why a file could not be written (exit 6); what stood there before still stands there. @param file its path */
export const explainUnwritableFile = (file: string, error: unknown): Refusal => {
	const code = codeOf(error);
	const isFull = code === 'ENOSPC' || code === 'EDQUOT';
	return {
		id: isFull ? 'disk-full' : 'file-not-writable',
		what: `The file cannot be written: ${file}`,
		why: `${whyNot(code)}${code ? ` (${code})` : ''}. What was saved before is untouched.`,
		next: nextStep(code, path.dirname(file)),
		exitCode: 6,
	};
};

/** One word for a shell, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The file belongs to another user; replacing it would make it ours (exit 6). */
export const explainForeignFile = (file: string, owner: number): Refusal => ({
	id: 'file-of-another-owner',
	what: `The file belongs to another user: ${file}`,
	why: `Its owner has the user id ${owner}; a program run with sudo may have made it. It was left exactly as it is.`,
	next: `Take it back with "sudo chown $(id -u) ${quoted(file)}", or use another folder with --config-dir DIR.`,
	exitCode: 6,
});

/** The file was written, but what stands there is not what was written, and the old one is back (exit 6). */
export const explainFailedWrite = (file: string, backup: string | undefined): Refusal => ({
	id: 'file-not-written',
	what: `The file was not written whole: ${file}`,
	why: backup
		? `The disk may be full, and putting the old content back failed too. It is kept in ${backup}.`
		: 'The disk may be full. What was saved before is back in its place.',
	next: backup ? `Make room, then copy ${backup} over it.` : 'Make room, then try again.',
	exitCode: 6,
});

export const modeText = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

/** Another user could have written a file or folder that decides where secrets go (exit 6). */
export const explainOpenToOthers = (place: string, mode: number): Refusal => ({
	id: 'open-to-others',
	what: `Other users of this machine can change ${place}`,
	why: `Its mode is ${modeText(mode)}, and your secrets depend on it, so it was not used.`,
	next: `Check what is in it, then run: chmod go-w ${quoted(place)}`,
	exitCode: 6,
});

/** A device, a pipe or a socket stands where the file belongs (exit 6). */
export const explainOddFile = (file: string): Refusal => ({
	id: 'file-not-readable',
	what: `The file cannot be read: ${file}`,
	why: 'It is a device, a pipe or a socket, not a regular file.',
	next: `Move "${file}" away, or use another folder with --config-dir DIR.`,
	exitCode: 6,
});

/** Another program took the lock over, again and again (exit 6). @param file what it protects */
export const lockLost = (file: string): Refusal => ({
	id: 'lock-lost',
	what: `Another zconn took over the lock before the change was saved: ${file}`,
	why: 'This process was stopped, or the disk did not answer, for longer than a lock is kept. Nothing was written.',
	next: 'Run the command again.',
	exitCode: 6,
});

/** A program that takes no lock changes the file again and again (exit 6). */
export const keepsChanging = (file: string): Refusal => ({
	id: 'file-keeps-changing',
	what: `The file was changed by another program at the same moment, again and again: ${file}`,
	why: 'An editor or a synchronization may be writing it. Nothing was written, so that none of its changes are lost.',
	next: 'Wait until it is done, then run the command again.',
	exitCode: 6,
});
