/** Waits until `check` gives a value. */
export type Waiter = {
	/** Looks again, in every wait under way. */
	readonly notify: () => void;
	/**
	 * @param check Gives the value, or undefined for "not yet"; what it throws ends the wait.
	 * @param timeout Milliseconds.
	 * @param complaint The message of the error when the time is over.
	 */
	readonly until: <T>(check: () => T | undefined, timeout: number, complaint: () => string) => Promise<T>;
};

/** Waits that are woken by events, never by a clock; the clock only ends a wait that timed out. */
export const createWaiter = (): Waiter => {
	const looks = new Set<() => void>();
	return {
		notify: () => {
			for (const look of [...looks]) look();
		},
		until: (check, timeout, complaint) =>
			new Promise((resolve, reject) => {
				const end = () => {
					looks.delete(look);
					clearTimeout(timer);
				};
				const look = () => {
					try {
						const value = check();
						if (value === undefined) return;
						end();
						resolve(value);
					} catch (error) {
						end();
						reject(error);
					}
				};
				const timer = setTimeout(() => {
					end();
					reject(new Error(complaint()));
				}, timeout);
				looks.add(look);
				look();
			}),
	};
};
