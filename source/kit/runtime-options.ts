import {hiddenQuestions} from './ask/hidden.js';
import {flagOption, type Invocation, textOption} from './invocation.js';
import {say} from './output/print.js';
import {version} from './version.js';

/** What the runtime needs to know of a call. @param isDrawn whether a picture stands on the terminal, into which nothing may be written */
export const runtimeOptions = (invocation: Invocation, isDrawn = false) => ({
	configDirectory: textOption(invocation, 'config-dir'),
	environment: invocation.environment,
	platform: process.platform,
	version,
	program: invocation.streams.program,
	ask: hiddenQuestions(invocation),
	onWait: isDrawn ? undefined : (words: string) => say(invocation.streams, words),
	pulled: invocation.pulled,
	debug:
		flagOption(invocation, 'debug') || invocation.environment.ZCONN_DEBUG === '1'
			? (line: string) => {
					invocation.streams.stderr.write(`${line}\n`);
				}
			: undefined,
});
