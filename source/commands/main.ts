import {takeEnvironment} from '../io/child-environment.js';
import {quickly} from './quick.js';
import {processStreams} from './streams.js';

/**
 * Runs the program for one command line. The usual calls (`--version`, `--help`, `token`, the wizard) are
 * answered before the argument parser is loaded; everything else goes through `program.ts`. Resolves to the exit code, never rejects.
 *
 * @param argv without the executable and the script
 */
export const main = async (argv: readonly string[]): Promise<number> => {
	const environment = takeEnvironment(process.env);
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
