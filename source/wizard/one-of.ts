/**
 * One of several kinds, from a map of what each kind holds besides its name, which stands in `Tag`. What all kinds of a map have is
 * `Common`.
 */
export type OneOf<Tag extends string, Kinds, Common = unknown> = {
	[Kind in keyof Kinds]: Readonly<Record<Tag, Kind>> & Common & Kinds[Kind];
}[keyof Kinds];
