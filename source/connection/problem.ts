import type {Refusal} from '../zoho/refusal.js';
import type {Problem} from './connection.js';

/** A refusal as a row remembers it. @param at ISO 8601, UTC */
export const problemOf = ({id, what}: Refusal, at: string): Problem => ({id, reason: what, at});
