import {join} from 'node:path';
import {decode, encode, type SourceMapMappings} from '@jridgewell/sourcemap-codec';
import {type AnyNode, type Node, parse} from 'acorn';
import type {Plugin} from 'esbuild';

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: Node): readonly AnyNode[] => Object.values(node).flat().filter(isNode);

/** What cannot stand in parentheses: a method is a function too, without the word for it. */
const methodOf = (node: AnyNode): Node | undefined => {
	if (node.type === 'MethodDefinition') return node.value;
	return node.type === 'Property' && (node.method || node.kind !== 'init') ? node.value : undefined;
};

/** The functions that are values. */
const functionsIn = (tree: AnyNode): readonly Node[] => {
	const found: Node[] = [];
	const methods = new Set<Node>();
	const waiting = [tree];
	for (const node of waiting) {
		const isValue = node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
		if (isValue && !methods.has(node)) found.push(node);
		const method = methodOf(node);
		if (method) methods.add(method);
		waiting.push(...childrenOf(node));
	}
	return found;
};

type Parenthesis = {readonly at: number; readonly text: '(' | ')'};

/** Of two at one place the closing one is first. */
const parenthesesFor = (functions: readonly Node[]): readonly Parenthesis[] => {
	const opening = functions.map(({start}) => ({at: start, text: '('}) as const);
	const closing = functions.map(({end}) => ({at: end, text: ')'}) as const);
	return [...closing, ...opening].toSorted((one, other) => one.at - other.at);
};

const insert = (code: string, parentheses: readonly Parenthesis[]): string => {
	const ends = [...parentheses.slice(1).map(({at}) => at), code.length];
	const rest = parentheses.map(({at, text}, index) => text + code.slice(at, ends[index]));
	return code.slice(0, parentheses[0]?.at) + rest.join('');
};

/** Moves each place of a map by what was inserted before it in its line. */
const move = (
	mappings: SourceMapMappings,
	code: string,
	parentheses: readonly Parenthesis[],
): SourceMapMappings => {
	let lineStart = 0;
	let next = 0;
	return code.split('\n').map((text, index) => {
		const first = next;
		const moved = (mappings[index] ?? []).map(segment => {
			while ((parentheses[next]?.at ?? Number.POSITIVE_INFINITY) <= lineStart + segment[0]) next++;
			const [column, ...rest] = segment;
			return [column + next - first, ...rest] as typeof segment;
		});
		lineStart += text.length + 1;
		while ((parentheses[next]?.at ?? Number.POSITIVE_INFINITY) < lineStart) next++;
		return moved;
	});
};

/**
 * Puts parentheses around every function, which change nothing, except that V8 takes them for a sign that it is about to be called: it
 * compiles it along with the script. What is compiled then is what Node keeps for the next start; a function that is compiled at its
 * first call is compiled in every run.
 *
 * For files of which most is run at once: what is never called costs as much as what is.
 *
 * @param map as esbuild writes it @returns the same code and its map
 */
export const compiledAtOnce = (code: string, map: string): {readonly code: string; readonly map: string} => {
	const parentheses = parenthesesFor(
		functionsIn(parse(code, {ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true})),
	);
	const whole = JSON.parse(map);
	const mappings = encode(move(decode(whole.mappings), code, parentheses));
	return {code: insert(code, parentheses), map: JSON.stringify({...whole, mappings})};
};

/** Does it to the files that begin with one of these sources. */
export const compiledAtOncePlugin = (sources: readonly string[]): Plugin => ({
	name: 'compiled-at-once',
	setup: build => {
		const {absWorkingDir: root = process.cwd()} = build.initialOptions;
		build.onEnd(({outputFiles = [], metafile}) => {
			for (const [path, output] of Object.entries(metafile?.outputs ?? {})) {
				if (!sources.includes(output.entryPoint ?? '')) continue;
				const file = outputFiles.find(file => file.path === join(root, path));
				const mapFile = outputFiles.find(file => file.path === join(root, `${path}.map`));
				if (!file || !mapFile) throw new Error(`${path}: no code with a map`);
				const {code, map} = compiledAtOnce(file.text, mapFile.text);
				file.contents = Buffer.from(code);
				mapFile.contents = Buffer.from(map);
				output.bytes = file.contents.length;
			}
		});
	},
});
