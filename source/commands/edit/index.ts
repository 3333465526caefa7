import {flagOption, type Invocation} from '../../kit/invocation.js';
import type {Target} from '../../wizard/field.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {beginEdit} from '../wizard/edit-entry.js';
import {runWith} from '../wizard/run.js';

const runFor = (invocation: Invocation, asks: Target['asks'], flags: string): Promise<ExitCode> => {
	const [name = ''] = invocation.positionals;
	const command = asks === 'consent' ? 'reconnect' : 'edit';
	return runWith(invocation, async () => (await import('../wizard/opening.js')).runScreen, {
		begin: beginEdit(name, asks),
		withoutTerminal: `Without one use "zconn ${command} ${name} --no-input"${flags}; the consent still happens in a browser.`,
	});
};

/** The wizard, filled with what is saved. What changes is shown with what it costs before anything happens. */
export const run = async (invocation: Invocation): Promise<ExitCode> =>
	flagOption(invocation, 'undo')
		? (await import('./undo.js')).runUndo(invocation)
		: runFor(invocation, 'everything', ' with the flags of what should change');

/** Consent alone: nothing is asked again. */
export const runReconnect = (invocation: Invocation): Promise<ExitCode> => runFor(invocation, 'consent', '');
