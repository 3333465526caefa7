import type {Runtime} from '../io/runtime.js';
import {
	type ExitCode,
	isRefusedError,
	misuse,
	ok,
	RefusedError,
	type Result,
	refused,
} from '../zoho/refusal.js';
import type {Invocation} from './invocation.js';
import {printRefusal, sayNotes} from './output/print.js';
import {type OpenOptions, openRuntime} from './runtime.js';

/** The value, or its refusal thrown: a command is the outermost edge, and ends there. */
export const unwrap = <T>(result: Result<T>): T => {
	if (!result.ok) throw new RefusedError(result.refusal);
	return result.value;
};

/** A refusal that is thrown on the way, as a result again: for what does not end the command. */
export const attempt = async <T>(run: () => Promise<T>): Promise<Result<T>> => {
	try {
		return ok(await run());
	} catch (error) {
		if (isRefusedError(error)) return refused(error.refusal);
		throw error;
	}
};

/** Ends the command because of how it was called. */
export const refuse = (what: string, why: string, next: string): never => unwrap(misuse(what, why, next));

/** A command that ends with the first refusal it throws: told like any other, and its exit code. */
export const refusable =
	<Code extends number>(run: (invocation: Invocation) => Promise<Code>) =>
	async (invocation: Invocation): Promise<Code | ExitCode> => {
		const ended = await attempt(() => run(invocation));
		if (!ended.ok) return printRefusal(invocation, ended.refusal);
		sayNotes(invocation.streams);
		return ended.value;
	};

/** The same with a runtime, which is closed however the command ends. */
export const withRuntime = <Code extends number>(
	run: (invocation: Invocation, runtime: Runtime) => Promise<Code>,
	optionsOf?: (invocation: Invocation) => OpenOptions,
) =>
	refusable(async invocation => {
		const runtime = openRuntime(invocation, optionsOf?.(invocation));
		try {
			return await run(invocation, runtime);
		} finally {
			await runtime.close();
		}
	});
