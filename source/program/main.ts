import type {Environment} from '../io/ports.js';
import {takeEnvironment} from '../io/system/child-environment.js';
import type {Streams} from '../kit/invocation.js';
import {createStreams, processStreams} from '../kit/output/streams.js';
import {typedProgram} from '../kit/typed-program.js';
import {quickly} from './quick.js';

/**
 * An error outside of every call (an event without a listener) is an internal error too, and reported like the others:
 * Node would print the line of the source and the error as it is, secrets included.
 */
const watchForFaults = (argv: readonly string[], environment: Environment): void => {
	// A run within a run has it already.
	if (process.listenerCount('uncaughtException') > 0) return;
	process.once('uncaughtException', error => {
		import('./bug.js').then(({reportBug}) =>
			process.exit(reportBug(error, argv, environment, processStreams)),
		);
	});
};

/** With the folder in the commands that are printed, where one was given. */
const streamsFor = (argv: readonly string[]): Streams => {
	const program = typedProgram(argv);
	return program === undefined ? processStreams : createStreams(program);
};

/**
 * Runs the program for one command line. The usual calls (`--version`, `--help`, `token`, the wizard) are
 * answered before the argument parser is loaded; everything else goes through `program.ts`. Resolves to the exit code, never rejects.
 *
 * @param argv without the executable and the script
 * @param environment what a run within a run hands on: by then the environment of the process holds no secrets any more
 * @param streams where everything goes; those of the process unless given
 */
export const main = async (
	argv: readonly string[],
	environment: Environment = takeEnvironment(process.env),
	streams: Streams = streamsFor(argv),
): Promise<number> => {
	watchForFaults(argv, environment);
	try {
		const answered = await quickly(argv, environment, streams, main);
		if (answered !== undefined) return answered;
		const {runProgram} = await import('./parser.js');
		return await runProgram(argv, environment, streams, main);
	} catch (error) {
		const {reportBug} = await import('./bug.js');
		return reportBug(error, argv, environment, streams);
	}
};
