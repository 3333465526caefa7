import {isWorthKeeping} from '../wizard/draft/saved.js';
import {answersOf, type WizardState} from '../wizard/state.js';
import type {Notice} from './state.js';

/** What Home says of a wizard that is over, or was left for it, and which connection it was about. */
export const wizardResult = (
	state: WizardState,
): {readonly notice: Notice | undefined; readonly linkName: string | undefined} => {
	const {consent, context} = state;
	const target = context.target?.connection;
	switch (consent.phase) {
		case 'done': {
			const {linkName, issued} = consent.outcome;
			const text = [`${issued.connection.name} is ready.`, ...consent.notices].join(' ');
			return {notice: {text, tone: 'good'}, linkName};
		}
		case 'kept':
			return {
				notice: consent.isWritten
					? {text: `${answersOf(state).connectionName} is saved; its grant is the same.`, tone: 'good'}
					: {text: 'Nothing was changed, so nothing was written.', tone: 'plain'},
				linkName: consent.linkName,
			};
		case 'failed':
			return {
				notice: {
					text: target ? `${target.name} is as it was.` : 'Not connected; the answers are kept as a draft.',
					tone: 'plain',
				},
				linkName: target?.linkName,
			};
		default:
			return {
				notice: isWorthKeeping(state)
					? {text: 'Your answers are kept; they are in the first line.', tone: 'plain'}
					: undefined,
				linkName: target?.linkName,
			};
	}
};
