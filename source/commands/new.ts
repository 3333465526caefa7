import type {Invocation} from '../kit/invocation.js';
import type {ExitCode} from '../zoho/refusal.js';
import {runWith} from './wizard/run.js';

/** Sets up a connection: on the screen, in plain lines, or without asking. */
export const run = (invocation: Invocation): Promise<ExitCode> =>
	runWith(invocation, async () => (await import('./wizard/opening.js')).runScreen);
