import {isWorthKeeping} from '../../wizard/draft/saved.js';
import type {WizardState} from '../../wizard/state.js';

/** What is left of a wizard that somebody leaves: an exchange that was under way may still have brought the connection. */
export const partingWord = (state: WizardState): string | undefined => {
	const {consent} = state;
	switch (consent.phase) {
		case 'done':
			return `The connection is saved: zconn show ${consent.outcome.linkName}`;
		case 'proving':
		case 'taking-over':
		case 'other-user':
			// A new grant that nobody has judged yet waits beside the old one.
			return state.context.target
				? `${consent.linkName} is as it was; the new grant waits, and the next reconnect gives it back.`
				: `The connection is saved: zconn show ${consent.linkName}`;
		case 'revoking-outgoing':
			return `The connection is saved: zconn show ${consent.linkName}`;
		case 'exchanging':
		case 'saving':
			return 'The server had not answered yet: "zconn list" shows whether the connection was saved.';
		default:
			return isWorthKeeping(state)
				? 'Your answers are kept; the same command goes on where you left off.'
				: undefined;
	}
};
