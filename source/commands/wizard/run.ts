import {attempt} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printRefusal, say, sayNotes} from '../../kit/output/print.js';
import {openRuntime} from '../../kit/runtime.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {chooseMode} from '../../kit/terminal/mode.js';
import type {WizardState} from '../../wizard/state.js';
import {type ExitCode, type Refusal, wrongUse} from '../../zoho/refusal.js';
import {beginWizard} from './begin.js';
import {newEntry, type WizardEntry} from './entry.js';
import {grantWord, partingWord} from './parting.js';
import type {RunMode, ToHome} from './run-mode.js';

/** One line: it is met in scripts and logs. */
const refuseWithoutTerminal = (invocation: Invocation, {withoutTerminal}: WizardEntry): ExitCode => {
	const noTerminal = wrongUse(
		'The wizard needs a terminal, and stdin or stdout is not one.',
		'It asks questions and draws on the screen.',
		withoutTerminal,
	);
	if (flagOption(invocation, 'json')) return printRefusal(invocation, noTerminal);
	say(invocation.streams, `✖ ${noTerminal.what} ${noTerminal.next}`);
	return noTerminal.exitCode;
};

/** Why what was made is not in the shared store, where it was to go there. */
const sharingProblem = ({consent}: WizardState): Refusal | undefined => {
	const sharing = consent.phase === 'done' ? consent.outcome.sharing : undefined;
	return sharing === 'done' ? undefined : sharing;
};

/**
 * Runs a wizard.
 *
 * @param loadScreen brings the mode that draws, with Ink
 * @param plan what it is run for
 * @param toHome where there is a Home to go back to
 */
export const runWith = async (
	invocation: Invocation,
	loadScreen: () => Promise<RunMode>,
	plan: WizardEntry = newEntry,
	toHome?: ToHome,
): Promise<ExitCode> => {
	const mode = chooseMode(invocation);
	if (mode === 'no-terminal') return refuseWithoutTerminal(invocation, plan);
	const runtime = openRuntime(invocation, {isDrawn: mode === 'screen'});
	const terminalEvents = createTerminalEvents(mode === 'none' ? undefined : invocation.streams);
	const host = {invocation, runtime, terminalEvents};
	const begun = await attempt(() => beginWizard(host, plan, mode !== 'none'));
	if (!begun.ok) {
		terminalEvents.close();
		return printRefusal(invocation, begun.refusal);
	}
	const modes = {
		screen: loadScreen,
		plain: async () => (await import('./plain.js')).plainMode,
		none: async () => (await import('./silent.js')).silentMode,
	};
	const runMode = await modes[mode]();
	const {code, state} = await runMode(host, begun.value, toHome);
	const problem = code === 0 && state ? sharingProblem(state) : undefined;
	// Without questions the next run starts over, so nothing is said of answers.
	const parting = state && (mode === 'none' ? grantWord(state) : partingWord(state, mode));
	if (code === terminalEvents.leaveCode() && parting) say(invocation.streams, parting);
	await runtime.close();
	terminalEvents.close();
	if (problem) return printRefusal(invocation, problem);
	sayNotes(invocation.streams);
	return code;
};
