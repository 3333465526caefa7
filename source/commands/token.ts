import {isZohos} from '../connection/whose.js';
import {createRuntime} from '../io/runtime.js';
import {warmToken} from '../io/shared/warm.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {minimumSeconds} from '../kit/minimum-seconds.js';
import {printData, printJson, printRefusal, warnOfUnsaved} from '../kit/output/print.js';
import {runtimeOptions} from '../kit/runtime-options.js';
import {authorizationHeader} from '../zoho/authorization-header.js';
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
	const runtime = createRuntime({...runtimeOptions(invocation), warm: warmToken});
	const result = await runtime.tokenKeeper.accessToken(name, {
		...minimum.value,
		force: flagOption(invocation, 'force'),
	});
	runtime.noteUse({command: 'token', connection: name, refusal: result.ok ? undefined : result.refusal.id});
	await runtime.close();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {accessToken, expiresAt, apiDomain, connection, unsaved} = result.value;
	warnOfUnsaved(invocation.streams, unsaved);
	if (documents && format)
		return documents.printDocument(invocation, format.value, result.value, runtime.dataCenters());
	const header = `Authorization: ${authorizationHeader(accessToken, isZohos(connection))}`;
	if (flagOption(invocation, 'json'))
		printJson(invocation.streams, {token: {accessToken, expiresAt, apiDomain, header}});
	else printData(invocation.streams, flagOption(invocation, 'header') ? header : accessToken);
	return 0;
};
