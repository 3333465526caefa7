/** The pages that say nothing but their kind. */
export const strays = [
	'canceled',
	'already-used',
	'other-state',
	'nothing-in-it',
	'declined',
	'not-found',
	'wrong-method',
	'wrong-host',
	'prefetch',
] as const;
