import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {TerminalEvents} from '../../kit/terminal/events.js';
import type {WizardState} from '../../wizard/state.js';
import type {ExitCode} from '../../zoho/refusal.js';

/** What a wizard runs in: the call, what it works with, and where it is shown. */
export type Host = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly terminalEvents: TerminalEvents;
};

/** A wizard that has begun: it only needs a mode. */
export type BegunWizard = {
	readonly initial: WizardState;
	readonly ports: readonly number[];
	readonly timeoutSeconds: number;
};

/** How a wizard ended, and what it was then; no state where it was left for Home, which has ended since. */
export type Ending = {readonly code: ExitCode; readonly state: WizardState | undefined};

export type RunMode = (host: Host, begun: BegunWizard) => Promise<Ending>;
