import {Box, Text} from 'ink';
import type {Theme} from '../theme.js';
import type {Line} from '../view/line.js';
import {TextField} from './text-field.js';

/** One row: never wraps, because the frame has cut it to the window already. */
const Row = ({row, theme}: {readonly row: Line; readonly theme: Theme}) => {
	const [first] = row.spans;
	if (!row.input && !first) return <Text> </Text>;
	// Most rows are one span; a text inside a text would be twice the work.
	if (!row.input && first && row.spans.length === 1) {
		return (
			<Text wrap="truncate" {...theme[first.style]}>
				{first.text}
			</Text>
		);
	}
	const label = (
		<Text wrap="truncate">
			{row.spans.map((part, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
				<Text key={index} {...theme[part.style]}>
					{part.text}
				</Text>
			))}
		</Text>
	);
	if (!row.input) return label;
	return (
		<Box>
			<Box flexShrink={0}>{label}</Box>
			<TextField input={row.input} theme={theme} />
		</Box>
	);
};

/** Rows below each other, as the frame fitted them. */
export const FrameLines = ({lines, theme}: {readonly lines: readonly Line[]; readonly theme: Theme}) => (
	<Box flexDirection="column">
		{lines.map((row, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
			<Row key={index} row={row} theme={theme} />
		))}
	</Box>
);
