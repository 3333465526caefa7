import type {Runtime} from '../../io/runtime.js';
import {refuse, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printData} from '../../kit/output/print.js';
import type {ExitCode} from '../../zoho/refusal.js';

type Action = {readonly run: (invocation: Invocation, runtime: Runtime) => Promise<ExitCode>};

const actions: Readonly<Record<string, () => Promise<Action>>> = {
	init: () => import('./init.js'),
	status: () => import('./status.js'),
	audit: () => import('./audit.js'),
	rekey: () => import('./rekey.js'),
};

/** Sets the shared store up, looks at it, or changes its keys. */
export const run = withRuntime(async (invocation, runtime) => {
	const [action = ''] = invocation.positionals;
	const load = Object.hasOwn(actions, action) ? actions[action] : undefined;
	if (!load) {
		const why = 'The shared store can be asked for one of four things: init, status, audit, rekey.';
		const next = 'For example: zconn store status';
		return refuse(`"${action}" is not understood.`, why, next);
	}
	if (action === 'init' && flagOption(invocation, 'print-sql')) {
		const {schemaSql} = await import('../../io/shared/engines/schema.js');
		printData(invocation.streams, schemaSql);
		return 0;
	}
	const {run: runAction} = await load();
	return runAction(invocation, runtime);
});
