import {paintLines} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';
import type {Display} from './display.js';
import {windowSize} from './line-screen.js';
import {createPainter} from './painter.js';

/** Draws without Ink, after each change, until it is ended. */
export const drawPlainly = (display: Display, theme: Theme, output: NodeJS.WriteStream) => {
	const painter = createPainter(text => output.write(text), theme);
	let isDue = false;
	let isOver = false;
	const draw = (): void => {
		isDue = false;
		const size = windowSize(output);
		const frame = display.frame(size);
		// A frame that fills the window would scroll out of reach; Ink knows how to draw it.
		if (frame.lines.length < size.rows)
			painter.draw(frame, paintLines(display.above.take(size.columns), theme));
	};
	const drawSoon = (): void => {
		if (isDue) return;
		isDue = true;
		// Once for all keys that came together.
		queueMicrotask(() => {
			if (isDue && !isOver) draw();
		});
	};
	const redraw = (): void => {
		output.write(display.refit());
		painter.replace([]);
		draw();
	};
	const forget = display.subscribe(drawSoon);
	output.on('resize', redraw);
	const showCursor = (): void => painter.end();
	process.once('exit', showCursor);
	const end = (): void => {
		isOver = true;
		if (isDue) draw();
		forget();
		output.off('resize', redraw);
		process.off('exit', showCursor);
	};
	draw();
	return {
		/** Takes what is drawn off the window. */
		erase: (): void => painter.replace([]),
		/** Draws all of it from the cursor on, whatever else has been written on the window. */
		draw: redraw,
		/** Draws what there is last, and leaves the cursor below it. */
		close: async (): Promise<void> => {
			end();
			const remains = display.current().remains?.(windowSize(output).columns);
			if (remains) painter.replace(paintLines(remains, theme));
			painter.end();
		},
		/** Leaves the frame to what draws it next. */
		handOver: (): void => {
			end();
			painter.handOver();
		},
	};
};

/** What draws a display, whether Ink is there yet or not. */
export type Drawing = Omit<ReturnType<typeof drawPlainly>, 'handOver'>;
