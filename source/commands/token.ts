import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption, textOption} from '../kit/invocation.js';
import {minimumSeconds} from '../kit/minimum-seconds.js';
import {printRefusal, warnOfUnsaved} from '../kit/output/print.js';
import {printToken} from '../kit/output/token.js';

/** A valid access token on one line (or one document, with --format), and nothing when there is none. */
export const run = withRuntime(async (invocation, runtime) => {
	const minimum = unwrap(minimumSeconds(invocation));
	// A document is for some calls only, and so is what writes it.
	const documents =
		textOption(invocation, 'format') === undefined ? undefined : await import('../kit/token/document.js');
	const format = documents?.chosenFormat(invocation);
	if (format && !format.ok) return printRefusal(invocation, format.refusal);
	const [name = ''] = invocation.positionals;
	const result = await runtime.tokenKeeper.accessToken(name, {
		...minimum,
		force: flagOption(invocation, 'force'),
	});
	runtime.noteUse({command: 'token', connection: name, refusal: result.ok ? undefined : result.refusal.id});
	if (!result.ok) return printRefusal(invocation, result.refusal);
	warnOfUnsaved(invocation.streams, result.value.unsaved);
	if (documents && format) return documents.printDocument(invocation, format.value, result.value, runtime);
	printToken(invocation, result.value);
	return 0;
});
