import {Box, Text} from 'ink';
import {theme} from '../theme.js';
import type {Line} from '../view/line.js';
import {TextField} from './text-field.js';

/** One row: never wraps, because the frame has cut it to the window already. */
const Row = ({row}: {readonly row: Line}) => {
	if (row.spans.length === 0 && !row.input) return <Text> </Text>;
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
			<TextField input={row.input} />
		</Box>
	);
};

/** Rows below each other, as the frame fitted them. */
export const FrameLines = ({lines}: {readonly lines: readonly Line[]}) => (
	<Box flexDirection="column">
		{lines.map((row, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
			<Row key={index} row={row} />
		))}
	</Box>
);
