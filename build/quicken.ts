import {basename} from 'node:path';
import {type AnyNode, type Node, parse} from 'acorn';
import type {Bundle} from './bundle.js';
import type {Called} from './called-at-once.js';
import {type Edit, edited, type Mapped} from './edited.js';

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: Node): readonly AnyNode[] => Object.values(node).flat().filter(isNode);

/** What cannot stand in parentheses: a method is a function too, without the word for it. */
const methodOf = (node: AnyNode): Node | undefined => {
	if (node.type === 'MethodDefinition') return node.value;
	return node.type === 'Property' && (node.method || node.kind !== 'init') ? node.value : undefined;
};

/** The functions that are values, and the regular expressions. */
const partsOf = (tree: AnyNode) => {
	const functions: Node[] = [];
	const expressions: Node[] = [];
	const methods = new Set<Node>();
	const waiting = [tree];
	for (const node of waiting) {
		const isValue = node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
		if (isValue && !methods.has(node)) functions.push(node);
		if (node.type === 'Literal' && node.regex) expressions.push(node);
		const method = methodOf(node);
		if (method) methods.add(method);
		waiting.push(...childrenOf(node));
	}
	return {functions, expressions};
};

/** Of two at one place the closing one is first. */
const parenthesesFor = (functions: readonly Node[]): readonly Edit[] => [
	...functions.map(({end}) => ({at: end, length: 0, text: ')'})),
	...functions.map(({start}) => ({at: start, length: 0, text: '('})),
];

const escapesFor = (code: string, expressions: readonly Node[]): readonly Edit[] =>
	expressions.flatMap(({start, end}) =>
		[...code.slice(start, end).matchAll(/[^\0-\x7F]/g)].map(({0: character, index}) => ({
			at: start + index,
			length: 1,
			text: `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		})),
	);

/**
 * Makes V8's work less, and leaves what the code does as it is.
 *
 * Around a function that is called, parentheses are a sign that it is about to be: V8 compiles it along with the script. What is
 * compiled then is what Node keeps for the next start; a function that is compiled at its first call is compiled in every run. And a
 * file with any character that is not ASCII is read, hashed and compiled as two bytes for each; esbuild leaves such characters in
 * regular expressions, where they can be written with their numbers.
 *
 * @param map as esbuild writes it @param called where the functions begin that are called: what never is costs as much as what is
 * @returns the same code and its map
 */
export const quickerCode = (code: string, map: string, called: ReadonlySet<number> = new Set()): Mapped => {
	const tree = parse(code, {ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true});
	const {functions, expressions} = partsOf(tree);
	const edits = [
		...parenthesesFor(functions.filter(({start}) => called.has(start))),
		...escapesFor(code, expressions),
	].toSorted((one, other) => one.at - other.at);
	return edited({code, map}, edits);
};

/** Does it to the CommonJS files of a bundle. @param called by their names */
export const quicken = ({files, metafile}: Bundle, called: Called): void => {
	for (const [outputPath, output] of Object.entries(metafile.outputs)) {
		const name = basename(outputPath);
		if (!name.endsWith('.js')) continue;
		const file = files.find(({path}) => basename(path) === name);
		const mapFile = files.find(({path}) => basename(path) === `${name}.map`);
		if (!file || !mapFile) throw new Error(`${name}: no code with a map`);
		const {code, map} = quickerCode(file.text, mapFile.text, called.get(name));
		file.contents = Buffer.from(code);
		mapFile.contents = Buffer.from(map);
		output.bytes = file.contents.length;
	}
};
