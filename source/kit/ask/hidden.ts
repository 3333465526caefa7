import type {AskHidden} from '../../io/secrets/passphrase.js';
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
