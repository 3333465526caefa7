import {refusable, refuse} from '../../kit/command.js';
import {printData} from '../../kit/output/print.js';
import {shells} from '../specs/program.js';
import {scripts} from './scripts.js';

export const run = refusable(async invocation => {
	const [wanted = ''] = invocation.positionals;
	const shell = shells.find(name => name === wanted.toLowerCase());
	if (shell === undefined) {
		return refuse(
			`There is no completion for "${wanted}".`,
			`It exists for ${shells.join(', ')}.`,
			'For example: zconn completion bash',
		);
	}
	printData(invocation.streams, scripts[shell]);
	return 0;
});
