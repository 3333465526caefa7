import type {StepId} from '../../wizard/answers.js';
import type {Session} from '../../wizard/session.js';
import type {WizardState} from '../../wizard/state.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import type {Asked} from './question.js';
import type {ScopeTalk} from './scopes.js';
import type {PlainTerminal, Talk} from './terminal.js';

export type PlainOptions = PlainTerminal & {
	/** A QR code as lines, where the terminal can show it. */
	readonly qrRows?: ((text: string) => Promise<readonly string[]>) | undefined;
	readonly session: Session;
	readonly loadScopes: () => Promise<ScopeCatalogue>;
	/** The calls of Zoho's APIs, for a call where scopes are asked for. */
	readonly loadCalls: () => Promise<FindCalls>;
	readonly onAnnounce: (listener: (lines: readonly string[]) => void) => () => void;
	/** Whether the wizard was left for Home. */
	readonly isLeft?: (() => boolean) | undefined;
	/** Leaves it for Home; where there is none, the program is left. */
	readonly leave?: (() => void) | undefined;
};

/** A wizard that is asked in plain lines. */
export type Plain = PlainOptions &
	Talk & {
		readonly scopes: ScopeTalk;
		/** Whether every question of it is heard. */
		readonly isWhole: boolean;
		/** What was asked last. */
		readonly said: Asked & {
			readonly steps: StepId[];
			review: boolean;
			/** The state that was asked about. */
			state: WizardState | undefined;
			/** What is asked while a line is awaited. */
			place: string | undefined;
		};
	};
