import {misuse, ok, type Result} from '../zoho/refusal.js';
import {type Invocation, numberOption} from './invocation.js';

/** What `--min-ttl` says, as the token keeper wants to hear it; nothing where it is absent. */
export const minimumSeconds = (invocation: Invocation): Result<{readonly minimumSeconds?: number}> => {
	const minimum = numberOption(invocation, 'min-ttl', {least: 0, most: 3600});
	if (minimum !== 'wrong') return ok(minimum === undefined ? {} : {minimumSeconds: minimum});
	return misuse(
		'--min-ttl is not understood.',
		'It takes whole seconds from 0 to 3600.',
		'For example: --min-ttl 600',
	);
};
