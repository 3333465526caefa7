import path from 'node:path';
import {fits, is, text} from '../../connection/file/parts.js';
import {isLinkName} from '../../connection/link-name.js';
import {isRecord, parseJson} from '../../zoho/text.js';
import {fileName} from './folder.js';
import {readKept} from './kept.js';

const named = fits({name: text});

/**
 * Link names and names of what is saved, for completion: nothing else of the file is looked at, no key is needed, and where
 * nothing can be read there is nothing to offer.
 */
export const savedNames = (folder: string): readonly {readonly linkName: string; readonly name: string}[] => {
	const kept = readKept(path.join(folder, fileName));
	const file = kept.ok ? parseJson(kept.value ?? '') : undefined;
	if (!isRecord(file) || !isRecord(file.connections)) return [];
	return Object.entries(file.connections)
		.filter(([linkName]) => isLinkName(linkName))
		.map(([linkName, row]) => ({linkName, name: is(named, row) ? row.name : linkName}))
		.toSorted((one, other) => (one.linkName < other.linkName ? -1 : 1));
};
