import {createRuntime, type Runtime, type RuntimeOptions} from '../io/runtime.js';
import {hiddenQuestions} from './ask/hidden.js';
import {flagOption, type Invocation, textOption} from './invocation.js';
import {say} from './output/print.js';
import {version} from './version.js';

export type OpenOptions = Partial<RuntimeOptions> & {
	/** Whether a picture stands on the terminal, into which nothing may be written. */
	readonly isDrawn?: boolean;
};

/** The runtime of a call, with what its command line and environment say. */
export const openRuntime = (invocation: Invocation, {isDrawn = false, ...more}: OpenOptions = {}): Runtime =>
	createRuntime({
		configDirectory: textOption(invocation, 'config-dir'),
		environment: invocation.environment,
		platform: process.platform,
		version,
		program: invocation.streams.program,
		ask: hiddenQuestions(invocation),
		// Where errors are JSON, nothing else is on stderr.
		onWait:
			isDrawn || flagOption(invocation, 'json')
				? undefined
				: (words: string) => say(invocation.streams, words),
		pulled: invocation.pulled,
		debug:
			flagOption(invocation, 'debug') || invocation.environment.ZCONN_DEBUG === '1'
				? (line: string) => {
						invocation.streams.stderr.write(`${line}\n`);
					}
				: undefined,
		...more,
	});
