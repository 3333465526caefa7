import fs from 'node:fs';
import path from 'node:path';
import {type DataCenter, resolveDataCenters} from '../../zoho/data-center.js';
import {type Result, refused} from '../../zoho/refusal.js';
import {codeOf} from '../system/error-code.js';

const broken = (file: string, why: string) =>
	refused({
		id: 'data-centers-file-broken',
		what: `The data center table cannot be used: ${file}`,
		why,
		next: 'Correct it or move it away; see docs/data-centers.md.',
		exitCode: 6,
	});

/**
 * The data centers in force: Zoho's own, changed by `data-centers.json` of the config folder where there is one.
 * Refuses `data-centers-file-broken` (exit 6).
 */
export const readDataCenters = (folder: string): Result<readonly DataCenter[]> => {
	const file = path.join(folder, 'data-centers.json');
	let text: string;
	try {
		text = fs.readFileSync(file, 'utf8');
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR'
			? resolveDataCenters(undefined)
			: broken(file, `It could not be read (${code}).`);
	}
	let json: unknown;
	try {
		// Some editors put a byte order mark in front.
		json = JSON.parse(text.replace(/^\uFEFF/u, ''));
	} catch {
		return broken(file, 'It is not whole JSON.');
	}
	const table = resolveDataCenters(json);
	return table.ok ? table : broken(file, table.refusal.why);
};
