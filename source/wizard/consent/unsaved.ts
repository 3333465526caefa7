import type {EventOf} from '../events.js';
import {isNewGrant} from '../flows/of-client.js';
import type {WizardState} from '../state.js';

type UnsavedOption = {
	readonly choice: EventOf<'answered-unsaved'>['choice'];
	readonly label: string;
	/** What Enter does, in the last row of a screen. */
	readonly verb: string;
};

/** The ways on while tokens exist that could not be written. What existed before, or needs no end, is not revoked. */
export const unsavedOptions = (state: WizardState): readonly UnsavedOption[] => [
	{choice: 'retry', label: 'Try to save again', verb: 'save again'},
	{choice: 'other-folder', label: 'Save in another folder', verb: 'save'},
	isNewGrant(state)
		? {choice: 'revoke', label: 'Revoke the new grant and stop', verb: 'revoke'}
		: {choice: 'revoke', label: 'Stop without saving', verb: 'stop'},
];
