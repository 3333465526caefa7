import fs from 'node:fs';
import path from 'node:path';
import {parseJson} from '../../zoho/text.js';
import {ensureFolder} from './folder.js';
import {readKept} from './kept.js';
import {removeUseless} from './remove.js';

/** The content of a small file of ours; undefined where there is none, it is no JSON, or another user could have written it. */
export const readJson = (file: string): unknown => {
	const text = readKept(file);
	return text.ok && text.value !== undefined ? parseJson(text.value) : undefined;
};

/** Writes a file of mode 0600 whole, or not at all; false where that cannot be done. */
export const writeWhole = (file: string, content: unknown, isLasting: boolean): boolean => {
	const temporary = `${file}.tmp-${process.pid}`;
	try {
		if (!ensureFolder(path.dirname(file)).ok) return false;
		removeUseless(temporary);
		fs.writeFileSync(temporary, JSON.stringify(content), {mode: 0o600, flag: 'wx', flush: isLasting});
		fs.renameSync(temporary, file);
		return true;
	} catch {
		removeUseless(temporary);
		return false;
	}
};
