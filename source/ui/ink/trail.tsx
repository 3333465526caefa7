import {Static, Text} from 'ink';
import {memo} from 'react';

export type TrailEntry = {readonly key: string; readonly text: string};

/**
 * Lines that stay above the frame, each printed once. Drawn anew only when there is one more: Ink gives up its frame rate
 * and lays everything out at once whenever React comes by here.
 */
export const Trail = memo(({printed}: {readonly printed: readonly TrailEntry[]}) => (
	<Static items={[...printed]}>
		{entry => (
			<Text key={entry.key} wrap="truncate">
				{entry.text}
			</Text>
		)}
	</Static>
));
