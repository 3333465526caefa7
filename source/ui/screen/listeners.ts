/** Those who want to hear of each change of something. */
export const createListeners = () => {
	const listeners = new Set<() => void>();
	return {
		/** @returns what ends it */
		subscribe: (listener: () => void): (() => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		notify: (): void => {
			for (const listener of listeners) listener();
		},
	};
};
