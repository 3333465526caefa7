import {
	isAsExpression,
	isBindingElement,
	isCallExpression,
	isExportDeclaration,
	isFunctionLikeDeclaration,
	isIdentifier,
	isImportDeclaration,
	isImportTypeNode,
	isJsxElement,
	isJsxFragment,
	isJsxSelfClosingElement,
	isLiteralTypeNode,
	isMetaProperty,
	isNewExpression,
	isPropertyAccessExpression,
	isShorthandPropertyAssignment,
	isStringLiteral,
	isTypeAssertion,
	isTypeNode,
	type Node,
	type SourceFile,
	SyntaxKind,
} from 'typescript/unstable/ast';
import {createVirtualFileSystem, type FileSystem} from 'typescript/unstable/fs';
import {API, type Checker, SymbolFlags} from 'typescript/unstable/sync';

/** One import, export-from, `import()` or `import('…').Type` of a file. */
export type ImportFact = {
	/** As written. */
	readonly specifier: string;
	/** Gone after compiling. `import {type A}` is not: under verbatimModuleSyntax the file is still loaded. */
	readonly isTypeOnly: boolean;
	/** Loaded when the line runs, not with the file. */
	readonly isDynamic: boolean;
	readonly line: number;
};

/** Something else worth a rule, at a line. */
export type Finding = {readonly what: string; readonly line: number};

/** One function with a body, as long as it is written. */
export type FunctionFact = {readonly lines: number; readonly parameters: number; readonly line: number};

/** What the rules need to know of one source file. */
export type SourceFacts = {
	/** From the project's folder, with forward slashes. */
	readonly path: string;
	readonly lines: number;
	readonly imports: readonly ImportFact[];
	/** Ways to the world, to the clock and to chance: `process`, `Date.now`, `new Date()`, `Math.random`, … */
	readonly worldly: readonly Finding[];
	/** Casts that switch the compiler off: `as any`, `as unknown as`. */
	readonly casts: readonly Finding[];
	readonly functions: readonly FunctionFact[];
};

const WORLDLY = new Set([
	...['process', 'console', 'require', 'module', '__dirname', '__filename', 'global', 'globalThis', 'self'],
	...[
		'fetch',
		'WebSocket',
		'EventSource',
		'XMLHttpRequest',
		'navigator',
		'window',
		'document',
		'localStorage',
	],
	...['crypto', 'performance', 'Temporal', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]);

type Visit = {readonly file: SourceFile; readonly checker: Checker};

const lineOf = ({file}: Visit, node: Node): number =>
	file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;

/** What a dynamic import of anything but a plain text is reported as. */
export const COMPUTED = '(computed)';

const importOf = (visit: Visit, node: Node): ImportFact | undefined => {
	const line = lineOf(visit, node);
	if (isImportDeclaration(node) && isStringLiteral(node.moduleSpecifier)) {
		const isTypeOnly = node.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
		return {specifier: node.moduleSpecifier.text, isTypeOnly, isDynamic: false, line};
	}
	if (isExportDeclaration(node) && node.moduleSpecifier && isStringLiteral(node.moduleSpecifier)) {
		return {specifier: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly, isDynamic: false, line};
	}
	if (isImportTypeNode(node) && isLiteralTypeNode(node.argument) && isStringLiteral(node.argument.literal)) {
		return {specifier: node.argument.literal.text, isTypeOnly: true, isDynamic: false, line};
	}
	if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
		const [target] = node.arguments;
		const isPlain =
			target && (isStringLiteral(target) || target.kind === SyntaxKind.NoSubstitutionTemplateLiteral);
		const specifier = isPlain ? target.getText(visit.file).slice(1, -1) : COMPUTED;
		return {specifier, isTypeOnly: false, isDynamic: true, line};
	}
	return undefined;
};

/** Whether an identifier only names a member or a declaration, and so does not refer to a global. */
const isMereName = (node: Node): boolean => {
	const {parent} = node;
	if (isShorthandPropertyAssignment(parent)) return false;
	if (isBindingElement(parent) && parent.propertyName === node) return true;
	return 'name' in parent && parent.name === node;
};

const memberName = (node: Node): string | undefined =>
	isPropertyAccessExpression(node.parent) && node.parent.expression === node
		? node.parent.name.text
		: undefined;

/** `Date` is harmless with a time given, as a converter and as a class; everything else may tell the time. */
const dateUse = (node: Node): string | undefined => {
	const {parent} = node;
	const member = memberName(node);
	if (member !== undefined) return member === 'UTC' || member === 'parse' ? undefined : `Date.${member}`;
	if (isNewExpression(parent)) return parent.arguments?.length ? undefined : 'new Date()';
	if (isCallExpression(parent)) return 'Date()';
	const isClassTest = 'operatorToken' in parent && 'right' in parent && parent.right === node;
	return isClassTest ? undefined : 'Date as a value';
};

const mathUse = (node: Node): string | undefined => {
	const member = memberName(node);
	if (member === undefined) return 'Math as a value';
	return member === 'random' ? 'Math.random' : undefined;
};

const worldlyName = (node: Node, name: string): string | undefined => {
	if (name === 'Date') return dateUse(node);
	if (name === 'Math') return mathUse(node);
	return WORLDLY.has(name) ? name : undefined;
};

const worldlyUse = (visit: Visit, node: Node): string | undefined => {
	if (isMetaProperty(node)) return node.name.text === 'meta' ? 'import.meta' : undefined;
	if (!isIdentifier(node) || isMereName(node)) return undefined;
	const use = worldlyName(node, node.text);
	if (use === undefined) return undefined;
	// A parameter or an import may bear the same name; that is exactly how the world should come in.
	const meaning = SymbolFlags.Value | SymbolFlags.Alias;
	return visit.checker.resolveName(node.text, meaning, node, true) === undefined ? use : undefined;
};

const castOf = (node: Node): string | undefined => {
	if (!isAsExpression(node) && !isTypeAssertion(node)) return undefined;
	if (node.type.kind === SyntaxKind.AnyKeyword) return 'as any';
	const isDouble = isAsExpression(node.expression) && node.expression.type.kind === SyntaxKind.UnknownKeyword;
	return isDouble ? 'as unknown as' : undefined;
};

const functionOf = (visit: Visit, node: Node): FunctionFact | undefined => {
	if (!isFunctionLikeDeclaration(node) || !('body' in node) || node.body === undefined) return undefined;
	const line = lineOf(visit, node);
	const last = visit.file.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
	return {lines: last - line + 1, parameters: node.parameters.length, line};
};

const factsOf = (path: string, text: string, visit: Visit): SourceFacts => {
	const imports: ImportFact[] = [];
	const worldly: Finding[] = [];
	const casts: Finding[] = [];
	const functions: FunctionFact[] = [];
	const elements: Node[] = [];
	const look = (node: Node, isInType: boolean): void => {
		const found = importOf(visit, node);
		if (found) imports.push(found);
		if (isJsxElement(node) || isJsxSelfClosingElement(node) || isJsxFragment(node)) elements.push(node);
		const use = isInType ? undefined : worldlyUse(visit, node);
		if (use) worldly.push({what: use, line: lineOf(visit, node)});
		const cast = castOf(node);
		if (cast) casts.push({what: cast, line: lineOf(visit, node)});
		const written = functionOf(visit, node);
		if (written) functions.push(written);
		node.forEachChild(child => look(child, isInType || isTypeNode(child)));
	};
	look(visit.file, false);
	// What JSX compiles to, unless the file names another source of elements.
	const [element] = elements;
	if (element && !text.includes('@jsxImportSource')) {
		const line = lineOf(visit, element);
		imports.push({specifier: 'react/jsx-runtime', isTypeOnly: false, isDynamic: false, line});
	}
	return {
		path,
		lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
		imports,
		worldly,
		casts,
		functions,
	};
};

const isCode = (path: string): boolean => /\.tsx?$/.test(path);

/** Reads sources; one of them serves any number of calls, and must be closed for the process to end. */
export type SourceReader = Disposable & {
	/**
	 * Finds in sources what the rules of the house are about. Files that are not code are given back with their path
	 * alone.
	 *
	 * @param sources The text of each file, by its path from the project's folder.
	 */
	readonly read: (sources: Readonly<Record<string, string>>) => readonly SourceFacts[];
};

const OPTIONS = {noLib: true, noResolve: true, types: [], jsx: 'preserve', moduleDetection: 'force'};

/** A project that is nowhere but in memory. */
const virtualProject = (root: string, sources: Readonly<Record<string, string>>): FileSystem => {
	const config = {compilerOptions: OPTIONS, files: Object.keys(sources).filter(isCode)};
	const files = Object.entries(sources).map(([path, text]) => [`${root}/${path}`, text]);
	return createVirtualFileSystem({
		...Object.fromEntries(files),
		[`${root}/tsconfig.json`]: JSON.stringify(config),
	});
};

/** Starts TypeScript's own parser, so that comments, texts and JSX are never mistaken for code. */
export const createSourceReader = (): SourceReader => {
	let disk: FileSystem = createVirtualFileSystem({});
	const api = new API({
		fs: {
			readFile: file => disk.readFile?.(file),
			fileExists: file => disk.fileExists?.(file),
			directoryExists: folder => disk.directoryExists?.(folder),
			getAccessibleEntries: folder => disk.getAccessibleEntries?.(folder),
			realpath: file => file,
		},
	});
	let count = 0;
	const read: SourceReader['read'] = sources => {
		// A folder of its own each time: the parser remembers files by their paths.
		const root = `/project-${++count}`;
		disk = virtualProject(root, sources);
		const configFile = `${root}/tsconfig.json`;
		using snapshot = api.updateSnapshot({openProjects: [configFile]});
		const project = snapshot.getProject(configFile);
		return Object.entries(sources).map(([path, text]) => {
			if (!isCode(path)) return {path, lines: 0, imports: [], worldly: [], casts: [], functions: []};
			const file = project?.program.getSourceFile(`${root}/${path}`);
			if (!project || !file) throw new Error(`TypeScript did not read ${path}.`);
			return factsOf(path, text, {file, checker: project.checker});
		});
	};
	return {read, [Symbol.dispose]: () => api.close()};
};
