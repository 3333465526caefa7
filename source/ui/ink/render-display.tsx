import {render} from 'ink';
import {together} from '../input/take-terminal.js';
import {paintLines} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';
import type {Display} from '../screen/display.js';
import type {Drawing} from '../screen/draw-plainly.js';
import {windowSize} from '../screen/line-screen.js';
import {Root} from './root.js';

/**
 * Draws a display with Ink, until it is closed.
 *
 * `interactive` is passed because the caller has looked at both streams; Ink would guess from `CI` and draw nothing.
 * Ctrl+C is ours, so that the draft is kept and the port freed before the program ends.
 */
export const renderDisplay = (
	display: Display,
	theme: Theme,
	stdout: NodeJS.WriteStream,
	onFirstFrame: () => void,
): Drawing => {
	let isFirst = true;
	const root = () => <Root display={display} theme={theme} />;
	const instance = render(root(), {
		stdout,
		interactive: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		// As good as none: a key that comes soon after another would wait for its turn, and each is one frame.
		maxFps: 1000,
		onRender: () => {
			if (isFirst) onFirstFrame();
			isFirst = false;
		},
	});
	const draw = (): void => {
		stdout.write(together.begin + display.refit());
		// Rows that Ink believes to stand on the window it does not write again.
		instance.clear();
		instance.rerender(root());
		stdout.write(together.end);
	};
	// Ink hears of a new size as well, and would draw the old rows in it first: too many of them, which scroll away for good.
	stdout.prependListener('resize', draw);
	return {
		erase: () => instance.clear(),
		draw,
		close: async () => {
			stdout.off('resize', draw);
			// What was drawn last stands on the window before it is taken off.
			await instance.waitUntilRenderFlush();
			const remains = display.current().remains?.(windowSize(stdout).columns);
			if (remains) {
				// At its end Ink draws once more what may have changed since.
				instance.rerender(null);
				await instance.waitUntilRenderFlush();
				instance.clear();
			}
			instance.unmount();
			await instance.waitUntilExit();
			if (remains)
				stdout.write(
					paintLines(remains, theme)
						.map(row => `${row}\n`)
						.join(''),
				);
		},
	};
};
