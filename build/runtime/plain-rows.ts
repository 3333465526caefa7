import stringWidth from 'string-width';
import {isPlainText} from './plain-text.js';

/** One of the steps that Ink's output is made of; others than `write` are not looked at. */
export type Operation =
	| {
			readonly type: 'write';
			readonly x: number;
			readonly y: number;
			readonly text: string;
			readonly transformers: readonly ((line: string, index: number) => string)[];
	  }
	| {readonly type: 'clip' | 'unclip'};

const simpleStyle = /\x1B\[(\d{1,3})m/g;

/** The code that ends a style; undefined for a code that starts none. */
const endOf = (code: number): number | undefined => {
	if (code === 1 || code === 2) return 22;
	if (code === 3 || code === 4 || code === 7 || code === 8 || code === 9) return code + 20;
	if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return 39;
	return (code >= 40 && code <= 47) || (code >= 100 && code <= 107) ? 49 : undefined;
};

const isEnd = (code: number): boolean => code === 39 || code === 49 || (code >= 22 && code <= 29);

/** Whether every style of a line ends in it, and no code is anything but the start or end of a simple one. */
const isClosed = (line: string): boolean => {
	const open = new Set<number>();
	for (const match of line.matchAll(simpleStyle)) {
		const code = Number(match[1]);
		const end = endOf(code);
		if (end === undefined && !isEnd(code)) return false;
		if (end === undefined) open.delete(code);
		else open.add(end);
	}
	return open.size === 0;
};

/** Whether a text is plain lines with simple styles, of which Ink's clean-up would leave every byte. */
export const isPlainStyled = (text: string): boolean =>
	isPlainText(text.replaceAll(simpleStyle, '').replaceAll('\n', ''));

type Row = {text: string; visible: string};

/** Puts a line into its row. False: it would overlap with what is there. */
const place = (row: Row, x: number, line: string): boolean => {
	const gap = row.visible === '' ? x : x - stringWidth(row.visible);
	if (gap < 0) return false;
	const room = ' '.repeat(gap);
	row.text += room + line;
	row.visible += room + line.replaceAll(simpleStyle, '');
	return true;
};

/**
 * The rows of an output of plain lines that neither overlap nor are clipped, put together as they are. Ink takes every
 * line apart into cells, each with its styles, twice, and puts them together again, which is most of what a frame costs.
 * Undefined when a line is not so plain; then Ink has to.
 */
export const plainRows = (
	operations: readonly Operation[],
	height: number,
): readonly string[] | undefined => {
	const rows: Row[] = [];
	while (rows.length < height) rows.push({text: '', visible: ''});
	for (const operation of operations) {
		if (operation.type !== 'write' || !Number.isInteger(operation.x)) return undefined;
		const {x, y, transformers} = operation;
		for (const [index, text] of operation.text.split('\n').entries()) {
			const row = rows[y + index];
			const line = transformers.reduce((before, transform) => transform(before, index), text);
			if (!row || line === '') continue;
			if (line.includes('\n') || !isPlainStyled(line) || !isClosed(text) || !isClosed(line)) return undefined;
			if (!place(row, x, line)) return undefined;
		}
	}
	return rows.map(({text}) => text.trimEnd());
};
