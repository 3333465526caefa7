import {useApp, useCursor, useStdout} from 'ink';
import {useEffect, useEffectEvent, useReducer, useSyncExternalStore} from 'react';
import {paintLines} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';
import type {Display} from '../screen/display.js';
import {FrameLines} from './frame-lines.js';
import {useWindow} from './use-window.js';

/** Draws again after so many milliseconds, and so on; nothing is written while nothing changes. */
const useTicks = (period: number | undefined): void => {
	const [, tick] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		if (period === undefined) return undefined;
		const timer = setInterval(tick, period);
		return () => clearInterval(timer);
	}, [period]);
};

/**
 * Writes lines that leave the frame above it, as raw text.
 *
 * They are written after a frame without the terminal's cursor has been drawn. Ink erases a frame that holds the cursor
 * from its top corner on, and tmux copies what is erased like that into its history: every finished step would leave its
 * whole frame there.
 *
 * @returns whether there are such lines, so that the frame has to be drawn without the cursor
 */
const useAbove = ({above}: Display, theme: Theme, columns: number): boolean => {
	const {write} = useStdout();
	const {waitUntilRenderFlush} = useApp();
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const isWaiting = above.isWaiting();
	const writeAbove = useEffectEvent(() => {
		const rows = paintLines(above.take(columns), theme);
		if (rows.length > 0) write(`${rows.join('\n')}\n`);
		redraw();
	});
	useEffect(() => {
		if (isWaiting) void waitUntilRenderFlush().then(writeAbove);
	});
	return isWaiting;
};

/** The one thing that is rendered. Ink draws it and hears nothing: keys come from `input/`. */
export const Root = ({display, theme}: {readonly display: Display; readonly theme: Theme}) => {
	useSyncExternalStore(display.subscribe, display.version);
	const {columns, rows} = useWindow();
	const screen = display.current();
	useTicks(screen.tick());
	const isLeaving = useAbove(display, theme, columns);
	const {setCursorPosition} = useCursor();
	const frame = display.frame({rows, columns});
	setCursorPosition(isLeaving ? undefined : frame.cursor);
	return <FrameLines lines={frame.lines} theme={theme} />;
};
