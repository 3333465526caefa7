import path from 'node:path';
import {type DataCenter, resolveDataCenters} from '../../zoho/data-center.js';
import {type Result, refused} from '../../zoho/refusal.js';
import {readKept} from './kept.js';

const broken = (file: string, why: string) =>
	refused({
		id: 'data-centers-file-broken',
		what: `The data center table cannot be used: ${file}`,
		why,
		next: 'Correct it or move it away; see docs/data-centers.md.',
		exitCode: 6,
	});

export const dataCentersFile = (folder: string): string => path.join(folder, 'data-centers.json');

/**
 * The data centers in force: Zoho's own, changed by `data-centers.json` of the config folder where there is one.
 * Refuses `data-centers-file-broken`, and what forbids believing the file: `file-not-readable`, `open-to-others`,
 * `file-of-another-owner` (exit 6).
 */
export const readDataCenters = (folder: string): Result<readonly DataCenter[]> => {
	const file = dataCentersFile(folder);
	const text = readKept(file);
	if (!text.ok) return text;
	if (text.value === undefined) return resolveDataCenters(undefined);
	let json: unknown;
	try {
		// Some editors put a byte order mark in front.
		json = JSON.parse(text.value.replace(/^\uFEFF/u, ''));
	} catch {
		return broken(file, 'It is not whole JSON.');
	}
	const table = resolveDataCenters(json);
	return table.ok ? table : broken(file, table.refusal.why);
};
