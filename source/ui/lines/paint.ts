import type {InputSpan, Line, Span} from './line.js';
import type {Theme} from './theme.js';

/** Spans with their styles; those of one style that follow each other are one, so that fewer bytes are written. */
export const paintSpans = (spans: readonly Span[], theme: Theme): string => {
	let row = '';
	let text = '';
	for (const [index, part] of spans.entries()) {
		text += part.text;
		if (spans[index + 1]?.style === part.style) continue;
		row += theme[part.style](text);
		text = '';
	}
	return row;
};

/** What stands in an empty text field, where something does. */
export const paintPlaceholder = ({text, placeholder}: InputSpan, theme: Theme): string | undefined =>
	text === '' && placeholder !== '' ? theme.muted(placeholder) : undefined;

/** A whole row, as it is written. */
export const paintLine = ({spans, input, after = []}: Line, theme: Theme): string =>
	paintSpans(spans, theme) +
	(input ? (paintPlaceholder(input, theme) ?? input.text) : '') +
	paintSpans(after, theme);

/** Rows that are written below each other. */
export const paintLines = (rows: readonly Line[], theme: Theme): readonly string[] =>
	rows.map(row => paintLine(row, theme));
