import type {Invocation} from '../../kit/invocation.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createOpening} from '../../ui/wizard/opening.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {runWith} from './run.js';
import type {RunMode} from './run-mode.js';

/**
 * Draws the wizard until it is done or left. Its first frame comes before all that no first frame needs: what moves the wizard on,
 * its later screens. Keys wait until that is loaded.
 */
export const runScreen: RunMode = async (host, begun) => {
	const {invocation, runtime} = host;
	const opening = createOpening(begun.initial, glyphsOf(invocation), runtime.clock.now);
	if (!opening) return (await import('./screen.js')).runScreen(host, begun);
	const {above, screen} = opening;
	const opened = openDisplay(invocation, screen, runtime.onFirstFrame);
	opened.display.hold();
	return (await import('./screen.js')).runScreen(host, begun, {above, ...opened});
};

/** `zconn new` on the screen. With all that its first frame needs in this one module, because every file costs. */
export const run = (invocation: Invocation): Promise<ExitCode> => runWith(invocation, async () => runScreen);
