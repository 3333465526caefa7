import path from 'node:path';
import {fits, is, oneOf} from '../../connection/file/parts.js';
import {envelope, ownRow} from '../../connection/file/row.js';
import {parseJson} from '../../zoho/text.js';
import {readKept} from '../file/kept.js';

/**
 * Whether the file of this machine certainly has no connection of its own by a name: there is no file, the name is not in it, or
 * stands there for the row of the shared store. What is in doubt is read in full elsewhere.
 */
export const isLeftToStore = (folder: string, name: string): boolean => {
	const text = readKept(path.join(folder, 'connections.json'));
	if (!text.ok || text.value === undefined) return text.ok;
	const file = parseJson(text.value);
	if (!is(envelope, file)) return false;
	const row = ownRow(file.connections, name);
	return row === undefined || is(fits({refreshToken: fits({shared: oneOf(name)})}), row);
};
