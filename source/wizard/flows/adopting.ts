import type {Answers} from '../answers.js';
import type {WizardContext} from '../field.js';

/** The choice of *Client Type* that is no type of the console's. */
export const adoptedType = 'refresh-token';

/** Whether a refresh token that exists is to be kept, whatever client it belongs to. */
export const isAdopting = (answers: Answers, {brought, target}: WizardContext): boolean =>
	target === undefined && (answers.clientType === adoptedType || brought?.refreshToken !== undefined);
