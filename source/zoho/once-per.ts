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

/** The same of texts that have an end: all are remembered. */
export const oncePerText = <T>(workOut: (text: string) => T): ((text: string) => T) => {
	const known = new Map<string, T>();
	return text => {
		if (!known.has(text)) known.set(text, workOut(text));
		return known.get(text) as T;
	};
};
