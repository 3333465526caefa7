import {oncePerText} from '../once-per.js';

const partsOf = (path: string): readonly string[] =>
	(path.split(/[?#]/, 1)[0] ?? '')
		.toLowerCase()
		.split('/')
		.filter(part => part !== '');

const isOpen = (part: string): boolean => part.startsWith('{');

/** Of a segment of the table, which every call is compared with: taken apart once. Paths are not kept, they have no end. */
const partsOfSegment = oncePerText(partsOf);

const begins = (parts: readonly string[], wanted: readonly string[]): boolean =>
	wanted.length <= parts.length &&
	wanted.every((part, index) => part === parts[index] || isOpen(part) || isOpen(parts[index] ?? ''));

/** Whether a path begins with a segment, part by part, whatever its case. */
export const hasSegment = (path: string, segment: string): boolean =>
	begins(partsOf(path), partsOfSegment(segment));

/** Says how well a path fits products: the parts that the longest of a product's segments names; 0 where none fits. */
export const fitter = (path: string): ((segments: readonly string[]) => number) => {
	const parts = partsOf(path);
	return segments => {
		let fit = 0;
		for (const segment of segments) {
			const wanted = partsOfSegment(segment);
			if (begins(parts, wanted)) fit = Math.max(fit, wanted.filter(part => !isOpen(part)).length);
		}
		return fit;
	};
};
