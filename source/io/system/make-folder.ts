import fs from 'node:fs';
import path from 'node:path';
import {codeOf} from './error-code.js';

const isFolder = (place: string): boolean => {
	try {
		return fs.statSync(place).isDirectory();
	} catch {
		return false;
	}
};

const makeOne = (folder: string): void => {
	try {
		fs.mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if (!isFolder(folder)) throw error;
	}
};

/**
 * Makes a folder and what is missing above it, each of mode 0700 from the first moment. Node's own `recursive` tries
 * forever where a file system answers ENOENT for a folder whose parent is there, as /proc does.
 *
 * @throws what the system says
 */
export const makeFolder = (folder: string): void => {
	try {
		makeOne(folder);
	} catch (error) {
		const parent = path.dirname(folder);
		if (codeOf(error) !== 'ENOENT' || parent === folder) throw error;
		makeFolder(parent);
		makeOne(folder);
	}
};
