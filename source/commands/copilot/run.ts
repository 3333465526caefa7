import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import {say} from '../../kit/output/print.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import type {Product} from '../../zoho/products/product.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {beginCopilot, progressText} from './begin.js';

/** `zconn sheet NAME` on a terminal. */
export const runCopilot = async (
	invocation: Invocation,
	runtime: Runtime,
	as: 'screen' | 'plain',
	extension: Product | undefined,
): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const copilot = await beginCopilot(runtime, linkName, extension);
	const terminalEvents = createTerminalEvents(invocation.streams);
	const run =
		as === 'screen' ? (await import('./screen.js')).runOnScreen : (await import('./plain.js')).runPlainly;
	const how = await run({invocation, runtime, terminalEvents}, copilot);
	await copilot.stop();
	terminalEvents.close();
	if (how === 'interrupted') return terminalEvents.leaveCode();
	say(invocation.streams, progressText(copilot.session.state(), `"zconn sheet ${linkName}"`));
	return 0;
};
