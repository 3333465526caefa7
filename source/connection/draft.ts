import {
	anyOf,
	fits,
	linkName,
	mapOf,
	type Of,
	orAbsent,
	orNull,
	text,
	texts,
	time,
	truth,
} from './file/parts.js';
import {secret} from './secrets/secret.js';

const shape = {
	id: text,
	step: text,
	field: text,
	answers: mapOf(anyOf(text, truth, texts)),
	clientSecret: orNull(secret),
	/** Link name of the connection that is being edited; absent for a new one. */
	target: orAbsent(linkName),
	createdAt: time,
	updatedAt: time,
};

/**
 * An unfinished wizard: every answer given so far, untouched ones absent, so that leaving for the API Console for a
 * day loses nothing. The client secret is protected as in a service. `step` and `field` say where to go on.
 */
export type Draft = Of<typeof shape>;

export const draft = fits(shape);
