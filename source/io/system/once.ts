/** Makes a thing once, at its first use. */
export const once = <T>(make: () => T): (() => T) => {
	let made: {readonly thing: T} | undefined;
	return () => {
		made ??= {thing: make()};
		return made.thing;
	};
};
