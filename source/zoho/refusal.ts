/**
 * The exit codes of the program, the same for the same refusal everywhere.
 *
 * 0 done · 1 a fault of ours · 2 wrong use · 3 needs reconnecting · 4 could not tell (network, 5xx, throttled) ·
 * 5 no such connection or service · 6 the file cannot be read or written · 129, 130, 143 ended by SIGHUP, Ctrl+C, SIGTERM:
 * 128 and the number of the signal, as shells have it.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 129 | 130 | 143;

/**
 * Why something was not done, as a value: what happened, why (from local evidence), what to do now.
 * The same words go to the terminal, to the browser page and into `--json` errors. Never holds a secret.
 */
export type Refusal = {
	/** Stable kebab-case id; programs may match on it. */
	readonly id: string;
	/** One sentence: what happened. */
	readonly what: string;
	/** One or two sentences: the likeliest cause, from what is known here. */
	readonly why: string;
	/** What to do now; the exact command where there is one. */
	readonly next: string;
	readonly exitCode: ExitCode;
	/** The other side's own word for it (for example Zoho's `invalid_code`), cleaned and cut. */
	readonly detail?: string;
};

/** A remedy, and where more is to be seen than this program knows now. @param shows what "zconn doctor" does about it */
export const andDoctor = (next: string, shows: string): string => `${next} "zconn doctor" ${shows}.`;

/** The remedy alone, for the doctor himself. */
export const withoutDoctor = (next: string): string => next.replace(/ "zconn doctor" [^"]+\.$/, '');

/** A result that either holds a value or says why there is none. */
export type Result<T> =
	| {readonly ok: true; readonly value: T}
	| {readonly ok: false; readonly refusal: Refusal};

/** What a result holds of a function that answers one. */
export type ValueOf<R> =
	Extract<Awaited<R>, {readonly ok: true}> extends {readonly value: infer T} ? T : never;

export const ok = <T>(value: T): Result<T> => ({ok: true, value});
export const refused = (refusal: Refusal): {readonly ok: false; readonly refusal: Refusal} => ({
	ok: false,
	refusal,
});

/** A result whose value is made into something else; what was refused stays so. */
export const mapped = <T, R>(result: Result<T>, change: (value: T) => R): Result<R> =>
	result.ok ? ok(change(result.value)) : result;

/** A result of which only counts that nothing was refused. */
export const done = (result: Result<unknown>): Result<true> => mapped(result, () => true);

/** The command line, or a variable, asks for something that cannot be. */
export const wrongUse = (what: string, why: string, next: string): Refusal => ({
	id: 'wrong-use',
	what,
	why,
	next,
	exitCode: 2,
});

/** The same as a result. */
export const misuse = (what: string, why: string, next: string) => refused(wrongUse(what, why, next));

/** What and why in one line. Some whats end with a path, and without a full stop, so that it can be copied. */
export const whatAndWhy = ({what, why}: Pick<Refusal, 'what' | 'why'>): string =>
	`${what}${/[.!?…]$/.test(what) ? '' : '.'} ${why}`;

/** A refusal where no result can be handed back: thrown to the outermost edge, which tells it like any other. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError';
	readonly refusal: Refusal;

	constructor(refusal: Refusal) {
		super(refusal.what);
		this.refusal = refusal;
	}
}

/** By its name: each bundle that is loaded by itself has a class of its own. */
export const isRefusedError = (error: unknown): error is RefusedError =>
	error instanceof Error && error.name === 'RefusedError' && 'refusal' in error;
