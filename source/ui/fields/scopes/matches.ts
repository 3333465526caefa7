import {type Span, type Style, span} from '../../lines/line.js';

/** A text in pieces, with what the words match set apart, so that a match is seen and not only listed. */
export const matchSpans = (text: string, words: readonly string[], style: Style): readonly Span[] => {
	const low = text.toLowerCase();
	const marks = new Array<boolean>(text.length).fill(false);
	// Where a letter changes its length in lower case, places in one are not places in the other.
	if (low.length !== text.length) return [span(text, style)];
	for (const word of words.flatMap(one => [one, ...one.split('.')])) {
		const wanted = word.toLowerCase();
		if (wanted === '') continue;
		for (let at = low.indexOf(wanted); at !== -1; at = low.indexOf(wanted, at + wanted.length))
			marks.fill(true, at, at + wanted.length);
	}
	const spans: Span[] = [];
	let from = 0;
	for (let at = 1; at <= text.length; at++) {
		if (at < text.length && marks[at] === marks[from]) continue;
		spans.push(span(text.slice(from, at), marks[from] ? 'match' : style));
		from = at;
	}
	return spans;
};
