import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {minimumSeconds} from '../kit/minimum-seconds.js';
import {printRefusal, warnOfUnsaved} from '../kit/output/print.js';
import {printToken} from '../kit/output/token.js';
import {openRuntime} from '../kit/runtime.js';
import type {ExitCode} from '../zoho/refusal.js';

/** A valid access token on one line (or one document, with --format), and nothing when there is none. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const minimum = minimumSeconds(invocation);
	if (!minimum.ok) return printRefusal(invocation, minimum.refusal);
	// A document is for some calls only, and so is what writes it.
	const documents =
		textOption(invocation, 'format') === undefined ? undefined : await import('../kit/token/document.js');
	const format = documents?.chosenFormat(invocation);
	if (format && !format.ok) return printRefusal(invocation, format.refusal);
	const [name = ''] = invocation.positionals;
	const runtime = openRuntime(invocation);
	const result = await runtime.tokenKeeper.accessToken(name, {
		...minimum.value,
		force: flagOption(invocation, 'force'),
	});
	runtime.noteUse({command: 'token', connection: name, refusal: result.ok ? undefined : result.refusal.id});
	await runtime.close();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	warnOfUnsaved(invocation.streams, result.value.unsaved);
	if (documents && format)
		return documents.printDocument(invocation, format.value, result.value, runtime.dataCenters());
	printToken(invocation, result.value);
	return 0;
};
