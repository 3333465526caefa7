import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {TerminalEvents} from '../../kit/terminal/events.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode} from '../../zoho/refusal.js';

/** What a wizard runs in: the call, what it works with, and where it is shown. */
export type Host = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly terminalEvents: TerminalEvents;
};

/** Runs the wizard in one mode, to its end. */
export type RunMode = (host: Host, session: Session) => Promise<ExitCode>;
