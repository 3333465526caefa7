import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {Stage} from '../../kit/terminal/stage.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode} from '../../zoho/refusal.js';

/** What a wizard runs in: the call, what it works with, and where it is shown. */
export type Host = {
	readonly invocation: Invocation;
	readonly runtime: Runtime;
	readonly stage: Stage;
};

/** Runs the wizard with one face, to its end. */
export type RunFace = (host: Host, session: Session) => Promise<ExitCode>;
