import {takeEnvironment} from '../io/child-environment.js';
import type {Environment} from '../io/ports.js';
import {quickly} from './quick.js';
import {processStreams} from './streams.js';

/**
 * Runs the program for one command line. The usual calls (`--version`, `--help`, `token`, the wizard) are
 * answered before the argument parser is loaded; everything else goes through `program.ts`. Resolves to the exit code, never rejects.
 *
 * @param argv without the executable and the script
 * @param environment what a run within a run hands on: by then the environment of the process holds no secrets any more
 */
export const main = async (
	argv: readonly string[],
	environment: Environment = takeEnvironment(process.env),
): Promise<number> => {
	try {
		const answered = await quickly(argv, environment, processStreams);
		if (answered !== undefined) return answered;
		const {runProgram} = await import('./program.js');
		return await runProgram(argv, environment, processStreams);
	} catch (error) {
		const {reportBug} = await import('./bug.js');
		return reportBug(error, environment, processStreams);
	}
};
