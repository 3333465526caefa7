import path from 'node:path';
import {brokenTable, resolveDataCenters} from '../../connection/file/parsing.js';
import {builtInDataCenters, type DataCenter} from '../../zoho/data-center.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {parseJson} from '../../zoho/text.js';
import {readKept} from './kept.js';

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
	if (text.value === undefined) return ok(builtInDataCenters);
	const json = parseJson(text.value);
	if (json === undefined) return refused(brokenTable(file, 'It is not whole JSON.'));
	return resolveDataCenters(json, file);
};
