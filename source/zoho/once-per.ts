/** The same function, worked out once for each object. */
export const oncePer = <Key extends object, T extends object>(
	workOut: (key: Key) => T,
): ((key: Key) => T) => {
	const known = new WeakMap<Key, T>();
	return key => {
		const found = known.get(key);
		if (found) return found;
		const fresh = workOut(key);
		known.set(key, fresh);
		return fresh;
	};
};
