import type {WizardWish} from '../../home/effects.js';
import {wizardResult} from '../../home/wizard-result.js';
import type {Runtime} from '../../io/runtime.js';
import {isSsh} from '../../io/system/where-it-runs.js';
import type {Invocation} from '../../kit/invocation.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import type {Stage} from '../../kit/terminal/stage.js';
import {createDisplay, type Display, type LineScreen, type Shown} from '../../ui/ink/display.js';
import {renderDisplay} from '../../ui/ink/render-display.js';
import type {Services} from '../../ui/ink/services.js';
import {takeTerminal} from '../../ui/input/take-terminal.js';
import {chooseTheme} from '../../ui/lines/theme.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode, Refusal} from '../../zoho/refusal.js';
import {beginWizard} from './begin.js';
import {partingWord} from './parting.js';
import {planOf} from './plan-from-home.js';
import {runWith} from './run.js';
import type {RunFace} from './run-face.js';

/** What the wizard's screen needs of a call. */
const servicesOf = (
	invocation: Invocation,
	runtime: Runtime,
	session: Session,
	stage: Stage,
): Omit<Services, 'onEnd' | 'hasHome'> => ({
	session,
	glyphs: glyphsOf(invocation),
	theme: chooseTheme(invocation.environment),
	now: runtime.clock.now,
	loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
	onAnnounce: stage.onAnnounce,
});

/** Shows a wizard that somebody ends, or a signal. Keys that come after its end are not for it. */
const wizardShown = (services: Omit<Services, 'onEnd'>, stage: Stage, onEnd: () => void) => {
	const {promise, resolve} = Promise.withResolvers<'done' | 'left' | 'back'>();
	void stage.interrupted.then(() => resolve('left'));
	const end = (how: 'done' | 'left' | 'back'): void => {
		onEnd();
		resolve(how);
	};
	const shown: Shown = {kind: 'wizard', services: {...services, onEnd: end}};
	return {shown, ended: promise};
};

/** Takes the terminal before Ink does anything: the echo of a key pressed in between would shift the first frame by a line. */
const drawOn = ({streams, environment}: Invocation, display: Display, onFirstFrame: () => void) => {
	let drawn: ReturnType<typeof renderDisplay> | undefined;
	const terminal = takeTerminal({
		input: streams.stdin,
		output: streams.stdout,
		isRemote: isSsh(environment),
		hear: display.hear,
		erase: () => drawn?.erase(),
		draw: () => drawn?.draw(),
	});
	drawn = renderDisplay(display, chooseTheme(environment), onFirstFrame);
	const {close} = drawn;
	return async (): Promise<void> => {
		await close();
		terminal.close();
	};
};

/** Draws the wizard until it is done or left. */
export const runScreen: RunFace = async (invocation, runtime, session, stage) => {
	const services = servicesOf(invocation, runtime, session, stage);
	const {shown, ended} = wizardShown({...services, hasHome: false}, stage, () => undefined);
	const close = drawOn(invocation, createDisplay(shown), runtime.onFirstFrame);
	const how = await ended;
	// Before the terminal is given back: there may be none any more.
	session.dispatch({type: 'left', at: runtime.clock.now()});
	await close();
	return how === 'done' ? 0 : stage.leaveCode();
};

/** How a wizard that was opened from Home ended. */
export type WizardEnd =
	| {readonly kind: 'refused'; readonly refusal: Refusal}
	/** The whole program is left; a last word for the person. */
	| {readonly kind: 'left'; readonly parting: string | undefined}
	| ({readonly kind: 'over'} & ReturnType<typeof wizardResult>);

/** Draws Home, and wizards in its place, until `close`: one render for all of them. */
export const openScreens = (invocation: Invocation, runtime: Runtime, stage: Stage, home: LineScreen) => {
	const atHome: Shown = {kind: 'lines', screen: home};
	const display = createDisplay(atHome);
	const close = drawOn(invocation, display, runtime.onFirstFrame);
	const runWizard = async (wish: WizardWish): Promise<WizardEnd> => {
		const begun = await beginWizard(invocation, runtime, planOf(wish), stage, true);
		if (!begun.ok) return {kind: 'refused', refusal: begun.refusal};
		const {session, effects} = begun.value;
		const services = servicesOf(invocation, runtime, session, stage);
		const {shown, ended} = wizardShown({...services, hasHome: true}, stage, display.hold);
		display.show(shown);
		const how = await ended;
		session.dispatch({type: 'left', at: runtime.clock.now()});
		if (how === 'left') await close();
		await effects.stop();
		const state = session.state();
		return how === 'left'
			? {kind: 'left', parting: partingWord(state)}
			: {kind: 'over', ...wizardResult(state)};
	};
	return {runWizard, hold: display.hold, showHome: () => display.show(atHome), close};
};

/** `zconn new` on the screen. With all that its first frame needs in this one module, because every file costs. */
export const run = (invocation: Invocation): Promise<ExitCode> => runWith(invocation, async () => runScreen);
