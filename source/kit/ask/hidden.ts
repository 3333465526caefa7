import type {AskHidden} from '../../io/secrets/passphrase.js';
import {leftQuestion, passphraseUnfit} from '../../io/secrets/refusals.js';
import {type Refusal, RefusedError} from '../../zoho/refusal.js';
import {flagOption, type Invocation} from '../invocation.js';

/**
 * Asks for something that is not shown, on stderr, so that `$(zconn token …)` can ask as well. `cannot-ask` where stdin or stderr is
 * no terminal, or --no-input forbids it.
 */
export const hiddenQuestions =
	(invocation: Invocation): AskHidden =>
	async question => {
		const {stdin, stderr} = invocation.streams;
		if (flagOption(invocation, 'no-input') || !stdin.isTTY || !stderr.isTTY) return 'cannot-ask';
		const {createLineReader} = await import('../../ui/plain/line-reader.js');
		const reader = createLineReader(stdin, stderr);
		// After the terminal has stopped to echo: what is typed at once must not show either.
		const answer = await reader.ask(`${question}\n`, true);
		reader.close();
		return answer === undefined ? 'left' : {answer};
	};

/** The answer; throws the refusal where there is none. @param cannot why there is none where no one can be asked */
export const askHidden = async (
	invocation: Invocation,
	question: string,
	cannot: Refusal,
): Promise<string> => {
	const answered = await hiddenQuestions(invocation)(question);
	if (typeof answered === 'object') return answered.answer;
	throw new RefusedError(answered === 'left' ? leftQuestion : cannot);
};

/** A new passphrase a second time: what is not seen is easily mistyped. */
export const askAgain = async (invocation: Invocation, first: string): Promise<string> => {
	const again = await askHidden(invocation, 'Type it again:', leftQuestion);
	if (again === first) return again;
	throw new RefusedError(passphraseUnfit('The two do not match.'));
};
