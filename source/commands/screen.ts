import {renderWizard} from '../ui/render-wizard.js';
import {chooseTheme} from '../ui/theme.js';
import {chooseGlyphs} from '../ui/view/glyphs.js';
import type {ExitCode} from '../zoho/refusal.js';
import type {Invocation} from './invocation.js';
import {type RunFace, runWith} from './new.js';

/** Draws the wizard until it is done or left. */
export const runScreen: RunFace = async (invocation, runtime, session, stage) => {
	// Ink does it after its first frame; the echo of a key pressed in between would shift that frame by a line.
	invocation.streams.stdin.setRawMode(true);
	const screen = renderWizard(
		{
			session,
			glyphs: chooseGlyphs(invocation.environment, process.platform),
			theme: chooseTheme(invocation.environment),
			now: runtime.clock.now,
			loadScopes: async () => (await import('../zoho/scope-catalogue.js')).loadScopeCatalogue(),
			onAnnounce: stage.onAnnounce,
		},
		runtime.onFirstFrame,
	);
	void stage.interrupted.then(() => screen.end('left'));
	const how = await screen.ended;
	session.dispatch({type: 'left', at: runtime.clock.now()});
	return how === 'done' ? 0 : 130;
};

/** `zconn new` on the screen. With all that its first frame needs in this one module, because every file costs. */
export const run = (invocation: Invocation): Promise<ExitCode> => runWith(invocation, async () => runScreen);
