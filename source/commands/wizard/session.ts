import {wizardResult} from '../../home/wizard-result.js';
import type {EffectRunner} from '../../io/effects/wizard.js';
import {reduce, type Session} from '../../wizard/machine.js';
import {runMachine} from '../../wizard/run-machine.js';
import type {WizardState} from '../../wizard/state.js';
import {type ExitCode, whatAndWhy} from '../../zoho/refusal.js';
import type {BegunWizard, EndedHere, Ending, Host, Shown, ToHome, WizardEnding} from './run-mode.js';

/** Sets a wizard going that has begun. Where nothing is to be asked, the consent begins at once. */
const startSession = (
	{runtime, terminalEvents}: Host,
	{initial, ports, timeoutSeconds}: BegunWizard,
): {readonly session: Session; readonly effects: EffectRunner} => {
	const effects = runtime.createEffects({
		ports,
		timeoutSeconds,
		announce: terminalEvents.announce,
		dispatch: event => session.dispatch(event),
	});
	const session = runMachine(initial, reduce, effects.run);
	if (initial.step === 'connect') session.dispatch({type: 'accepted', at: runtime.clock.now()});
	return {session, effects};
};

/** Runs a wizard to its end; then nothing of it is still being done. */
export const runSession = async (
	host: Host,
	begun: BegunWizard,
	run: (session: Session) => Promise<ExitCode>,
): Promise<Ending> => {
	const {session, effects} = startSession(host, begun);
	const code = await run(session);
	await effects.stop();
	return {code, state: session.state()};
};

/** What a wizard loads when it is wanted: the scopes, and the calls of Zoho's APIs. */
export const scopeSources = {
	loadCalls: async () => (await import('../../zoho/operations/calls-meant.js')).callsMeant,
	loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
};

/** A wizard as a person meets it: on the screen, or in plain lines. */
export type Face = {
	/** Runs it until it ends, or leads to *Copy to Sigma*. @param told how far that came, where it goes on after that */
	readonly run: (told?: string) => Promise<WizardEnding>;
	/** *Copy to Sigma* of the connection that is ready. */
	readonly sigma: (linkName: string) => Promise<EndedHere>;
	readonly close?: (how: WizardEnding) => Promise<void>;
};

/** How far *Copy to Sigma* came, as it is said back at Ready; undefined when the whole program was left in it. */
const sigmaAfter = async (session: Session, {sigma}: Face): Promise<string | undefined> => {
	const {consent} = session.state();
	if (consent.phase !== 'done' && consent.phase !== 'kept') return '';
	const ended = await sigma(consent.phase === 'done' ? consent.outcome.linkName : consent.linkName);
	if (ended.type === 'left') return undefined;
	const isRefused = ended.type === 'wizard-refused';
	const text = isRefused ? whatAndWhy(ended.refusal) : (ended.notice?.text ?? '');
	session.dispatch({type: 'told', text, tone: isRefused ? 'warn' : 'good'});
	return text;
};

type Played = {readonly how: WizardEnding; readonly state: WizardState};

/** Runs a wizard that a person ends, or a signal; back from *Copy to Sigma* it goes on. Then nothing of it is still being done. */
export const play = async (
	host: Host,
	begun: BegunWizard,
	open: (session: Session) => Face,
): Promise<Played> => {
	const {session, effects} = startSession(host, begun);
	const face = open(session);
	let how = await face.run();
	while (how === 'sigma') {
		const told = await sigmaAfter(session, face);
		how = told === undefined ? 'left' : await face.run(told);
	}
	// Before the terminal is given back: there may be none any more.
	session.dispatch({type: 'left', at: host.runtime.clock.now()});
	await face.close?.(how);
	await effects.stop();
	return {how, state: session.state()};
};

/** How the program ends after that; where the wizard was left for Home, after Home has. */
export const endingOf = async (
	host: Host,
	{how, state}: Played,
	toHome: ToHome | undefined,
	shown?: Shown,
): Promise<Ending> => {
	if (!toHome || how !== 'back') return {code: how === 'done' ? 0 : host.terminalEvents.leaveCode(), state};
	return {code: await toHome(host, wizardResult(state), shown), state: undefined};
};
