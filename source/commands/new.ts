import type {ConnectionsFile} from '../connection/file/format.js';
import {policyOf} from '../connection/secrets/places.js';
import type {EffectRunner} from '../io/effects/wizard.js';
import {createRuntime, type Runtime} from '../io/runtime.js';
import {defaultPorts} from '../kit/default-ports.js';
import {flagOption, type Invocation, numberOption, textOption} from '../kit/invocation.js';
import {printData, printJson, printRefusal, say, wrongUse} from '../kit/output/print.js';
import {runtimeOptions} from '../kit/runtime-options.js';
import {chooseFace} from '../kit/terminal/mode.js';
import {plainTerminal} from '../kit/terminal/plain-terminal.js';
import {createStage, type Stage} from '../kit/terminal/stage.js';
import {isWorthKeeping} from '../wizard/draft/saved.js';
import type {WizardContext} from '../wizard/field.js';
import {asksZoho} from '../wizard/scopes/text.js';
import {createSession, type Session} from '../wizard/session.js';
import {answersOf, type WizardState} from '../wizard/state.js';
import type {DataCenter} from '../zoho/data-center.js';
import {type ExitCode, ok, type Result, refused} from '../zoho/refusal.js';
import {doubtsAbout} from '../zoho/scopes/check.js';
import {missingService, readNewAnswers} from './wizard/answers.js';
import {type Plan, planNew} from './wizard/plan.js';

/** Runs the wizard with one face, to its end. */
export type RunFace = (
	invocation: Invocation,
	runtime: Runtime,
	session: Session,
	stage: Stage,
) => Promise<ExitCode>;

const defaultTimeoutSeconds = 600;

const contextOf = (
	invocation: Invocation,
	file: ConnectionsFile,
	dataCenters: readonly DataCenter[],
	ports: readonly number[],
): WizardContext => ({
	dataCenters,
	services: Object.values(file.services),
	connectionLinkNames: Object.keys(file.connections),
	ports,
	openBrowser: !flagOption(invocation, 'no-browser') && invocation.environment.ZCONN_NO_BROWSER !== '1',
	secrets: policyOf(file).kept,
});

/** The page on which Zoho refuses scopes is shown in the browser alone, so doubts are said before it opens. */
const sayDoubts = async ({streams}: Invocation, state: WizardState): Promise<void> => {
	if (!asksZoho(state)) return;
	const {loadScopeCatalogue} = await import('../zoho/scopes/catalogue.js');
	const doubts = doubtsAbout(await loadScopeCatalogue(), answersOf(state).scopes);
	for (const {text} of doubts) say(streams, `! ${text}`);
};

const runSilently: RunFace = async (invocation, runtime, session, stage) => {
	const {streams} = invocation;
	const {runWithoutInput} = await import('./wizard/no-input.js');
	stage.onAnnounce(lines => say(streams, lines.join('\n')));
	await sayDoubts(invocation, session.state());
	const answer = textOption(invocation, 'other-user');
	const otherUser = answer === 'replace' || answer === 'save-apart' ? answer : 'give-up';
	const ended = runWithoutInput(session, runtime.clock.now, otherUser);
	const result = await Promise.race([ended, stage.interrupted]);
	session.dispatch({type: 'left', at: runtime.clock.now()});
	if (result === 'interrupted') return stage.leaveCode();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {consent} = session.state();
	if (consent.phase === 'done') {
		for (const notice of consent.notices) say(streams, notice);
		const {missing} = consent.outcome.issued;
		if (missing.length > 0) say(streams, `! Zoho did not grant: ${missing.join(', ')}`);
	}
	if (flagOption(invocation, 'json')) printJson(streams, {connection: {linkName: result.value}});
	else printData(streams, result.value);
	return 0;
};

/** @param isLeft whether the wizard was left for Home */
export const runPlainly = async (
	invocation: Invocation,
	runtime: Runtime,
	session: Session,
	stage: Stage,
	isLeft?: () => boolean,
): Promise<ExitCode> => {
	const {runPlain} = await import('../ui/plain/wizard.js');
	const how = await runPlain({
		loadScopes: async () => (await import('../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
		...plainTerminal(invocation, runtime.clock, stage),
		session,
		onAnnounce: stage.onAnnounce,
		isLeft,
	});
	session.dispatch({type: 'left', at: runtime.clock.now()});
	return how === 'done' ? 0 : stage.leaveCode();
};

/** One line: it is met in scripts and logs. */
const refuseWithoutTerminal = (invocation: Invocation, {withoutTerminal}: Plan): ExitCode => {
	const noTerminal = wrongUse(
		'The wizard needs a terminal, and stdin or stdout is not one.',
		'It asks questions and draws on the screen.',
		withoutTerminal,
	);
	if (flagOption(invocation, 'json')) return printRefusal(invocation, noTerminal);
	say(invocation.streams, `✖ ${noTerminal.what} ${noTerminal.next}`);
	return noTerminal.exitCode;
};

/** What is left of a wizard that somebody leaves: an exchange that was under way may still have brought the connection. */
export const partingWord = (state: WizardState): string | undefined => {
	const {consent} = state;
	switch (consent.phase) {
		case 'done':
			return `The connection is saved: zconn show ${consent.outcome.linkName}`;
		case 'proving':
		case 'taking-over':
		case 'other-user':
			// A new grant that nobody has judged yet waits beside the old one.
			return state.context.target
				? `${consent.linkName} is as it was; the new grant waits, and the next reconnect gives it back.`
				: `The connection is saved: zconn show ${consent.linkName}`;
		case 'revoking-outgoing':
			return `The connection is saved: zconn show ${consent.linkName}`;
		case 'exchanging':
		case 'saving':
			return 'Zoho was still being asked: zconn list tells whether the connection was saved.';
		default:
			return isWorthKeeping(state)
				? 'Your answers are kept; the same command goes on where you left off.'
				: undefined;
	}
};

/** A wizard that has begun: it only needs a face. */
export type BegunWizard = {readonly session: Session; readonly effects: EffectRunner};

/** Begins a wizard: reads what is saved and what the command line says. @param isAsking whether a person can be asked */
export const beginWizard = async (
	invocation: Invocation,
	runtime: Runtime,
	plan: Plan,
	stage: Stage,
	isAsking: boolean,
): Promise<Result<BegunWizard>> => {
	const port = numberOption(invocation, 'port', {least: 1, most: 65_535});
	const timeout = numberOption(invocation, 'timeout', {least: 1, most: 86_400});
	if (port === 'wrong' || timeout === 'wrong') {
		const what = `${port === 'wrong' ? '--port' : '--timeout'} is not understood.`;
		return refused(wrongUse(what, 'It takes a whole number.', 'For example: --port 8790 --timeout 600'));
	}
	const given = readNewAnswers(invocation);
	if (!given.ok) return given;
	const dataCenters = runtime.dataCenters();
	if (!dataCenters.ok) return dataCenters;
	const read = runtime.store.read();
	if (!read.ok) return read;
	// Before anything is drawn: a passphrase may have to be asked for.
	const unlocked = await runtime.secrets.unlock();
	if (!unlocked.ok) return unlocked;
	const noService = missingService(given.value, Object.keys(read.value.services));
	if (noService) return refused(noService);
	const ports = port === undefined ? defaultPorts : [port];
	const context = contextOf(invocation, read.value, dataCenters.value, ports);
	const at = runtime.clock.now();
	const start = {invocation, runtime, file: read.value, context, given: given.value, isAsking, at};
	const initial = await plan.begin(start);
	if (!initial.ok) return initial;
	const effects = runtime.createEffects({
		ports,
		timeoutSeconds: timeout ?? defaultTimeoutSeconds,
		announce: stage.announce,
		dispatch: event => session.dispatch(event),
	});
	const session = createSession(initial.value, effects.run);
	// Where nothing is to be asked, the consent begins at once.
	if (session.state().step === 'connect') session.dispatch({type: 'accepted', at});
	return ok({session, effects});
};

/** Runs a wizard. @param loadScreen brings the face that draws, with Ink @param plan what it is run for */
export const runWith = async (
	invocation: Invocation,
	loadScreen: () => Promise<RunFace>,
	plan: Plan = planNew,
): Promise<ExitCode> => {
	const face = chooseFace(invocation);
	if (face === 'no-terminal') return refuseWithoutTerminal(invocation, plan);
	const runtime = createRuntime(runtimeOptions(invocation));
	const stage = createStage(face === 'none' ? undefined : invocation.streams);
	const begun = await beginWizard(invocation, runtime, plan, stage, face !== 'none');
	if (!begun.ok) {
		stage.close();
		return printRefusal(invocation, begun.refusal);
	}
	const {session, effects} = begun.value;
	const faces = {screen: loadScreen, plain: async () => runPlainly, none: async () => runSilently};
	const runFace = await faces[face]();
	const code = await runFace(invocation, runtime, session, stage);
	await effects.stop();
	const parting = partingWord(session.state());
	if (code === stage.leaveCode() && face !== 'none' && parting) say(invocation.streams, parting);
	await runtime.close();
	stage.close();
	return code;
};

/** Sets up a connection: on the screen, in plain lines, or without asking. */
export const run = (invocation: Invocation): Promise<ExitCode> =>
	runWith(invocation, async () => (await import('./wizard/screen.js')).runScreen);
