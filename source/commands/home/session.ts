import type {WizardRequest} from '../../home/effects.js';
import {type HomeSession, reduceHome} from '../../home/machine.js';
import {startHome} from '../../home/state.js';
import {createHomeRunner, type HomeRunner, refreshedBy} from '../../io/effects/home.js';
import type {Preview} from '../../io/ports.js';
import type {Runtime} from '../../io/runtime.js';
import {shownPath} from '../../io/system/user-folders.js';
import {runMachine} from '../../wizard/run-machine.js';
import {builtInDataCenters} from '../../zoho/data-center.js';

export type HomeExit =
	| {readonly to: 'out'}
	| {readonly to: 'wizard'; readonly request: WizardRequest}
	/** *Copy to Sigma* of a connection. */
	| {readonly to: 'copilot'; readonly linkName: string};

/** A session of Home whose ways out are heard here, and everything else by its runner. */
export const createHome = (runtime: Runtime, seen: Preview) => {
	const dataCenters = runtime.dataCenters();
	let onExit: (exit: HomeExit) => void = () => undefined;
	let hold: () => void = () => undefined;
	const session: HomeSession = runMachine(
		startHome({
			file: seen.file,
			total: seen.total,
			path: shownPath(runtime.store.path, runtime),
			dataCenters: dataCenters.ok ? dataCenters.value : builtInDataCenters,
			refreshedBy: refreshedBy(runtime),
			hasStore: runtime.shared.isKnown,
		}),
		reduceHome,
		effect => {
			if (effect.type === 'leave') onExit({to: 'out'});
			else if (effect.type === 'open-wizard' || effect.type === 'open-copilot') {
				// At once: the next key of the same piece is for what is opened.
				hold();
				onExit(
					effect.type === 'open-wizard'
						? {to: 'wizard', request: effect.request}
						: {to: 'copilot', linkName: effect.linkName},
				);
			} else runner.run(effect);
		},
	);
	const runner: HomeRunner = createHomeRunner(runtime, event => session.dispatch(event));
	const nextExit = (): Promise<HomeExit> =>
		new Promise(resolve => {
			onExit = resolve;
		});
	const onAway = (listener: () => void): void => {
		hold = listener;
	};
	return {session, runner, nextExit, onAway};
};
