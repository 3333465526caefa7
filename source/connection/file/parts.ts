import * as z from 'zod/mini';
import {isLinkName} from '../link-name.js';

/** What an object of this shape holds; what a newer program has added is kept, and no part of the type. */
export type Of<Shape extends z.core.$ZodShape> = z.infer<z.ZodMiniObject<Shape>>;

// Each is made once: making a schema takes longer than reading a row with it, and the first frame of Home waits for all of them.
export const text = z.string();
export const texts = z.array(text);
export const textOrNull = z.nullable(text);
export const textsOrNull = z.nullable(texts);
export const optionalText = z.optional(text);
export const linkNameSchema = z.string().check(z.refine(isLinkName, 'is not a link name'));
export const timeSchema = z
	.string()
	.check(z.refine(text => !Number.isNaN(Date.parse(text)), 'is not a time'));
export const times = z.array(timeSchema);
export const timeOrNull = z.nullable(timeSchema);
