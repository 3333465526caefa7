import type {WizardRequest} from '../../home/effects.js';
import {type Ended, wizardResult} from '../../home/wizard-result.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import type {Display} from '../../ui/screen/display.js';
import type {Above} from '../../ui/wizard/above.js';
import {createWizardScreen, type WizardEnding} from '../../ui/wizard/screen.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {sigmaAfter} from './after.js';
import {beginWizard} from './begin.js';
import {entryOf} from './home-entry.js';
import {partingWord} from './parting.js';
import type {BegunWizard, Ending, Host} from './run-mode.js';
import {startSession} from './session.js';

type Place = {
	/** Whether it ends to a Home that it was opened from. */
	readonly hasHome: boolean;
	/** What stands above it already. */
	readonly above?: Above;
};

/** The screen of a wizard that a person ends, or a signal; and goes on with, back from *Copy to Sigma*. */
const screenOf = ({invocation, runtime, terminalEvents}: Host, session: Session, {hasHome, above}: Place) => {
	const ends: WizardEnding[] = [];
	let hear: (() => void) | undefined;
	const end = (how: WizardEnding): void => {
		ends.push(how);
		hear?.();
	};
	void terminalEvents.interrupted.then(() => end('left'));
	let display: Display | undefined;
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
			end(how);
		},
	});
	const stopAnnouncing = terminalEvents.onAnnounce(screen.announce);
	const nextEnd = async (): Promise<WizardEnding> => {
		while (ends.length === 0) {
			const {promise, resolve} = Promise.withResolvers<void>();
			hear = resolve;
			await promise;
		}
		return ends.shift() ?? 'left';
	};
	/** Resolves when the person has come to its end. */
	const run = async (host: Host & {readonly display: Display}): Promise<Exclude<WizardEnding, 'sigma'>> => {
		({display} = host);
		for (;;) {
			const how = await nextEnd();
			if (how !== 'sigma') {
				stopAnnouncing();
				return how;
			}
			const {copilotFromHome} = await import('../copilot/screen.js');
			const back = await sigmaAfter(session, linkName => copilotFromHome(host, linkName));
			if (back === undefined) return 'left';
			display.show(screen);
		}
	};
	return {screen, run};
};

/** A display that shows the first frame already, while keys wait. */
export type Opened = ReturnType<typeof openDisplay> & {readonly above: Above};

/** A terminal that is taken, with what is shown on it. */
export type OnScreen = Host & {
	readonly display: Display;
	readonly close: () => Promise<void>;
};

/** Home in the place of a wizard whose first question was left, until the whole program is. */
export type ToHome = (host: OnScreen, ended: Ended) => Promise<ExitCode>;

/** Draws the wizard until it is done or left. */
export const runScreen = async (
	host: Host,
	begun: BegunWizard,
	{opened, toHome}: {readonly opened?: Opened | undefined; readonly toHome?: ToHome | undefined} = {},
): Promise<Ending> => {
	const {invocation, runtime, terminalEvents} = host;
	const {session, effects} = startSession(host, begun);
	const place = {hasHome: toHome !== undefined, ...(opened ? {above: opened.above} : {})};
	const {screen, run: runUntilEnd} = screenOf(host, session, place);
	opened?.display.show(screen);
	const {display, close} = opened ?? openDisplay(invocation, screen, runtime.onFirstFrame);
	const how = await runUntilEnd({...host, display});
	const home = how === 'back' ? toHome : undefined;
	// Before the terminal is given back: there may be none any more.
	session.dispatch({type: 'left', at: runtime.clock.now()});
	if (!home) await close();
	await effects.stop();
	const state = session.state();
	if (home) {
		const code = await home({...host, display, close}, {kind: 'over', ...wizardResult(state)});
		return {code, state: undefined};
	}
	return {code: how === 'done' ? 0 : terminalEvents.leaveCode(), state};
};

/** How a wizard that was opened from Home ended. */
export type WizardEnd =
	| Ended
	/** The whole program is left; a last word for the person. */
	| {readonly kind: 'left'; readonly parting: string | undefined};

export const runFromHome = async (from: OnScreen, request: WizardRequest): Promise<WizardEnd> => {
	const {runtime, display, close} = from;
	const begun = await beginWizard(from, entryOf(request), true);
	if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
	const {session, effects} = startSession(from, begun.value);
	const {screen, run: runUntilEnd} = screenOf(from, session, {hasHome: true});
	display.show(screen);
	const how = await runUntilEnd(from);
	session.dispatch({type: 'left', at: runtime.clock.now()});
	const isLeft = how === 'left';
	if (isLeft) await close();
	await effects.stop();
	const state = session.state();
	return isLeft ? {kind: 'left', parting: partingWord(state)} : {kind: 'over', ...wizardResult(state)};
};
