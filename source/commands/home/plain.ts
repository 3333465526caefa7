import {wizardResult} from '../../home/wizard-result.js';
import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import {say} from '../../kit/output/print.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainHome} from '../../ui/plain/home.js';
import {isAtStart, isFormStep, isOver} from '../../wizard/state.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {beginWizard} from '../wizard/begin.js';
import {entryOf} from '../wizard/home-entry.js';
import {partingWord} from '../wizard/parting.js';
import {runPlainly} from '../wizard/plain.js';
import type {Host} from '../wizard/run-mode.js';
import {startSession} from '../wizard/session.js';
import type {Home, HomeExit} from './session.js';

/** Runs a wizard in plain lines; undefined when it leads back to Home. @param isOnly its end is the end of the program */
const runWizard = async (
	host: Host,
	{session: home, runner}: Home,
	request: Extract<HomeExit, {to: 'wizard'}>['request'],
	isOnly = false,
): Promise<ExitCode | undefined> => {
	const begun = await beginWizard(host, entryOf(request), true);
	if (!begun.ok) {
		home.dispatch({type: 'wizard-refused', refusal: begun.refusal});
		return undefined;
	}
	const {session, effects} = startSession(host, begun.value);
	let isLeft = false;
	// Back from the first question is back to Home.
	const dispatch: typeof session.dispatch = event => {
		const state = session.state();
		if (event.type === 'went-back' && isFormStep(state.step) && isAtStart(state)) isLeft = true;
		else session.dispatch(event);
	};
	const toHome = {
		isLeft: () => isLeft,
		leave: () => {
			isLeft = true;
		},
	};
	const code = await runPlainly(host, {...session, dispatch}, toHome);
	await effects.stop();
	const parting = partingWord(session.state(), 'Warning: ');
	if (code === host.terminalEvents.leaveCode() && parting) say(host.invocation.streams, parting);
	if (code !== 0 || (isOnly && !isLeft)) return code;
	runner.look(true);
	const result = wizardResult(session.state());
	// How it ended was read out already.
	home.dispatch({...result, notice: isOver(session.state()) ? undefined : result.notice});
	return undefined;
};

/** Home in plain lines, and wizards in between. @param isFirst nothing is saved: it begins with a wizard, and follows that if it is left */
export const runHomePlainly = async (
	invocation: Invocation,
	runtime: Runtime,
	home: Home,
	isFirst: boolean,
): Promise<ExitCode> => {
	const {session, runner, nextExit} = home;
	const terminalEvents = createTerminalEvents(invocation.streams);
	const end = async (code: ExitCode): Promise<ExitCode> => {
		await runner.stop();
		await runtime.close();
		terminalEvents.close();
		return code;
	};
	const first = isFirst
		? await runWizard({invocation, runtime, terminalEvents}, home, {kind: 'new', service: undefined}, true)
		: undefined;
	if (first !== undefined) return end(first);
	runner.look(true);
	for (;;) {
		let exit: HomeExit | undefined;
		void nextExit().then(taken => {
			exit = taken;
		});
		const how = await runPlainHome({
			...plainTerminal(invocation, runtime.clock, terminalEvents),
			session,
			look: () => runner.look(),
			isLeft: () => exit !== undefined,
		});
		if (how === 'interrupted' || !exit) return end(terminalEvents.leaveCode());
		if (exit.to === 'out') return end(0);
		if (exit.to === 'copilot') {
			const {copilotFromPlain} = await import('../copilot/plain.js');
			const ended = await copilotFromPlain({invocation, runtime, terminalEvents}, exit.linkName, 'g');
			if (ended.type === 'left') return end(terminalEvents.leaveCode());
			runner.look(true);
			session.dispatch(ended);
			continue;
		}
		const code = await runWizard({invocation, runtime, terminalEvents}, home, exit.request);
		if (code !== undefined) return end(code);
	}
};
