import {isNewGrant} from '../flows/of-client.js';
import type {WizardState} from '../state.js';
import type {Option} from './decision.js';

/** The ways on while tokens exist that could not be written. What existed before, or needs no end, is not revoked. */
export const unsavedOptions = (state: WizardState): readonly Option[] => {
	const answered = (choice: 'retry' | 'revoke') => (at: number) =>
		({type: 'answered-unsaved', choice, at}) as const;
	return [
		{label: 'Try to save again', verb: 'save again', event: answered('retry')},
		{
			label: 'Save in another folder',
			verb: 'save',
			typed: 'Folder',
			event: (at, folder = '') => ({type: 'answered-unsaved', choice: 'other-folder', folder, at}),
		},
		isNewGrant(state)
			? {label: 'Revoke the new grant and stop', verb: 'revoke', event: answered('revoke')}
			: {label: 'Stop without saving', verb: 'stop', event: answered('revoke')},
	];
};
