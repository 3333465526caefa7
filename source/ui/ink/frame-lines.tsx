import {Box, Text} from 'ink';
import type {InputSpan, Line} from '../lines/line.js';
import {paintSpans} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';
import {TextField} from './text-field.js';

/** Rows in a stretch, painted; and the text field, if any, that the last of them ends with. */
type Stretch = {readonly rows: readonly string[]; readonly input?: InputSpan; readonly after?: string};

/**
 * Rows without a text field are one stretch, because every element costs, at the first frame and at each key: React
 * makes it, Yoga places it, and a frame has two dozen rows that are cut and placed already.
 */
const stretchesOf = (lines: readonly Line[], theme: Theme): readonly Stretch[] => {
	const stretches: Stretch[] = [];
	let rows: string[] = [];
	for (const {spans, input, after = []} of lines) {
		const painted = paintSpans(spans, theme);
		const rest = paintSpans(after, theme);
		if (input) {
			if (rows.length > 0) stretches.push({rows});
			stretches.push({rows: [painted], input, after: rest});
			rows = [];
		} else rows.push(painted + rest);
	}
	return rows.length > 0 ? [...stretches, {rows}] : stretches;
};

/** Rows below each other, as the frame fitted them; a row never wraps, because the frame has cut it to the window. */
export const FrameLines = ({lines, theme}: {readonly lines: readonly Line[]; readonly theme: Theme}) => (
	<Box flexDirection="column">
		{stretchesOf(lines, theme).map(({rows, input, after = ''}, index) => {
			// An element without any text has no height.
			const text = rows.join('\n') || ' ';
			return input ? (
				// biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place on the screen
				<Box key={index}>
					<Box flexShrink={0}>
						<Text wrap="truncate">{text}</Text>
					</Box>
					<TextField input={input} theme={theme} />
					{after === '' ? null : <Text wrap="truncate">{after}</Text>}
				</Box>
			) : (
				// biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place on the screen
				<Text key={index} wrap="truncate">
					{text}
				</Text>
			);
		})}
	</Box>
);
