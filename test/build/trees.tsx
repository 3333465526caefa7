import {Box, Newline, renderToString, Static, Text, Transform} from 'ink';
import {hardTexts} from './texts.js';

const chosen = ['❯ United States', '  Europe', '  日本', '  भारत'];

const trees = [
	<Text key="plain">plain</Text>,
	...hardTexts.map(text => (
		<Box key={text} borderStyle="round" width={20}>
			<Text color="cyan">{text}</Text>
		</Box>
	)),
	...(['wrap', 'truncate', 'truncate-middle', 'truncate-start', 'hard'] as const).map(wrap => (
		<Box key={wrap} width={12} flexDirection="column">
			{hardTexts.map(text => (
				<Text key={`${wrap} ${text}`} wrap={wrap} bold>
					{text} {text}
				</Text>
			))}
		</Box>
	)),
	<Box key="layout" flexDirection="column" gap={1} padding={1} width={60}>
		<Box justifyContent="space-between">
			<Text inverse>left 👩🏽‍🚀</Text>
			<Text dimColor>right</Text>
		</Box>
		<Box borderStyle="double" borderColor="green" height={3} overflow="hidden">
			<Text>
				one
				<Newline />
				two 한국어
				<Newline />
				three
			</Text>
		</Box>
		{chosen.map(line => (
			<Text key={line}>{line}</Text>
		))}
	</Box>,
	<Transform key="transform" transform={(line, index) => `${index}: ${line}`}>
		<Text>{'e\u0301 first\n🇮🇳 second'}</Text>
	</Transform>,
	<Static key="static" items={['✔ done', '✖ not']}>
		{item => <Text key={item}>{item}</Text>}
	</Static>,
	<Box key="over" width={10}>
		<Text>日本語</Text>
		<Box position="absolute" marginLeft={1}>
			<Text color="red">x</Text>
		</Box>
	</Box>,
];

/** What Ink makes of every tree, at three widths. */
export const frames: readonly string[] = trees.flatMap(tree =>
	[10, 40, 100].map(columns => renderToString(tree, {columns})),
);
