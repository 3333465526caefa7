import {misuse, ok, type Result} from '../../zoho/refusal.js';
import {flagOption, type Invocation} from '../invocation.js';
import type {OptionSpec} from '../spec.js';
import {askYes, canAsk} from './confirm.js';

/** @param what the secrets, in words */
export const revealOption = (what: string): OptionSpec => ({
	flags: '--reveal',
	summary: `with ${what}; only on a terminal, after a question`,
});

/**
 * Whether secrets are to be shown: not unless `--reveal` was given, and then only to a person who says so on a terminal.
 * Refuses where no one can be asked, and on a no (exit 2).
 *
 * @param what the secrets, in words, with a verb: "the Client Secret is"
 */
export const askToReveal = async (invocation: Invocation, what: string): Promise<Result<boolean>> => {
	if (!flagOption(invocation, 'reveal')) return ok(false);
	if (!canAsk(invocation)) {
		return misuse(
			'--reveal needs a terminal.',
			'Secrets are shown to a person only, never to a pipe, a file or a log.',
			'Run it in a terminal. A program gets an access token with "zconn token".',
		);
	}
	const question = `In a moment ${what} on this screen, and in whatever records it. Type yes to go on:`;
	return (await askYes(invocation, question))
		? ok(true)
		: misuse('Nothing was revealed.', 'The question was not answered with yes.', 'Run it again.');
};
