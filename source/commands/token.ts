import {withRuntime} from '../kit/command.js';
import {flagOption, textOption} from '../kit/invocation.js';
import {printToken} from '../kit/output/token.js';
import {obtainToken} from '../kit/token/obtain.js';

/** A valid access token on one line (or one document, with --format), and nothing when there is none. */
export const run = withRuntime(async (invocation, runtime) => {
	// A document is for some calls only, and so is what writes it.
	const documents =
		textOption(invocation, 'format') === undefined ? undefined : await import('../kit/token/document.js');
	const format = documents?.chosenFormat(invocation);
	const token = await obtainToken(invocation, runtime, 'token', flagOption(invocation, 'force'));
	if (documents && format) return documents.printDocument(invocation, format, token, runtime);
	printToken(invocation, token);
	return 0;
});
