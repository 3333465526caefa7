import {keptWord} from '../../wizard/draft/saved.js';
import {rail, railPosition} from '../../wizard/select.js';
import type {WizardState} from '../../wizard/state.js';

/** What became of a consent in a wizard that is left: an exchange that was under way may still have brought the connection. */
export const grantWord = (state: WizardState): string | undefined => {
	const {consent} = state;
	switch (consent.phase) {
		case 'done':
			return `The connection is saved: zconn show ${consent.outcome.linkName}`;
		case 'proving':
		case 'taking-over':
		case 'other-user':
			// A new grant that has not been judged yet waits beside the old one.
			return state.context.target
				? `${consent.linkName} is as it was; the new grant waits, and the next reconnect gives it back.`
				: `The connection is saved: zconn show ${consent.linkName}`;
		case 'revoking-outgoing':
			return `The connection is saved: zconn show ${consent.linkName}`;
		case 'exchanging':
		case 'saving':
			return 'The server had not answered yet: "zconn list" shows whether the connection was saved.';
		default:
			return undefined;
	}
};

/** The last word of a wizard that a person leaves: how far it came, and what became of the answers. */
export const partingWord = (state: WizardState, as: 'screen' | 'plain' = 'screen'): string | undefined => {
	const answers = keptWord(state, 'Your answers are saved as a draft. To go on: zconn');
	const entries = rail(state);
	const at = `Left at step ${railPosition(entries) + 1} of ${entries.length}.`;
	const warning = as === 'plain' ? 'Warning: ' : '! ';
	return grantWord(state) ?? (answers && `${state.kept?.ok ? '' : warning}${at} ${answers}`);
};
