import type {EffectRunner} from '../../io/effects/wizard.js';
import {reduce, type Session} from '../../wizard/machine.js';
import {runMachine} from '../../wizard/run-machine.js';
import type {ExitCode} from '../../zoho/refusal.js';
import type {BegunWizard, Ending, Host} from './run-mode.js';

/** Sets a wizard going that has begun. Where nothing is to be asked, the consent begins at once. */
export const startSession = (
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
