import {hasSeparateUnits} from './plain-text.js';

const pieceAt = (input: string, index: number): Intl.SegmentData => ({
	segment: input.charAt(index),
	index,
	input,
});

/** The segments of a text in which every unit is one; made without Unicode's tables. */
const separateSegments = (input: string) => ({
	*[Symbol.iterator](): Generator<Intl.SegmentData> {
		for (let index = 0; index < input.length; index++) yield pieceAt(input, index);
	},
	containing: (position = 0): Intl.SegmentData | undefined => {
		const index = Math.trunc(position) || 0;
		return index < 0 || index >= input.length ? undefined : pieceAt(input, index);
	},
});

/**
 * Stands in for a grapheme `Intl.Segmenter` in the bundle. Making a real one loads Unicode's tables, which costs a
 * tenth of the start; so it is made for the first text that needs it, and most never do.
 */
export class LazySegmenter {
	#segmenter: Intl.Segmenter | undefined;

	segment(input: string): ReturnType<typeof separateSegments> | Intl.Segments {
		if (hasSeparateUnits(input)) return separateSegments(input);
		this.#segmenter ??= new Intl.Segmenter();
		return this.#segmenter.segment(input);
	}
}
