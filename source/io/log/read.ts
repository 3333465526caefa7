import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {parseJson} from '../../zoho/text.js';
import {explainUnreadableFile} from '../file/refusals.js';
import {codeOf} from '../system/error-code.js';
import {logName, longestLog, olderLogName} from './note.js';

const useSchema = z.object({
	at: z.string(),
	command: z.string(),
	connection: z.string(),
	method: z._default(z.nullable(z.string()), null),
	path: z._default(z.nullable(z.string()), null),
	status: z._default(z.nullable(z.number()), null),
	refusal: z._default(z.nullable(z.string()), null),
});

/** A use as it was remembered. `at` is ISO 8601 in UTC. */
export type NotedUse = z.infer<typeof useSchema>;

/** A line that a full disk or a lost computer cut short is left out. */
const parseLine = (line: string): readonly NotedUse[] =>
	[z.safeParse(useSchema, parseJson(line)).data ?? []].flat();

/** At most the end of a log that has grown beyond all bounds. */
const readEnd = (file: string): string => {
	const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
	try {
		const {size} = fs.fstatSync(descriptor);
		const most = 4 * longestLog;
		const bytes = Buffer.alloc(Math.min(size, most));
		const count = fs.readSync(descriptor, bytes, 0, bytes.length, Math.max(0, size - most));
		return bytes.toString('utf8', 0, count);
	} finally {
		fs.closeSync(descriptor);
	}
};

const usesIn = (file: string): Result<readonly NotedUse[]> => {
	try {
		return ok(readEnd(file).split('\n').flatMap(parseLine));
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? ok([]) : refused(explainUnreadableFile(file, error));
	}
};

/** The last uses, the newest first. @param options.name of one connection; of all without it */
export const readUses = (
	folder: string,
	{name, limit}: {readonly name?: string | undefined; readonly limit: number},
): Result<readonly NotedUse[]> => {
	const found: NotedUse[] = [];
	for (const file of [olderLogName, logName]) {
		const uses = usesIn(path.join(folder, file));
		if (!uses.ok) return uses;
		found.push(...uses.value.filter(({connection}) => name === undefined || connection === name));
	}
	return ok(found.slice(-limit).reverse());
};
