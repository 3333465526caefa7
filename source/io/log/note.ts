import fs from 'node:fs';
import {withoutSecrets} from '../../zoho/secret-shapes.js';
import type {Environment} from '../ports.js';

/** Who asks: a command, or a program with the library. */
export type UsedBy = 'token' | 'exec' | 'api' | 'proxy' | 'mcp' | 'library';

/** One use of a connection, as far as it is remembered: no body, no query, no header, no secret. */
export type Use = {
	readonly command: UsedBy;
	/** Link name. */
	readonly connection: string;
	readonly method?: string | undefined;
	/** Of a call: where it went, without a query. */
	readonly path?: string | undefined;
	readonly status?: number | undefined;
	/** The id of the refusal, where nothing was handed out or no call was made. */
	readonly refusal?: string | undefined;
};

/** Remembers a use. Never throws, and never waits for another program. */
export type NoteUse = (use: Use) => void;

export const logName = 'use.log';
export const olderLogName = `${logName}.1`;

/** Bytes after which a new file is begun; the one before is kept. Both have the last eight thousand uses or so. */
export const longestLog = 512 * 1024;
/** Nothing in a line is longer than this, so that one line is one write of a few hundred bytes. */
const longestText = 300;
/** Milliseconds after which a turn belongs to a program that was killed. */
const staleTurn = 10_000;

const {O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0} = fs.constants;

/** Whether uses are remembered: `ZCONN_LOG=off` ends it. */
export const isLogged = ({ZCONN_LOG: setting = ''}: Environment): boolean => setting.toLowerCase() !== 'off';

/** The log becomes the older one. One program at a time does it: a second rename would throw away a full log for an empty one. */
const turn = (file: string): void => {
	const claim = `${file}.turn`;
	try {
		fs.closeSync(fs.openSync(claim, 'wx', 0o600));
	} catch {
		const stat = fs.statSync(claim, {throwIfNoEntry: false});
		if (stat && Date.now() - stat.mtimeMs > staleTurn) fs.rmSync(claim, {force: true});
		return;
	}
	try {
		if (fs.statSync(file).size > longestLog) fs.renameSync(file, `${file}.1`);
	} finally {
		fs.rmSync(claim, {force: true});
	}
};

const cut = (text: string | undefined): string | undefined => text?.slice(0, longestText);

const lineOf = ({command, connection, method, path, status, refusal}: Use, at: number): string =>
	`${JSON.stringify({
		at: new Date(at).toISOString(),
		command,
		// Where no connection was found it is what was typed, which may be a token.
		connection: connection && cut(withoutSecrets(connection)),
		method: cut(method),
		path: cut(path),
		status,
		refusal,
	})}\n`;

/**
 * Appends uses to `use.log` in the config folder, mode 0600. Each is one write to a file that is open for appending, so that lines
 * of many programs do not mix (POSIX write(2), O_APPEND). The folder is not made for it. Where it cannot be written, or is no file
 * of this user's, nothing is: a log is no reason for a command to fail.
 *
 * It takes a fraction of a millisecond and loads nothing, because `zconn token` is what scripts call in loops.
 */
export const createNoteUse =
	({folder, environment}: {readonly folder: string; readonly environment: Environment}): NoteUse =>
	use => {
		if (!isLogged(environment)) return;
		const file = `${folder}/${logName}`;
		let descriptor: number | undefined;
		try {
			descriptor = fs.openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0o600);
			const {mode, size, uid} = fs.fstatSync(descriptor);
			const isOurs =
				(mode & fs.constants.S_IFMT) === fs.constants.S_IFREG && uid === (process.geteuid?.() ?? uid);
			if (!isOurs) return;
			if (process.platform !== 'win32' && (mode & 0o077) !== 0) fs.fchmodSync(descriptor, 0o600);
			fs.writeSync(descriptor, lineOf(use, Date.now()));
			if (size > longestLog) turn(file);
		} catch {
			// The use itself is what counts.
		} finally {
			if (descriptor !== undefined) fs.closeSync(descriptor);
		}
	};
