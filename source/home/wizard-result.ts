import {keptWord} from '../wizard/draft/saved.js';
import {answersOf, type WizardState} from '../wizard/state.js';
import type {HomeEventOf} from './events.js';
import type {Notice} from './state.js';

/** How something ended that was opened in the place of Home, a wizard or *Copy to Sigma*, as Home hears of it. */
export type Ended = HomeEventOf<'wizard-ended' | 'wizard-refused'>;

/** What became of the answers, by how their last save ended. */
const keptNotice = (state: WizardState, before: string): Notice | undefined => {
	const word = keptWord(state, 'Your answers are kept; they are in the first line.');
	if (word === undefined) return before === '' ? undefined : {text: before.trim(), tone: 'plain'};
	return {text: `${before}${word}`, tone: state.kept?.ok ? 'plain' : 'warn'};
};

/** What Home says of a wizard that is over, or was left for it, and which connection it was about. */
export const wizardResult = (state: WizardState): HomeEventOf<'wizard-ended'> => {
	const {consent, context} = state;
	const target = context.target?.connection;
	const type = 'wizard-ended';
	switch (consent.phase) {
		case 'done': {
			const {linkName, issued} = consent.outcome;
			const text = [`${issued.connection.name} is ready.`, ...consent.notices].join(' ');
			return {type, notice: {text, tone: 'good'}, linkName};
		}
		case 'kept':
			return {
				type,
				notice: consent.isWritten
					? {text: `${answersOf(state).connectionName} is saved; its grant is the same.`, tone: 'good'}
					: {text: 'Nothing was changed, so nothing was written.', tone: 'plain'},
				linkName: consent.linkName,
			};
		case 'failed':
			return {
				type,
				notice: target
					? {text: `${target.name} is as it was.`, tone: 'plain'}
					: keptNotice(state, 'Not connected. '),
				linkName: target?.linkName,
			};
		default:
			return {type, notice: keptNotice(state, ''), linkName: target?.linkName};
	}
};
