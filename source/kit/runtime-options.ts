import {hiddenQuestions} from './ask/hidden.js';
import {flagOption, type Invocation, textOption} from './invocation.js';
import {version} from './version.js';

/** What the runtime needs to know of a call. */
export const runtimeOptions = (invocation: Invocation) => ({
	configDirectory: textOption(invocation, 'config-dir'),
	environment: invocation.environment,
	platform: process.platform,
	version,
	ask: hiddenQuestions(invocation),
	debug:
		flagOption(invocation, 'debug') || invocation.environment.ZCONN_DEBUG === '1'
			? (line: string) => {
					invocation.streams.stderr.write(`${line}\n`);
				}
			: undefined,
});
