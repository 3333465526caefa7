import path from 'node:path';
import * as z from 'zod/mini';
import {isLinkName} from '../../connection/link-name.js';
import {fileName} from './folder.js';
import {readKept} from './kept.js';

const fileSchema = z.object({connections: z.record(z.string(), z.unknown())});
const rowSchema = z.object({name: z.string()});

const textOf = (folder: string): string => {
	const text = readKept(path.join(folder, fileName));
	return text.ok ? (text.value ?? '') : '';
};

/**
 * Link names and names of what is saved, for completion: nothing else of the file is looked at, no key is needed, and where
 * nothing can be read there is nothing to offer.
 */
export const savedNames = (folder: string): readonly {readonly linkName: string; readonly name: string}[] => {
	try {
		const file = z.safeParse(fileSchema, JSON.parse(textOf(folder)));
		if (!file.success) return [];
		return Object.entries(file.data.connections)
			.filter(([linkName]) => isLinkName(linkName))
			.map(([linkName, row]) => {
				const parsed = z.safeParse(rowSchema, row);
				return {linkName, name: parsed.success ? parsed.data.name : linkName};
			})
			.toSorted((one, other) => (one.linkName < other.linkName ? -1 : 1));
	} catch {
		return [];
	}
};
