import * as z from 'zod/mini';
import {secretSchema} from './secrets/secret.js';
import {linkNameSchema, timeSchema} from './service.js';

const shape = {
	id: z.string(),
	step: z.string(),
	field: z.string(),
	answers: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
	clientSecret: z.nullable(secretSchema),
	/** Link name of the connection that is being edited; absent for a new one. */
	target: z.optional(linkNameSchema),
	createdAt: timeSchema,
	updatedAt: timeSchema,
};

const strictSchema = z.object(shape);

/**
 * An unfinished wizard: every answer given so far, untouched ones absent, so that leaving for the API Console for a
 * day loses nothing. The client secret is protected as in a service. `step` and `field` say where to go on.
 */
export type Draft = z.infer<typeof strictSchema>;

/** Unknown keys are kept, so that an older program loses nothing of a newer one. */
export const draftSchema: z.ZodMiniType<Draft> = z.looseObject(shape);
