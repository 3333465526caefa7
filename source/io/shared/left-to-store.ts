import path from 'node:path';
import {readKept} from '../file/kept.js';

type Rows = {
	readonly format?: unknown;
	readonly connections?: Readonly<
		Record<string, {readonly refreshToken?: {readonly shared?: unknown}} | null>
	>;
};

/**
 * Whether the file of this machine certainly has no connection of its own by a name: there is no file, the name is not in it, or
 * stands there for the row of the shared store. Looked at without a schema; what is in doubt is read in full elsewhere.
 */
export const isLeftToStore = (folder: string, name: string): boolean => {
	const text = readKept(path.join(folder, 'connections.json'));
	if (!text.ok) return false;
	if (text.value === undefined) return true;
	try {
		const {format, connections} = JSON.parse(text.value) as Rows;
		if (format !== 1 || typeof connections !== 'object') return false;
		return !Object.hasOwn(connections, name) || connections[name]?.refreshToken?.shared === name;
	} catch {
		return false;
	}
};
