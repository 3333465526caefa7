/**
 * A flag as `--help` writes it, taken apart: `-X, --method <METHOD>`. What stands for its value is undefined when it takes none.
 *
 * @param flags as an option's spec has them
 */
export const flagParts = (flags: string) => {
	const {short, long, value} =
		/^(?:(?<short>-\w), )?(?<long>--[\w-]+)(?: <(?<value>[^>]+)>)?$/.exec(flags)?.groups ?? {};
	if (long === undefined) throw new Error(`These flags cannot be taken apart: ${flags}`);
	return {short, long, value};
};
