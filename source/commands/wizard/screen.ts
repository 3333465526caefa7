import type {WizardRequest} from '../../home/effects.js';
import {type Ended, wizardResult} from '../../home/wizard-result.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import type {Display} from '../../ui/screen/display.js';
import type {Above} from '../../ui/wizard/above.js';
import {createWizardScreen, type WizardEnding} from '../../ui/wizard/screen.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {sigmaAfter} from './after.js';
import {beginWizard} from './begin.js';
import {entryOf} from './home-entry.js';
import {partingWord} from './parting.js';
import type {BegunWizard, Ending, Host} from './run-mode.js';
import {startSession} from './session.js';

type Screen = ReturnType<typeof createWizardScreen>;

/** A terminal that is taken, with what is shown on it. */
export type OnScreen = Host & {
	readonly display: Display;
	readonly close: () => Promise<void>;
};

type Place = {
	/** Whether it ends to a Home that it was opened from. */
	readonly hasHome: boolean;
	/** What stands above it already. */
	readonly above?: Above | undefined;
	/** Brings it onto the terminal. */
	readonly show: (screen: Screen) => Pick<OnScreen, 'display' | 'close'>;
	/** Whether something else is shown there after such an end. */
	readonly goesOn: (how: WizardEnding) => boolean;
};

/** Runs a wizard that a person ends, or a signal; back from *Copy to Sigma* it goes on. Then nothing of it is still being done. */
const play = async (host: Host, begun: BegunWizard, {hasHome, above, show, goesOn}: Place) => {
	const {invocation, runtime, terminalEvents} = host;
	const {session, effects} = startSession(host, begun);
	let display: Display | undefined;
	let ending = Promise.withResolvers<WizardEnding>();
	const interrupted = terminalEvents.interrupted.then(() => 'left' as const);
	const screen = createWizardScreen({
		session,
		glyphs: glyphsOf(invocation),
		now: runtime.clock.now,
		loadCalls: async () => (await import('../../zoho/operations/calls-meant.js')).callsMeant,
		loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
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
	const sigma = async (linkName: string) =>
		(await import('../copilot/screen.js')).copilotFromHome({...host, ...shown}, linkName);
	let how = await Promise.race([ending.promise, interrupted]);
	while (how === 'sigma') {
		ending = Promise.withResolvers();
		if ((await sigmaAfter(session, sigma)) === undefined) how = 'left';
		else {
			display.show(screen);
			how = await Promise.race([ending.promise, interrupted]);
		}
	}
	stopAnnouncing();
	// Before the terminal is given back: there may be none any more.
	session.dispatch({type: 'left', at: runtime.clock.now()});
	if (!goesOn(how)) await shown.close();
	await effects.stop();
	return {how, state: session.state(), shown};
};

/** A display that shows the first frame already, while keys wait. */
export type Opened = ReturnType<typeof openDisplay> & {readonly above: Above};

/** Home in the place of a wizard whose first question was left, until the whole program is. */
export type ToHome = (host: OnScreen, ended: Ended) => Promise<ExitCode>;

/** Draws the wizard until it is done or left. */
export const runScreen = async (
	host: Host,
	begun: BegunWizard,
	{opened, toHome}: {readonly opened?: Opened | undefined; readonly toHome?: ToHome | undefined} = {},
): Promise<Ending> => {
	const {how, state, shown} = await play(host, begun, {
		hasHome: toHome !== undefined,
		above: opened?.above,
		show: screen => {
			opened?.display.show(screen);
			return opened ?? openDisplay(host.invocation, screen, host.runtime.onFirstFrame);
		},
		goesOn: how => how === 'back' && toHome !== undefined,
	});
	if (toHome && how === 'back') {
		const code = await toHome({...host, ...shown}, wizardResult(state));
		return {code, state: undefined};
	}
	return {code: how === 'done' ? 0 : host.terminalEvents.leaveCode(), state};
};

/** How a wizard that was opened from Home ended. */
export type WizardEnd =
	| Ended
	/** The whole program is left; a last word for the person. */
	| {readonly type: 'left'; readonly parting: string | undefined};

export const runFromHome = async (from: OnScreen, request: WizardRequest): Promise<WizardEnd> => {
	const begun = await beginWizard(from, entryOf(request), true);
	if (!begun.ok) return {type: 'wizard-refused', refusal: begun.refusal};
	const {how, state} = await play(from, begun.value, {
		hasHome: true,
		show: screen => {
			from.display.show(screen);
			return from;
		},
		goesOn: how => how !== 'left',
	});
	return how === 'left' ? {type: 'left', parting: partingWord(state)} : wizardResult(state);
};
