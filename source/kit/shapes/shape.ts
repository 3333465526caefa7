import * as z from 'zod/mini';

/** What a command prints with `--json`: its documentation, its types and what the tests hold it to. */
export type Shape = {
	/** When it is printed, where a command prints several: "with --explain SCOPE". */
	readonly when?: string;
	/** Everything behind `"format": 1`. Strict: a key that is not listed is a fault. */
	readonly schema: z.ZodMiniType;
	/** As it is printed, without `"format": 1`; where it is another than the examples of its keys make. */
	readonly example?: Readonly<Record<string, unknown>>;
	/** One object per line, not one in all. */
	readonly isLines?: boolean;
};

const ownExample = (schema: z.core.$ZodType): unknown => z.globalRegistry.get(schema)?.example;

/** The example of a key, else what those of its own keys make. What may be absent is there only with an example of its own. */
const exampleIn = (schema: z.core.$ZodType): unknown => {
	const own = ownExample(schema);
	if (own !== undefined) return own;
	if (schema instanceof z.ZodMiniNullable) return exampleIn(schema.def.innerType);
	if (schema instanceof z.ZodMiniArray) return [exampleIn(schema.def.element)];
	if (schema instanceof z.ZodMiniEnum) return schema.options[0];
	if (schema instanceof z.ZodMiniLiteral) return schema.def.values[0];
	if (schema instanceof z.ZodMiniOptional) return ownExample(schema.def.innerType);
	if (!(schema instanceof z.ZodMiniObject)) throw new Error('A key has no example.');
	const keys = Object.entries<z.core.$ZodType>(schema.shape).map(([key, inner]) => [key, exampleIn(inner)]);
	return Object.fromEntries(keys.filter(([, value]) => value !== undefined));
};

/** What the documentation shows of a shape. */
export const exampleOf = ({schema, example}: Shape): object => {
	const whole = example ?? exampleIn(schema);
	return z.parse(z.looseObject({}), whole);
};
