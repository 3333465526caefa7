/** Milliseconds that it took to compute, of the process and not of the clock, which goes on while a busy machine does something else. */
export const computing = (act: () => unknown): number => {
	const before = process.cpuUsage();
	act();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
};
