import * as z from 'zod/mini';
import {secretSchema} from './secret.js';
import {timeSchema} from './service.js';

/**
 * An unfinished wizard: every answer given so far, untouched ones absent, so that leaving for the API Console for a
 * day loses nothing. The client secret is protected as in a service. `step` and `field` say where to go on.
 */
export const draftSchema = z.looseObject({
	id: z.string(),
	step: z.string(),
	field: z.string(),
	answers: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
	clientSecret: z.nullable(secretSchema),
	createdAt: timeSchema,
	updatedAt: timeSchema,
});

export type Draft = z.infer<typeof draftSchema>;
