import type {CopilotRunner} from '../../io/effects/copilot.js';
import type {Runtime} from '../../io/runtime.js';
import {attempt, unwrap} from '../../kit/command.js';
import type {CopilotSession} from '../../ui/copilot/screen.js';
import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {reduceCopilot} from '../../wizard/copilot/machine.js';
import {type CopilotState, doneCount, startCopilot, stepsIn} from '../../wizard/copilot/state.js';
import {runMachine} from '../../wizard/run-machine.js';
import {extensionIds} from '../../zoho/extensions/ids.js';
import type {Product} from '../../zoho/products/product.js';
import type {EndedHere, Host} from '../wizard/run-mode.js';

export type Copilot = Awaited<ReturnType<typeof beginCopilot>>;

/** Starts *Copy to Sigma* for a connection, and asks Zoho about its redirect URLs. Throws the refusal where it cannot. */
export const beginCopilot = async (runtime: Runtime, linkName: string, extension: Product | undefined) => {
	const one = unwrap(runtime.store.readOne(linkName));
	const dataCenters = unwrap(runtime.dataCenters());
	const ports = unwrap(runtime.callbackPorts());
	const {createCopilotRunner} = await import('../../io/effects/copilot.js');
	const {promise: left, resolve: leave} = Promise.withResolvers<'done'>();
	const state = startCopilot({
		one,
		options: {dataCenters, ports},
		extensions: extensionIds,
		extension,
	});
	const session: CopilotSession = runMachine(state, reduceCopilot, effect => {
		if (effect.type === 'leave') leave('done');
		else runner.run(effect);
	});
	const dispatch = (event: CopilotEvent): void => session.dispatch(event);
	const runner: CopilotRunner = createCopilotRunner(runtime, one, dispatch);
	const urls = stepsIn(state, 'redirects').map(({step}) => step.value);
	if (urls.length > 0) runner.run({type: 'check-redirects', urls});
	return {
		session,
		/** Resolves when the person is done with it. */
		left,
		/** Waits until the marks are written. */
		stop: runner.stop,
	};
};

/** Runs it in the place of Home, or of Ready. @param again what is typed there to go on with it */
export const runInPlace = async (
	{runtime}: Pick<Host, 'runtime'>,
	linkName: string,
	again: string,
	run: (copilot: Copilot) => Promise<unknown>,
): Promise<EndedHere> => {
	const begun = await attempt(() => beginCopilot(runtime, linkName, undefined));
	if (!begun.ok) return {type: 'wizard-refused', refusal: begun.refusal};
	const how = await run(begun.value);
	await begun.value.stop();
	const state = begun.value.session.state();
	const isWhole = doneCount(state) === state.sheet.steps.length;
	if (how === 'interrupted') return {type: 'left'};
	const notice = {text: progressText(state, again), tone: isWhole ? 'good' : 'plain'} as const;
	return {type: 'wizard-ended', notice, linkName};
};

/** How far it has come, in words for afterwards. @param again what goes on with it */
export const progressText = (state: CopilotState, again: string): string => {
	const {sheet} = state;
	const [done, all] = [doneCount(state), sheet.steps.length];
	return done === all
		? `All ${all} steps into Sigma are done.`
		: `${done} of ${all} steps into Sigma are done; ${again} goes on.`;
};
