/** The pages that say nothing but their kind. */
export const strays = [
	'canceled',
	'already-used',
	'other-state',
	'other-browser',
	'nothing-in-it',
	'unusable',
	'too-long',
	'form-post',
	'link-used',
	'other-user',
	'declined',
	'not-found',
	'wrong-method',
	'wrong-host',
	'prefetch',
] as const;
