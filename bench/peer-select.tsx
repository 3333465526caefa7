import {Box, render, Text, useInput} from 'ink';
import {useState} from 'react';

const items = [
	'United States',
	'Europe',
	'India',
	'Australia',
	'Japan',
	'Canada',
	'Saudi Arabia',
	'China',
] as const;

/** The smallest honest Ink program: one list, arrows to move, `❯` at the start of the chosen line. */
const Select = () => {
	const [selected, setSelected] = useState(0);
	useInput((_input, key) => {
		if (key.downArrow) setSelected(index => Math.min(index + 1, items.length - 1));
		if (key.upArrow) setSelected(index => Math.max(index - 1, 0));
	});
	return (
		<Box flexDirection="column">
			<Text bold>Where is your Zoho account?</Text>
			{items.map((item, index) => (
				<Text key={item} inverse={index === selected}>
					{index === selected ? '❯ ' : '  '}
					{item}
				</Text>
			))}
		</Box>
	);
};

render(<Select />);
