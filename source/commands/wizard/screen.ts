import type {WizardRequest} from '../../home/effects.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import type {Display} from '../../ui/screen/display.js';
import type {Above} from '../../ui/wizard/above.js';
import {createWizardScreen, type WizardEnding} from '../../ui/wizard/screen.js';
import type {Session} from '../../wizard/machine.js';
import {playFromHome} from './home-entry.js';
import type {BegunWizard, EndedHere, Ending, Host, Shown, ToHome} from './run-mode.js';
import {endingOf, type Face, play, scopeSources} from './session.js';

type Screen = ReturnType<typeof createWizardScreen>;

type OnScreen = Host & Shown;

type Place = {
	/** Whether it ends to a Home that it was opened from. */
	readonly hasHome: boolean;
	/** What stands above it already. */
	readonly above?: Above | undefined;
	/** Brings it onto the terminal. */
	readonly show: (screen: Screen) => Shown;
	/** Whether something else is shown there after such an end. */
	readonly goesOn: (how: WizardEnding) => boolean;
};

/** A wizard on a terminal that repaints. */
const screenFace = (host: Host, session: Session, {hasHome, above, show, goesOn}: Place): Face => {
	const {invocation, runtime, terminalEvents} = host;
	let display: Display | undefined;
	let ending = Promise.withResolvers<WizardEnding>();
	const interrupted = terminalEvents.interrupted.then(() => 'left' as const);
	const screen = createWizardScreen({
		...scopeSources,
		session,
		glyphs: glyphsOf(invocation),
		now: runtime.clock.now,
		loadQr: async () => (await import('../../kit/output/qr.js')).loadQr(),
		loadReady: async () => (await import('../../ui/wizard/ready.js')).readyFace,
		hasHome,
		above,
		onEnd: how => {
			// Keys that come after its end are not for it.
			display?.hold();
			ending.resolve(how);
		},
	});
	const stopAnnouncing = terminalEvents.onAnnounce(screen.announce);
	const shown = show(screen);
	({display} = shown);
	return {
		run: told => {
			if (told !== undefined) {
				ending = Promise.withResolvers();
				shown.display.show(screen);
			}
			return Promise.race([ending.promise, interrupted]);
		},
		sigma: async linkName =>
			(await import('../copilot/screen.js')).copilotFromHome({...host, ...shown}, linkName),
		close: async how => {
			stopAnnouncing();
			if (!goesOn(how)) await shown.close();
		},
	};
};

/** A display that shows the first frame already, while keys wait. */
export type Opened = ReturnType<typeof openDisplay> & {readonly above: Above};

/** Draws the wizard until it is done or left. */
export const runScreen = async (
	host: Host,
	begun: BegunWizard,
	toHome: ToHome | undefined,
	opened: Opened | undefined,
): Promise<Ending> => {
	let shown: Shown | undefined = opened;
	const place: Place = {
		hasHome: toHome !== undefined,
		above: opened?.above,
		show: screen => {
			opened?.display.show(screen);
			shown ??= openDisplay(host.invocation, screen, host.runtime.onFirstFrame);
			return shown;
		},
		goesOn: how => how === 'back' && toHome !== undefined,
	};
	const played = await play(host, begun, session => screenFace(host, session, place));
	return endingOf(host, played, toHome, shown);
};

/** A wizard in the place of Home. */
export const runFromHome = (from: OnScreen, request: WizardRequest): Promise<EndedHere> => {
	const place: Place = {
		hasHome: true,
		show: screen => {
			from.display.show(screen);
			return from;
		},
		goesOn: how => how !== 'left',
	};
	return playFromHome(from, request, 'screen', session => screenFace(from, session, place));
};
