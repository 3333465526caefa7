import fs from 'node:fs';
import path from 'node:path';
import type {Environment} from '../ports.js';
import {oursAlone, userId} from './safe-path.js';
import {userFolder} from './user-folders.js';

const makeIn = (parent: string, folder: string): void => {
	// No more than the folder of all caches is made where that is missing too.
	if (!fs.existsSync(parent)) fs.mkdirSync(parent, {mode: 0o700});
	fs.mkdirSync(folder, {mode: 0o700});
};

/** Our own folder, made where it is missing; undefined where this user is not the only one who could have put code into it. */
const safeFolder = (environment: Environment, platform: NodeJS.Platform): string | undefined => {
	const folder = userFolder('cache', environment, platform);
	if (folder === undefined) return undefined;
	try {
		if (!fs.existsSync(folder)) makeIn(path.dirname(folder), folder);
		const me = userId();
		return me === undefined ? folder : oursAlone(folder, me);
	} catch {
		return undefined;
	}
};

/**
 * Keeps what V8 compiles from now on for the next start, in a folder that this user alone can write, else not at all and without a
 * word. Node's own place for it is below the folder for temporary files, and Node believes what stands there: another user who
 * makes that folder first could have his code run. Some runtimes have no such cache.
 *
 * Node: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export const enableCompileCache = (environment: Environment, platform: NodeJS.Platform): void => {
	const folder = safeFolder(environment, platform);
	if (folder !== undefined) process.getBuiltinModule('node:module').enableCompileCache?.(folder);
};

/**
 * Writes what V8 has compiled so far to that cache. Node does so when it exits by itself; a program that a
 * person leaves with a signal, or that stays open for days, would otherwise start slowly every time. To be called after
 * the first frame, because it takes milliseconds. Does nothing when there is no cache.
 *
 * Node: https://nodejs.org/api/module.html#moduleflushcompilecache
 */
export const flushCompileCache = (): void => {
	process.getBuiltinModule('node:module').flushCompileCache?.();
};
