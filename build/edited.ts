import {decode, encode} from '@jridgewell/sourcemap-codec';

/** What is put in the place of some characters of a code. Neither holds the end of a line. */
export type Edit = {readonly at: number; readonly length: number; readonly text: string};

/** A code with its map, as esbuild writes it. */
export type Mapped = {readonly code: string; readonly map: string};

/** The code with some edits, in their order and none within another, and a map that leads to the same places as before. */
export const edited = ({code, map}: Mapped, edits: readonly Edit[]): Mapped => {
	if (edits.length === 0) return {code, map};
	const kept = edits.map(({at, length, text}, index) => text + code.slice(at + length, edits[index + 1]?.at));
	const waiting = edits.values();
	let edit = waiting.next().value;
	let moved = 0;
	const movedBefore = (place: number): number => {
		for (; edit && edit.at + edit.length <= place; edit = waiting.next().value)
			moved += edit.text.length - edit.length;
		return moved;
	};
	const whole = JSON.parse(map);
	const lines = decode(whole.mappings);
	let start = 0;
	const mappings = code.split('\n').map((text, index) => {
		const before = movedBefore(start);
		const segments = (lines[index] ?? []).map(([column, ...rest]) => {
			const place = column + movedBefore(start + column) - before;
			return [place, ...rest] as NonNullable<(typeof lines)[number]>[number];
		});
		start += text.length + 1;
		return segments;
	});
	return {
		code: code.slice(0, edits[0]?.at) + kept.join(''),
		map: JSON.stringify({...whole, mappings: encode(mappings)}),
	};
};
