import type {Refusal} from '../../zoho/refusal.js';
import type {Registered} from '../../zoho/sigma/redirect-check.js';
import type {SecretAnswer} from './state.js';

export type CopyHow = 'clipboard' | 'terminal' | 'failed';

export type CopilotEvent =
	/** Enter: copies, or marks a click, and goes on. */
	| {readonly type: 'accepted'}
	/** Space: marks, or takes the mark away. */
	| {readonly type: 'marked'}
	| {readonly type: 'moved'; readonly to: number}
	/** Tab: leaves this row as it is; of clicks it marks all. */
	| {readonly type: 'skipped'}
	| {readonly type: 'went-back'}
	| {readonly type: 'copied-again'}
	| {readonly type: 'opened'}
	| {readonly type: 'checked-again'}
	| {readonly type: 'chose-extension'; readonly by: 1 | -1}
	| {readonly type: 'named-extension'; readonly id: string}
	/** Done without copying, and on; after the last step it is over. */
	| {readonly type: 'done'}
	| {readonly type: 'copied-call'}
	| {readonly type: 'highlighted-answer'; readonly answer: SecretAnswer}
	| {readonly type: 'answered'; readonly answer: SecretAnswer}
	| {readonly type: 'highlighted-option'; readonly option: number}
	| {readonly type: 'scrolled'; readonly to: number}
	| {readonly type: 'toggled-help'}
	| {readonly type: 'left'}
	/** What the world answers. */
	| {readonly type: 'copy-ended'; readonly id: string; readonly label: string; readonly how: CopyHow}
	| {readonly type: 'secret-opened'; readonly secret: string}
	| {readonly type: 'url-checked'; readonly url: string; readonly answer: Registered}
	| {readonly type: 'page-opened'; readonly isOpen: boolean; readonly url: string}
	| {readonly type: 'failed'; readonly refusal: Refusal};

export type CopilotEffect =
	| {readonly type: 'copy'; readonly id: string; readonly label: string; readonly text: string}
	/** Opens the secret and copies it: it never comes by here. */
	| {readonly type: 'copy-secret'; readonly id: string; readonly label: string}
	| {readonly type: 'open-secret'}
	| {readonly type: 'check-redirects'; readonly urls: readonly string[]}
	| {readonly type: 'open-page'; readonly url: string}
	| {
			readonly type: 'save-progress';
			readonly done: readonly string[];
			readonly of: number;
			readonly extension: string;
	  }
	| {readonly type: 'leave'};
