import type {WizardRequest} from '../../home/effects.js';
import {type Ended, wizardResult} from '../../home/wizard-result.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import type {Display} from '../../ui/screen/display.js';
import type {Above} from '../../ui/wizard/above.js';
import {createWizardScreen, type WizardEnding} from '../../ui/wizard/screen.js';
import type {Session} from '../../wizard/session.js';
import {beginWizard} from './begin.js';
import {entryOf} from './home-entry.js';
import {partingWord} from './parting.js';
import type {BegunWizard, Ending, Host} from './run-mode.js';
import {runSession, startSession} from './session.js';

type Place = {
	/** What it ends to, where it was opened from Home. */
	readonly home?: Display;
	/** What stands above it already. */
	readonly above?: Above;
};

/** The screen of a wizard that a person ends, or a signal. */
const screenOf = ({invocation, runtime, terminalEvents}: Host, session: Session, {home, above}: Place) => {
	const {promise: ended, resolve} = Promise.withResolvers<WizardEnding>();
	void terminalEvents.interrupted.then(() => resolve('left'));
	const screen = createWizardScreen({
		session,
		glyphs: glyphsOf(invocation),
		now: runtime.clock.now,
		loadCalls: async () => (await import('../../zoho/operations/calls-meant.js')).callsMeant,
		loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
		loadQr: async () => (await import('../../kit/output/qr.js')).loadQr(),
		hasHome: home !== undefined,
		above,
		onEnd: how => {
			// Keys that come after its end are not for it.
			home?.hold();
			resolve(how);
		},
	});
	const stopAnnouncing = terminalEvents.onAnnounce(screen.announce);
	return {screen, ended: ended.finally(stopAnnouncing)};
};

/** *Copy to Sigma* of the connection that is ready, in the place of its last screen. True when the program is left in it. */
const isLeftInSigma = async (host: Host, session: Session, display: Display): Promise<boolean> => {
	const {consent} = session.state();
	if (consent.phase !== 'done' && consent.phase !== 'kept') return false;
	const linkName = consent.phase === 'done' ? consent.outcome.linkName : consent.linkName;
	const {copilotFromHome} = await import('../copilot/screen.js');
	const {kind} = await copilotFromHome({...host, display}, linkName);
	return kind === 'left';
};

/** A display that shows the first frame already, while keys wait. */
export type Opened = ReturnType<typeof openDisplay> & {readonly above: Above};

/** Draws the wizard until it is done or left. */
export const runScreen = (host: Host, begun: BegunWizard, opened?: Opened): Promise<Ending> =>
	runSession(host, begun, async session => {
		const {invocation, runtime, terminalEvents} = host;
		const {screen, ended} = screenOf(host, session, {...(opened ? {above: opened.above} : {})});
		opened?.display.show(screen);
		const {display, close} = opened ?? openDisplay(invocation, screen, runtime.onFirstFrame);
		const how = await ended;
		// Before the terminal is given back: there may be none any more.
		session.dispatch({type: 'left', at: runtime.clock.now()});
		const isLeft = how === 'sigma' ? await isLeftInSigma(host, session, display) : how !== 'done';
		await close();
		return isLeft ? terminalEvents.leaveCode() : 0;
	});

/** How a wizard that was opened from Home ended. */
export type WizardEnd =
	| Ended
	/** The whole program is left; a last word for the person. */
	| {readonly kind: 'left'; readonly parting: string | undefined};

/** Home, from which a wizard is opened in its place. */
export type FromHome = Host & {
	readonly display: Display;
	readonly close: () => Promise<void>;
};

/** Runs a wizard in the place of Home. */
export const runFromHome = async (from: FromHome, request: WizardRequest): Promise<WizardEnd> => {
	const {runtime, display, close} = from;
	const begun = await beginWizard(from, entryOf(request), true);
	if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
	const {session, effects} = startSession(from, begun.value);
	const {screen, ended} = screenOf(from, session, {home: display});
	display.show(screen);
	const how = await ended;
	session.dispatch({type: 'left', at: runtime.clock.now()});
	const isLeft = how === 'sigma' ? await isLeftInSigma(from, session, display) : how === 'left';
	if (isLeft) await close();
	await effects.stop();
	const state = session.state();
	return isLeft ? {kind: 'left', parting: partingWord(state)} : {kind: 'over', ...wizardResult(state)};
};
