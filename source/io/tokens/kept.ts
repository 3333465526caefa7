import path from 'node:path';
import {rowIn} from '../../connection/file/row.js';
import {defaultMinimum} from '../../connection/shared/threshold.js';
import {parseJson} from '../../zoho/text.js';
import {fileName} from '../file/folder.js';
import {readKept} from '../file/kept.js';
import type {AccessToken, Clock} from '../ports.js';
import {isFresh} from './freshness.js';

/**
 * The token that the keeper would answer from the file, where that is plain to see: one file is read, under the same guard, and
 * nothing is loaded for it. Undefined where more is needed, also to say what is wrong.
 *
 * @param minimumSeconds how long it has to live at least
 */
export const keptToken = (
	{folder, clock}: {readonly folder: string; readonly clock: Clock},
	linkName: string,
	minimumSeconds = defaultMinimum,
): AccessToken | undefined => {
	const text = readKept(path.join(folder, fileName));
	const row = text.ok ? rowIn(parseJson(text.value ?? ''), linkName)?.connection : undefined;
	if (!row || !isFresh(row, minimumSeconds, clock.now())) return undefined;
	const {accessToken, accessTokenExpiresAt: expiresAt, apiDomain} = row;
	return accessToken && 'plain' in accessToken && expiresAt !== null
		? {accessToken: accessToken.plain, expiresAt, apiDomain, connection: row}
		: undefined;
};
