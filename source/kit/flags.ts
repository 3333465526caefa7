/** A flag as `--help` writes it, taken apart: `-X, --method <METHOD>`. */
export type FlagParts = {
	readonly short: string | undefined;
	readonly long: string;
	/** What stands for its value; undefined when it takes none. */
	readonly value: string | undefined;
};

/** @param flags as an option's spec has them */
export const flagParts = (flags: string): FlagParts => {
	const {short, long, value} =
		/^(?:(?<short>-\w), )?(?<long>--[\w-]+)(?: <(?<value>[^>]+)>)?$/.exec(flags)?.groups ?? {};
	if (long === undefined) throw new Error(`These flags cannot be taken apart: ${flags}`);
	return {short, long, value};
};
