import fs from 'node:fs';
import {emptyFile} from '../../connection/file/contents.js';
import {parseConnectionsFile, readCurrentFile} from '../../connection/file/parsing.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Preview} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {openFlags, whyNotRead} from './kept.js';
import {explainUnreadableFile} from './refusals.js';

/** The file's raw content with some of its connections only. */
type FirstPage = {readonly raw: unknown; readonly total: number};

const connectionsBegin = '\n\t"connections": {\n';
/** One tab: a part of the file ends. Two: a row begins, or ends. A line break within a JSON text is never part of a string. */
const partEnds = '\n\t}';
const rowBegins = '\n\t\t"';
const rowEnds = '\n\t\t}';
const between = `${rowEnds},${rowBegins}`;

/**
 * Where the rows between two places begin, and what they are called; undefined when a name is not plain, or something else stands
 * around the rows. Splitting a text of one byte a character is several times quicker than looking for each row.
 */
const findRows = (
	bytes: Buffer,
	from: number,
	to: number,
): {readonly names: readonly string[]; readonly starts: readonly number[]} | undefined => {
	const text = bytes.toString('latin1', from, to);
	if (!text.startsWith(rowBegins) || !text.endsWith(rowEnds)) return undefined;
	const names: string[] = [];
	const starts: number[] = [];
	let start = from + rowBegins.length;
	for (const row of text.slice(rowBegins.length, -rowEnds.length).split(between)) {
		names.push(row.slice(0, row.indexOf('"')));
		starts.push(start - 1);
		start += row.length + between.length;
	}
	return names.some(name => name.includes('\\')) ? undefined : {names, starts};
};

/**
 * The first connections by link name, cut out of a file as `printConnectionsFile` writes it, with everything else but the
 * other connections. Decoding and parsing ten megabytes takes longer than drawing the first frame; finding where rows begin
 * does not. Undefined for what anybody else has formatted, or is not whole where it is looked at: then all has to be parsed.
 */
const cutFirstPage = (bytes: Buffer, count: number): FirstPage | undefined => {
	const begin = bytes.indexOf(connectionsBegin);
	const first = begin + connectionsBegin.length - 1;
	const end = begin === -1 ? -1 : bytes.indexOf(partEnds, first);
	const found = end === -1 ? undefined : findRows(bytes, first, end);
	if (!found) return undefined;
	const {names, starts} = found;
	const last = names.toSorted()[count - 1];
	const rows: string[] = [];
	names.forEach((name, index) => {
		if (last !== undefined && name > last) return;
		const next = starts[index + 1];
		const to = next === undefined ? end : next - rowBegins.length + 1;
		rows.push(bytes.toString('utf8', starts[index], to).replace(/,$/, ''));
	});
	try {
		const head = bytes.toString('utf8', 0, first);
		const rest = bytes.toString('utf8', end + partEnds.length);
		const raw: unknown = JSON.parse(`${head}${rows.join(',\n')}\n\t}${rest}`);
		return {raw, total: names.length};
	} catch {
		return undefined;
	}
};

/** Below so many bytes all of it is parsed before anybody could notice. */
const shortFile = 200_000;

/**
 * All bytes of a file, read while the program does other things: in one piece, so that nothing has to wait for it.
 * Undefined for what has no size, or another one by now: that is to be read the plain way.
 */
const readBeside = (file: string): Promise<Result<Buffer | undefined>> =>
	new Promise((resolve, reject) => {
		const descriptor = fs.openSync(file, openFlags);
		const stat = fs.fstatSync(descriptor);
		const why = whyNotRead(file, stat);
		if (why) {
			fs.closeSync(descriptor);
			resolve(refused(why));
			return;
		}
		const {size} = stat;
		fs.read(descriptor, Buffer.allocUnsafe(size), 0, size, 0, (error, count, bytes) => {
			fs.closeSync(descriptor);
			if (error) reject(error);
			else resolve(ok(count === size && size > 0 ? bytes : undefined));
		});
	});

/** The first rows of a long file, all of a short one. What is not read is checked when the file is read whole. */
export const previewFile = async (file: string, count: number): Promise<Result<Preview>> => {
	let bytes: Buffer | undefined;
	try {
		const beside = await readBeside(file);
		if (!beside.ok) return beside;
		bytes = beside.value ?? fs.readFileSync(file);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT') return refused(explainUnreadableFile(file, error));
	}
	const page = bytes && bytes.length >= shortFile ? cutFirstPage(bytes, count) : undefined;
	const some = page && page.total > count ? readCurrentFile(page.raw) : undefined;
	if (page && some) return ok({file: some, total: page.total, isWhole: false});
	const whole = bytes ? parseConnectionsFile(bytes.toString('utf8'), file) : ok(emptyFile);
	if (!whole.ok) return whole;
	return ok({file: whole.value, total: Object.keys(whole.value.connections).length, isWhole: true});
};
