/** Where a page comes from. */
export const place = {host: 'build-07', port: 8790};

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
	'stateless-error',
	'link-over',
	'still-working',
	'not-found',
	'wrong-method',
	'wrong-host',
	'prefetch',
] as const;
