import {basename} from 'node:path';
import {decode, encode, type SourceMapMappings} from '@jridgewell/sourcemap-codec';
import {type AnyNode, type Node, parse} from 'acorn';
import type {Bundle} from './bundle.js';
import type {Called} from './called-at-once.js';

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
 * Puts parentheses around functions, which change nothing, except that V8 takes them for a sign that a function is about to be called: it
 * compiles it along with the script. What is compiled then is what Node keeps for the next start; a function that is compiled at its
 * first call is compiled in every run.
 *
 * @param map as esbuild writes it @param called where the functions begin that are called: what never is costs as much as what is
 * @returns the same code and its map
 */
export const compiledAtOnce = (
	code: string,
	map: string,
	called: ReadonlySet<number>,
): {readonly code: string; readonly map: string} => {
	const tree = parse(code, {ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true});
	const parentheses = parenthesesFor(functionsIn(tree).filter(({start}) => called.has(start)));
	const whole = JSON.parse(map);
	const mappings = encode(move(decode(whole.mappings), code, parentheses));
	return {code: insert(code, parentheses), map: JSON.stringify({...whole, mappings})};
};

/** Does it to files of a bundle. @param called by the names of these files */
export const compileAtOnce = ({files, metafile}: Bundle, called: Called): void => {
	for (const [name, starts] of called) {
		const file = files.find(({path}) => basename(path) === name);
		const mapFile = files.find(({path}) => basename(path) === `${name}.map`);
		const output = Object.entries(metafile.outputs).find(([path]) => basename(path) === name)?.[1];
		if (!file || !mapFile || !output) throw new Error(`${name}: no code with a map`);
		const {code, map} = compiledAtOnce(file.text, mapFile.text, starts);
		file.contents = Buffer.from(code);
		mapFile.contents = Buffer.from(map);
		output.bytes = file.contents.length;
	}
};
