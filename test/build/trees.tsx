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
	<Box key="rows" flexDirection="column">
		<Text wrap="truncate">
			{
				'\u001B[1mzconn\u001B[22m\u001B[2m · New\u001B[22m   \u001B[36mEurope\u001B[39m\n\n  \u001B[2mrest  \u001B[22m  '
			}
		</Text>
		<Box>
			<Box flexShrink={0}>
				<Text>
					<Text color="cyan">❯ </Text>
					<Text bold>Name: </Text>
				</Text>
			</Box>
			<Text>日本 field</Text>
			<Text dimColor> · </Text>
		</Box>
		<Text color="red">
			{'one\n'}
			<Text bold>two</Text>
			{' three\n four'}
		</Text>
	</Box>,
	<Text key="open">
		{'\u001B[36mopen\nstill \u001B[1mboth\u001B[0m none \u001B[4:3mcurly\u001B[24m \u001B[38;5;9mnine'}
	</Text>,
	<Box key="beside" width={20}>
		<Box width={8} flexDirection="column">
			<Text>{'left\n  below'}</Text>
		</Box>
		<Text inverse>{'right \nagain'}</Text>
	</Box>,
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
