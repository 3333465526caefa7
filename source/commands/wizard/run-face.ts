import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {Stage} from '../../kit/terminal/stage.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode} from '../../zoho/refusal.js';

/** Runs the wizard with one face, to its end. */
export type RunFace = (
	invocation: Invocation,
	runtime: Runtime,
	session: Session,
	stage: Stage,
) => Promise<ExitCode>;
