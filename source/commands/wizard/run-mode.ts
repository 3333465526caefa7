import type {Ended} from '../../home/wizard-result.js';
import type {Runtime} from '../../io/runtime.js';
import type {Invocation} from '../../kit/invocation.js';
import type {TerminalEvents} from '../../kit/terminal/events.js';
import type {Display} from '../../ui/screen/display.js';

export type {WizardEnding} from '../../ui/wizard/screen.js';

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

/** How something ended that was opened in the place of Home, or of Ready. */
export type EndedHere =
	| Ended
	/** The whole program is left; a last word for the person. */
	| {readonly type: 'left'; readonly parting?: string | undefined};

/** A terminal that is taken, with what is shown on it. */
export type Shown = {readonly display: Display; readonly close: () => Promise<void>};

/** Home in the place of a wizard whose first question was left, until the whole program is. @param shown undefined in plain lines */
export type ToHome = (host: Host, ended: Ended, shown: Shown | undefined) => Promise<ExitCode>;

/** Runs a wizard to its end. @param toHome where there is one to go back to */
export type RunMode = (host: Host, begun: BegunWizard, toHome?: ToHome) => Promise<Ending>;
