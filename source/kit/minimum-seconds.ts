import {ok, type Result} from '../zoho/refusal.js';
import {type Invocation, numberOption} from './invocation.js';

/** What `--min-ttl` says, as the token keeper wants to hear it; nothing where it is absent. */
export const minimumSeconds = (invocation: Invocation): Result<{readonly minimumSeconds?: number}> => {
	const minimum = numberOption(invocation, 'min-ttl', {least: 0, most: 3600, example: 600});
	if (!minimum.ok) return minimum;
	return ok(minimum.value === undefined ? {} : {minimumSeconds: minimum.value});
};
