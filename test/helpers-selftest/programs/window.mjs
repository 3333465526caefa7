// Draws its window's size with Ink, again at every resize.
import process from 'node:process';
import {render, Text, useInput, useWindowSize} from 'ink';
import {createElement} from 'react';

const Window = () => {
	const {columns, rows} = useWindowSize();
	useInput(() => {});
	return createElement(Text, null, `window ${columns} x ${rows}, CI=${process.env.CI ?? 'unset'}`);
};

render(createElement(Window), {interactive: true});
