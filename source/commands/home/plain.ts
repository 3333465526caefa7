import type {Ended} from '../../home/wizard-result.js';
import type {Preview} from '../../io/ports.js';
import {say} from '../../kit/output/print.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {runPlainHome} from '../../ui/plain/home.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {playFromHome} from '../wizard/home-entry.js';
import {plainFace} from '../wizard/plain.js';
import type {EndedHere, Host} from '../wizard/run-mode.js';
import {createHome, type HomeExit} from './session.js';

/** What is opened in the place of Home. */
const open = async (host: Host, exit: Exclude<HomeExit, {to: 'out'}>): Promise<EndedHere> => {
	if (exit.to === 'wizard')
		return playFromHome(host, exit.request, 'plain', session => plainFace(host, session, true));
	return (await import('../copilot/plain.js')).copilotFromPlain(host, exit.linkName, 'g');
};

/** Home in plain lines, and what is opened in its place, until the program is left. @param before how the first wizard was left for it */
export const runHomePlainly = async (host: Host, seen: Preview, before?: Ended): Promise<ExitCode> => {
	const {invocation, runtime, terminalEvents} = host;
	const {session, runner, nextExit} = createHome(runtime, seen);
	const back = (ended: Ended): void => {
		runner.look(true);
		session.dispatch(ended);
	};
	if (before) back(before);
	else runner.look(true);
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
		const ended = how === 'interrupted' || !exit || exit.to === 'out' ? undefined : await open(host, exit);
		if (ended && ended.type !== 'left') {
			back(ended);
			continue;
		}
		if (ended?.parting) say(invocation.streams, ended.parting);
		await runner.stop();
		return exit?.to === 'out' ? 0 : terminalEvents.leaveCode();
	}
};
