import type {Draft} from '../../connection/draft.js';
import {stepIds} from '../answers.js';

/** The steps that have a word in the rail; named here, so that a list of drafts needs no field of the wizard. */
const railIds: readonly string[] = stepIds.filter(id => id !== 'pick-service');

/** "step 3 of 6": the position of a draft among the six steps of the rail. */
export const draftPosition = ({
	step,
}: Pick<Draft, 'step'>): {readonly number: number; readonly of: number} => ({
	number: Math.max(0, railIds.indexOf(step)) + 1,
	of: railIds.length,
});
