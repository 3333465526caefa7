import type {ExitCode} from '../zoho/refusal.js';

/**
 * Runs the program for one command line. The usual calls (`--version`, `--help`, `token`, the wizard) are
 * answered before the argument parser is loaded; everything else goes through `program.ts`. Resolves to the exit code, never rejects.
 *
 * @param argv without the executable and the script
 */
export const main = async (argv: readonly string[]): Promise<ExitCode> => {
	const streams = {stdin: process.stdin, stdout: process.stdout, stderr: process.stderr};
	try {
		const {quickly} = await import('./quick.js');
		const answered = await quickly(argv, process.env, streams);
		if (answered !== undefined) return answered;
		const {runProgram} = await import('./program.js');
		return await runProgram(argv, process.env, streams);
	} catch (error) {
		const {reportBug} = await import('./bug.js');
		return reportBug(error, process.env, streams);
	}
};
