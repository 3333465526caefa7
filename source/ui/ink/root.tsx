import {useCursor} from 'ink';
import {useEffect, useLayoutEffect, useReducer, useSyncExternalStore} from 'react';
import type {Press} from '../lines/keys.js';
import type {Theme} from '../lines/theme.js';
import {App} from './app.js';
import type {Display, LineScreen} from './display.js';
import {FrameLines} from './frame-lines.js';
import {useWindow} from './use-window.js';

/** What is told in minutes need not be drawn more often, in milliseconds. */
const minuteTick = 20_000;

/** Rows and keys, and nothing else. */
const Lines = ({
	screen,
	theme,
	onKeys,
}: {
	readonly screen: LineScreen;
	readonly theme: Theme;
	readonly onKeys: (hear: (press: Press) => void) => void;
}) => {
	useSyncExternalStore(screen.subscribe, screen.version);
	const {columns, rows} = useWindow();
	const [, tick] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		const timer = setInterval(tick, minuteTick);
		return () => clearInterval(timer);
	}, []);
	useLayoutEffect(() => onKeys(press => screen.press(press, {rows, columns})));
	const {setCursorPosition} = useCursor();
	const frame = screen.frame({rows, columns});
	setCursorPosition(frame.cursor);
	return <FrameLines lines={frame.lines} theme={theme} />;
};

/** The one thing that is rendered. Ink draws it and hears nothing: keys come from `input/`. */
export const Root = ({display, theme}: {readonly display: Display; readonly theme: Theme}) => {
	const shown = useSyncExternalStore(display.subscribe, display.current);
	const onKeys = (hear: (press: Press) => void): void => display.listen(shown, hear);
	return shown.kind === 'lines' ? (
		<Lines screen={shown.screen} theme={theme} onKeys={onKeys} />
	) : (
		// A wizard that follows another one begins afresh.
		<App key={shown.services.session.state().draftId} services={shown.services} onKeys={onKeys} />
	);
};
