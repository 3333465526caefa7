/** Whether errors were asked for as JSON; what stands behind two dashes belongs to another program. */
export const wantsJson = (argv: readonly string[]): boolean => {
	const dashes = argv.indexOf('--');
	return (dashes < 0 ? argv : argv.slice(0, dashes)).includes('--json');
};
