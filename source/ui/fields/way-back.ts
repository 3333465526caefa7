import type {WizardState} from '../../wizard/state.js';
import {narrow} from './view.js';

/** Where a line that is open again leads back to, as a sentence of one row at most. @param by what goes there */
export const wayBack = (
	{context}: WizardState,
	columns: number,
	by: 'Enter' | 'The last row' = 'Enter',
): string => {
	const place = context.target ? 'the review' : 'Create and Connect';
	if (columns >= narrow) return `${by} goes straight back to ${place}.`;
	return by === 'Enter' ? `Enter goes back to ${place}.` : `Then back to ${place}.`;
};
