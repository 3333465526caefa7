import fs from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {type ConnectionsFile, emptyFile} from '../../../connection/file/contents.js';
import {asPage} from '../../../connection/file/page.js';
import {parseConnectionsFile} from '../../../connection/file/parsing.js';
import {type Places, parsePlaces, type Range} from '../../../connection/file/places.js';
import {mapped, ok, type Result, refused} from '../../../zoho/refusal.js';
import type {Preview} from '../../ports.js';
import {pageName} from '../folder.js';
import {readKept, useKept} from '../kept.js';
import {explainUnreadableFile} from '../refusals.js';
import {cutOf, findPart, readCut} from './cut.js';
import {mostRows, shortFile, signatureOf} from './signature.js';

/** The page of the file that is open; undefined where there is none, or one of another file. */
const fittingPage = (file: string, descriptor: number): Places | undefined => {
	const place = path.join(path.dirname(file), pageName);
	const text = readKept(place);
	const page = text.ok && text.value !== undefined ? parsePlaces(text.value) : undefined;
	const stat = fs.fstatSync(descriptor, {bigint: true});
	if (page?.of !== signatureOf(stat)) return undefined;
	// A change of the file within the same tick of the clock would not be seen.
	return fs.statSync(place, {bigint: true}).mtimeNs > stat.mtimeNs ? page : undefined;
};

const readRange = (descriptor: number, [from = 0, to = 0]: Range): string => {
	const bytes = Buffer.allocUnsafe(to - from);
	return bytes.toString('utf8', 0, fs.readSync(descriptor, bytes, 0, to - from, from));
};

/**
 * The first rows in the order of the list, from where the page says that they stand.
 *
 * @param count all that a page has of the list, where it is absent
 */
export const readPage = (file: string, descriptor: number, count?: number): Preview | undefined => {
	try {
		const page = fittingPage(file, descriptor);
		if (!page || (count !== undefined && page.total <= count)) return undefined;
		const {total, listed, cut} = page;
		const wanted = count ?? Math.min(mostRows, total);
		if (listed.length < wanted) return undefined;
		const isWanted = (index: number): boolean => index < wanted || index >= listed.length;
		const rows = cut.rows.with(-1, cut.rows.at(-1)?.filter((_row, index) => isWanted(index)) ?? []);
		const some = readCut({...cut, rows}, range => readRange(descriptor, range));
		const names = Object.keys(some?.connections ?? {});
		if (!some || names.length < wanted) return undefined;
		const among = new Map(listed.slice(0, wanted).map((row, index) => [names[index] ?? '', row]));
		return {file: asPage(some, among), total, isWhole: false};
	} catch {
		// Whatever is wrong with it, the file itself is read.
		return undefined;
	}
};

/** The first rows by link name, found by looking through the whole file; undefined for what this program has not formatted. */
const scanned = (bytes: Buffer, count: number): Preview | undefined => {
	const part = bytes.length < shortFile ? undefined : findPart(bytes, 'connections');
	if (!part || part.rows.size <= count) return undefined;
	const names = [...part.rows.keys()].toSorted().slice(0, count);
	const some = readCut(cutOf(bytes.length, [{part, names}]), ([from, to]) =>
		bytes.toString('utf8', from, to),
	);
	return some && {file: some, total: part.rows.size, isWhole: false};
};

/**
 * All bytes of a file that is open, read while the program does other things: in one piece, so that nothing has to wait for it. The
 * plain way for what has no size, or another one by now.
 */
export const readBytes = async (descriptor: number): Promise<Buffer> => {
	const {size} = fs.fstatSync(descriptor);
	const {bytesRead, buffer} = await promisify(fs.read)(descriptor, Buffer.allocUnsafe(size), 0, size, 0);
	return bytesRead === size && size > 0 ? buffer : fs.readFileSync(descriptor);
};

/** Whether a link on the way to a place leads to nothing, as to a disk that is not mounted. */
const isCutOff = (place: string): boolean => {
	const stat = fs.lstatSync(place, {throwIfNoEntry: false});
	if (stat) return stat.isSymbolicLink() && !fs.existsSync(place);
	const parent = path.dirname(place);
	return parent !== place && isCutOff(parent);
};

const cutOff = Object.assign(new Error(), {code: 'CUT_OFF'});

/** A file whose text is read; an empty one where there is none, unless it may be where a link does not lead just now. */
export const parseText = (text: string | undefined, file: string): Result<ConnectionsFile> => {
	if (text !== undefined) return parseConnectionsFile(text, file);
	return isCutOff(path.dirname(file)) ? refused(explainUnreadableFile(file, cutOff)) : ok(emptyFile);
};

/** The first rows of a long file, all of a short one. What is not read is checked when the file is read whole. */
export const previewFile = async (file: string, count: number): Promise<Result<Preview>> => {
	const read = await useKept(file, async descriptor => {
		const page = readPage(file, descriptor, count);
		if (page) return ok(page);
		const bytes = await readBytes(descriptor);
		const some = scanned(bytes, count);
		return some ? ok(some) : wholly(parseText(bytes.toString('utf8'), file));
	});
	return read.ok ? (read.value ?? wholly(parseText(undefined, file))) : read;
};

export const wholly = (whole: Result<ConnectionsFile>): Result<Preview> =>
	mapped(whole, file => ({file, total: Object.keys(file.connections).length, isWhole: true}));
