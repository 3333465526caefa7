import type {Invocation} from '../../kit/invocation.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createOpening} from '../../ui/wizard/opening.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {newEntry} from './entry.js';
import {runWith} from './run.js';
import type {RunMode, ToHome} from './run-mode.js';

/**
 * Draws the wizard until it is done or left. Its first frame comes before all that no first frame needs: what moves the wizard on,
 * its later screens. Keys wait until that is loaded.
 */
export const runScreen: RunMode = async (host, begun, toHome) => {
	const {invocation, runtime} = host;
	const opening = createOpening(begun.initial, glyphsOf(invocation), runtime.clock.now);
	const opened = opening && {
		above: opening.above,
		...openDisplay(invocation, opening.screen, runtime.onFirstFrame),
	};
	opened?.display.hold();
	return (await import('./screen.js')).runScreen(host, begun, toHome, opened);
};

/**
 * `zconn new` on the screen. With all that its first frame needs in this one module, because every file costs.
 *
 * @param toHome where Esc leads from the first question
 */
export const run = (invocation: Invocation, toHome?: ToHome): Promise<ExitCode> =>
	runWith(invocation, async () => runScreen, newEntry, toHome);
