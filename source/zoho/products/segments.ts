const partsOf = (path: string): readonly string[] =>
	(path.split(/[?#]/, 1)[0] ?? '')
		.toLowerCase()
		.split('/')
		.filter(part => part !== '');

const isOpen = (part: string): boolean => part.startsWith('{');

/** Whether a path begins with a segment, part by part, whatever its case. */
export const hasSegment = (path: string, segment: string): boolean => {
	const [parts, wanted] = [partsOf(path), partsOf(segment)];
	return (
		wanted.length <= parts.length &&
		wanted.every((part, index) => isOpen(part) || isOpen(parts[index] ?? '') || part === parts[index])
	);
};

/** How many parts of a path a segment names; 0 where the path does not begin with it, or the segment names none. */
const namedBy = (path: string, segment: string): number =>
	hasSegment(path, segment) ? partsOf(segment).filter(part => !isOpen(part)).length : 0;

/** How well a path fits a product: the parts that the longest of its segments names; 0 where none fits. */
export const fitOf = (path: string, segments: readonly string[]): number =>
	Math.max(0, ...segments.map(segment => namedBy(path, segment)));
