import type {Invocation} from '../../kit/invocation.js';
import {printData, printRefusal} from '../../kit/output/print.js';
import {type ExitCode, wrongUse} from '../../zoho/refusal.js';
import {shells} from '../specs/completion.js';
import {scripts} from './scripts.js';

export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const [wanted = ''] = invocation.positionals;
	const shell = shells.find(name => name === wanted.toLowerCase());
	if (shell === undefined) {
		return printRefusal(
			invocation,
			wrongUse(
				`There is no completion for "${wanted}".`,
				`It exists for ${shells.join(', ')}.`,
				'For example: zconn completion bash',
			),
		);
	}
	printData(invocation.streams, scripts[shell]);
	return 0;
};
