import {execFile} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {backupName, pageName, realFile} from '../file/folder.js';
import {modeText, quoted} from '../file/refusals.js';
import type {Store} from '../ports.js';
import {type Finding, fine, found, note, wrong, wrongBy} from './finding.js';

const gitTimeLimit = 3000;

/** Undefined where nothing is there, or a folder above is closed to this user. */
const statOf = (place: string): fs.Stats | undefined => {
	try {
		return fs.statSync(place);
	} catch {
		return undefined;
	}
};

/** Windows has no modes that say anything. */
const examineMode = (check: string, place: string, right: number): Finding | undefined => {
	const stat = statOf(place);
	if (!stat || process.geteuid === undefined) return undefined;
	const mode = modeText(stat.mode);
	if ((stat.mode & 0o077) === 0) return fine(check, `Only you can open ${place} (mode ${mode}).`);
	const what = `Others on this machine may open ${place} (mode ${mode}).`;
	return wrong(check, what, `chmod ${right.toString(8)} ${quoted(place)}`, 6);
};

/** What forbids this user to use a place of ours. @param right the mode that it should have */
export const examineAccess = (place: string, right: number): Finding | undefined => {
	const me = process.geteuid?.();
	const stat = statOf(place);
	if (me === undefined || !stat) return undefined;
	if (stat.uid !== me) {
		const what = `${place} belongs to the user with the id ${stat.uid}; yours is ${me}.`;
		return wrong('owner', what, `sudo chown ${me} ${quoted(place)}`, 6);
	}
	if ((stat.mode & right) === right) return undefined;
	const what = `You may not use ${place} (mode ${modeText(stat.mode)}).`;
	return wrong('access', what, `chmod ${right.toString(8)} ${quoted(place)}`, 6);
};

const examineAccesses = ({folder, path: file}: Store): readonly Finding[] =>
	found(examineAccess(folder, 0o700), examineAccess(file, 0o600));

const ancestors = (place: string): readonly string[] => {
	const parent = path.dirname(place);
	return parent === place ? [place] : [place, ...ancestors(parent)];
};

/** Whether git would leave the file alone. Not so when git is not there, or takes too long. */
const isIgnored = async (file: string): Promise<boolean> => {
	try {
		await promisify(execFile)('git', ['check-ignore', '--quiet', path.basename(file)], {
			cwd: path.dirname(file),
			timeout: gitTimeLimit,
		});
		return true;
	} catch {
		return false;
	}
};

const examineGit = async (file: string): Promise<Finding | undefined> => {
	const tree = ancestors(path.dirname(file)).find(folder => fs.existsSync(path.join(folder, '.git')));
	if (tree === undefined) return undefined;
	if (await isIgnored(file)) return fine('git', `Git ignores the file, though it lies in ${tree}.`);
	const relative = path.relative(tree, path.dirname(file)).split(path.sep).join('/');
	const pattern = relative === '' ? '/connections.json*' : `/${relative}/`;
	return note(
		'git',
		`The file lies in the git work tree ${tree}; a commit would publish what is in it.`,
		`echo ${quoted(pattern)} >> ${quoted(path.join(tree, '.gitignore'))}, or take another folder with --config-dir DIR.`,
	);
};

/** Folders that programs copy elsewhere, by the names these give them. */
const syncedNames =
	/^(?:Dropbox|OneDrive|Google ?Drive|My Drive|CloudStorage|Mobile Documents|iCloud ?Drive|Nextcloud|ownCloud|pCloud ?Drive|Box|Box Sync|MEGA|Sync)(?:$|[ (-])/i;

const examineSync = (file: string): Finding | undefined => {
	const folders = ancestors(path.dirname(file));
	const synced = folders.find(
		folder => syncedNames.test(path.basename(folder)) || fs.existsSync(path.join(folder, '.stfolder')),
	);
	return synced === undefined
		? undefined
		: note(
				'synced-folder',
				`The file lies in ${synced}, which looks like a folder that is copied to other machines.`,
				'Take another folder with --config-dir DIR, or leave this one out of the synchronization.',
			);
};

/** The folder and the file: there, readable, writable, for this user alone, and copied nowhere. */
export const examineFiles = async (store: Store): Promise<readonly Finding[]> => {
	const read = store.read();
	const isThere = fs.existsSync(store.folder);
	if (!read.ok) return [wrongBy('file', read.refusal), ...(isThere ? examineAccesses(store) : [])];
	if (!isThere)
		return [
			fine('folder', `Nothing is saved yet; ${store.folder} is made (mode 0700) with the first connection.`),
		];
	const file = realFile(store.path);
	// Before the proof that it can be written: that takes group and others off a folder of ours.
	const modes = [
		examineMode('folder-mode', store.folder, 0o700),
		examineMode('file-mode', file, 0o600),
		examineMode('backup-mode', path.join(store.folder, backupName), 0o600),
		examineMode('page-mode', path.join(store.folder, pageName), 0o600),
	];
	const writable = await store.checkWritable();
	return [
		...(writable.ok
			? [fine('file', `${store.path} can be read and written.`)]
			: [wrongBy('file', writable.refusal), ...examineAccesses(store)]),
		...found(...modes, await examineGit(file), examineSync(file)),
	];
};
