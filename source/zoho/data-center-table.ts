import * as z from 'zod/mini';
import {builtInDataCenters, type DataCenter, parseSafeUrl} from './data-center.js';
import {ok, type Refusal, type Result, refused} from './refusal.js';

const originSchema = z
	.string()
	.check(
		z.refine(text => parseSafeUrl(text) !== undefined, 'must be an https URL (http only for localhost)'),
	);

const fileSchema = z.object({
	replace: z.optional(z.boolean()),
	dataCenters: z.array(
		z.object({
			id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be a short lower-case word')),
			name: z.string().check(z.minLength(1), z.maxLength(60)),
			accounts: originSchema,
			api: originSchema,
			console: originSchema,
			products: z.optional(z.string()),
			sigma: z.optional(originSchema),
		}),
	),
});

const originOf = (text: string): string => new URL(text).origin;

/** @param path of the file, as a person is to find it */
export const brokenTable = (path: string, why: string): Refusal => ({
	id: 'data-centers-file-broken',
	what: `The data center table cannot be used: ${path}`,
	why,
	next: 'Correct it or move it away; see docs/data-centers.md.',
	exitCode: 6,
});

/**
 * The table in force: Zoho's own, merged with (or, with `"replace": true`, replaced by) the parsed content of
 * `data-centers.json`. Entries of the file win over built-in ones with the same id.
 *
 * @param file the parsed JSON of the file, or undefined when there is none @param path for the refusal's words only
 */
export const resolveDataCenters = (
	file: unknown,
	path = 'data-centers.json',
): Result<readonly DataCenter[]> => {
	if (file === undefined) return ok(builtInDataCenters);
	const parsed = z.safeParse(fileSchema, file);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return refused(
			brokenTable(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`),
		);
	}
	const added = parsed.data.dataCenters.map(entry => ({
		...entry,
		accounts: originOf(entry.accounts),
		api: originOf(entry.api),
		console: originOf(entry.console),
	}));
	const table = new Map<string, DataCenter>();
	for (const entry of parsed.data.replace ? added : [...builtInDataCenters, ...added])
		table.set(entry.id, entry);
	return table.size === 0 ? refused(brokenTable(path, 'it names no data center')) : ok([...table.values()]);
};
