import {createRuntime} from '../io/runtime.js';
import type {ExitCode} from '../zoho/refusal.js';
import {flagOption, type Invocation, numberOption} from './invocation.js';
import {printData, printJson, printRefusal, wrongUse} from './output.js';
import {runtimeOptions} from './runtime-options.js';

/** A living access token on one line, and nothing when there is none. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const minimum = numberOption(invocation, 'min-ttl', {least: 0, most: 3600});
	if (minimum === 'wrong') {
		return printRefusal(
			invocation,
			wrongUse(
				'--min-ttl is not understood.',
				'It takes whole seconds from 0 to 3600.',
				'For example: --min-ttl 600',
			),
		);
	}
	const [name = ''] = invocation.positionals;
	const runtime = createRuntime(runtimeOptions(invocation));
	const result = await runtime.tokenKeeper.accessToken(name, {
		...(minimum === undefined ? {} : {minimumSeconds: minimum}),
		force: flagOption(invocation, 'force'),
	});
	await runtime.close();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {accessToken, expiresAt, apiDomain, connection} = result.value;
	const header = `${connection.dataCenter === null ? 'Bearer' : 'Zoho-oauthtoken'} ${accessToken}`;
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {
			token: {accessToken, expiresAt, apiDomain, header: `Authorization: ${header}`},
		});
	} else {
		printData(
			invocation.streams,
			flagOption(invocation, 'header') ? `Authorization: ${header}` : accessToken,
		);
	}
	return 0;
};
