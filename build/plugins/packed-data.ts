import {readFile} from 'node:fs/promises';
import {isDeepStrictEqual} from 'node:util';
import {brotliCompressSync, constants} from 'node:zlib';
import type {Plugin} from 'esbuild';
import {type Column, type InColumns, inRows, type Place, piecesIn} from '../runtime/columns.js';
import {importFrom} from './runtime-file.js';

/** Bytes of JSON above which packing is worth the milliseconds of unpacking. */
const threshold = 100_000;

/** What was packed before, by its bytes in base64: a build looks at a source several times, and to compress well takes a second. */
const known = new Map<string, string>();

/** An expression for bytes, which stand in it compressed. */
export const packed = (bytes: Uint8Array): string => {
	const key = Buffer.from(bytes).toString('base64');
	const expression = known.get(key) ?? pack(bytes);
	known.set(key, expression);
	return expression;
};

const pack = (bytes: Uint8Array): string => {
	const small = brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
			[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
		},
	});
	return `process.getBuiltinModule('node:zlib').brotliDecompressSync(Buffer.from('${small.toString('base64')}', 'base64'))`;
};

/** The rows of a list; undefined where it is a list of anything else, or a row ends with an empty cell, which would be lost. */
const rowsIn = (list: readonly unknown[]): readonly string[] | undefined => {
	const rows = list.filter((row): row is string => typeof row === 'string' && !/\n|\t$/.test(row));
	return rows.length > 1 && rows.length === list.length ? rows : undefined;
};

/** Leaves out of each cell what it has in common with the one above: one digit says how many pieces. */
const shortened = (cells: readonly string[]): readonly string[] =>
	cells.map((cell, index) => {
		const above = index === 0 ? [] : piecesIn(cells[index - 1] ?? '');
		const pieces = piecesIn(cell);
		const differs = pieces.findIndex((piece, place) => piece !== above[place] || place === 9);
		const shared = differs === -1 ? Math.min(pieces.length, 9) : differs;
		return `${shared}${pieces.slice(shared).join('')}`;
	});

const columnsOf = (rows: readonly string[]): readonly Column[] => {
	const cells = rows.map(row => row.split('\t'));
	return Array.from({length: Math.max(...cells.map(row => row.length))}, (_, index) => {
		const column = cells.map(row => row[index] ?? '');
		// Paths and scopes, of which most begin as the one above does; sentences seldom do.
		const isShort = column.some(cell => /[./]/.test(cell)) && !column.some(cell => cell.includes(' '));
		return {cells: (isShort ? shortened(column) : column).join('\n'), isShort};
	});
};

/**
 * Takes the lists of rows out of a value and puts each column of theirs together, in which what is alike is near to each other: a sixth
 * less, compressed.
 */
export const inColumns = (value: unknown): InColumns => {
	const lists = new Map<string, readonly string[]>();
	const take = (value: unknown, key: string): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (!Array.isArray(value))
			return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, take(inner, name)]));
		const rows = rowsIn(value);
		if (!rows) return value.map(item => take(item, key));
		lists.set(key, [...(lists.get(key) ?? []), ...rows]);
		return {$rows: rows.length} satisfies Place;
	};
	const whole = take(value, '');
	return {whole, lists: Object.fromEntries([...lists].map(([key, rows]) => [key, columnsOf(rows)]))};
};

/**
 * A module with the value of a JSON text, which is compressed in it: a third less than the package's own compression makes of it.
 * Throws when the value would not come out of it as it was.
 */
export const packedModule = (json: string): string => {
	const value = JSON.parse(json);
	const columns = inColumns(value);
	if (!isDeepStrictEqual(inRows(columns), value)) throw new Error('A table cannot be put into columns.');
	return `${importFrom('{inRows}', 'columns')}export default inRows(JSON.parse(${packed(Buffer.from(JSON.stringify(columns)))}.toString()));`;
};

/** Packs the large tables (of scopes, of calls), which are loaded when one is searched. */
export const packedDataPlugin: Plugin = {
	name: 'packed-data',
	setup: build => {
		build.onLoad({filter: /[\\/]source[\\/].*\.json$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			return text.length < threshold ? undefined : {contents: packedModule(text), loader: 'js'};
		});
	},
};
