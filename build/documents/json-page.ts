import * as z from 'zod/mini';
import {commands} from '../../source/commands/registry.js';
import {failure, shapes} from '../../source/kit/shapes/index.js';
import {exampleOf, type Shape} from '../../source/kit/shapes/shape.js';

/** What is read of a JSON schema. */
type Node = {
	readonly type?: string | readonly string[] | undefined;
	readonly format?: string | undefined;
	readonly description?: string | undefined;
	readonly const?: unknown;
	readonly enum?: readonly unknown[] | undefined;
	readonly anyOf?: readonly Node[] | undefined;
	readonly items?: Node | undefined;
	readonly properties?: Readonly<Record<string, Node>> | undefined;
	readonly required?: readonly string[] | undefined;
};

const nodeSchema: z.ZodMiniType<Node> = z.lazy(() =>
	z.object({
		type: z.optional(z.union([z.string(), z.array(z.string())])),
		format: z.optional(z.string()),
		description: z.optional(z.string()),
		const: z.optional(z.unknown()),
		enum: z.optional(z.array(z.unknown())),
		anyOf: z.optional(z.array(nodeSchema)),
		items: z.optional(nodeSchema),
		properties: z.optional(z.record(z.string(), nodeSchema)),
		required: z.optional(z.array(z.string())),
	}),
);

const code = (text: string): string => `\`${text}\``;

const spelled = (type: string, {format}: Node): string => {
	if (type === 'string') return format === 'date-time' ? 'time' : 'text';
	if (type === 'boolean') return 'true or false';
	if (type === 'integer' || type === 'number') return 'number';
	return type;
};

/** A type in words: "list of text", "time or null", "`ready`, `expired` …". */
const typeOf = (node: Node): string => {
	if (node.anyOf) return node.anyOf.map(typeOf).join(' or ');
	if (node.const !== undefined) return code(String(node.const));
	if (node.enum) return node.enum.map(word => (word === null ? 'null' : code(String(word)))).join(', ');
	const types = typeof node.type === 'string' ? [node.type] : (node.type ?? ['anything']);
	return types
		.map(type => {
			if (type !== 'array' || !node.items) return spelled(type, node);
			return node.items.properties ? 'list of objects' : `list of ${typeOf(node.items)}`;
		})
		.join(' or ');
};

type Row = readonly [path: string, type: string, words: string];

const rowsOf = (node: Node, path: string): readonly Row[] => {
	const {properties, items, anyOf, required = []} = node;
	if (anyOf) return anyOf.flatMap(one => rowsOf(one, path));
	if (items) return rowsOf(items, `${path}[]`);
	return Object.entries(properties ?? {}).flatMap(([key, value]): readonly Row[] => {
		const own = path === '' ? key : `${path}.${key}`;
		const words = `${value.description ?? ''}${required.includes(key) ? '' : ' (may be absent)'}`;
		return [[own, typeOf(value), words], ...rowsOf(value, own)];
	});
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/"(zconn [^"]+)"/g, '`$1`');

const table = (rows: readonly Row[]): string =>
	[
		'| key | type | what it is |',
		'| --- | --- | --- |',
		...rows.map(([path, type, words]) => `| ${code(path)} | ${type} | ${cell(words)} |`),
	].join('\n');

const exampleText = (shape: Shape): string =>
	`\`\`\`json\n${JSON.stringify({format: 1, ...exampleOf(shape)}, undefined, shape.isLines ? undefined : 2)}\n\`\`\``;

const shapeText = (shape: Shape): string =>
	[
		...(shape.when === undefined ? [] : [`With ${code(`zconn ${shape.when} --json`)}:`]),
		...(shape.isLines ? ['One object per line.'] : []),
		table(rowsOf(nodeSchema.parse(z.toJSONSchema(shape.schema)), '')),
		exampleText(shape),
	].join('\n\n');

/** The keys of all that `--json` prints, command by command; those that print the same share a heading. */
export const jsonPage = (): string => {
	const alike = Map.groupBy(
		commands.filter(({name}) => shapes[name]),
		({name}) => JSON.stringify(shapes[name]),
	);
	const groups = [...alike.values()].map(group => ({
		title: group.map(({name}) => code(`zconn ${name} --json`)).join(', '),
		shapes: shapes[group[0]?.name ?? ''] ?? [],
	}));
	return [
		...groups.flatMap(group => [`## ${group.title}`, ...group.shapes.map(shapeText)]),
		'## A refusal, on stderr',
		shapeText(failure),
	].join('\n\n');
};
