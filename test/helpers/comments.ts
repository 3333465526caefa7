import {LanguageVariant, SyntaxKind} from 'typescript/unstable/ast';
import {createScanner, type Scanner} from 'typescript/unstable/ast/scanner';

/** One comment or text as it is written, and the line that it begins on. */
export type Passage = {readonly kind: 'comment' | 'text'; readonly text: string; readonly line: number};

/** Texts, and what stands around the `${}` of templates. */
const TEXTS: ReadonlySet<SyntaxKind> = new Set([
	SyntaxKind.StringLiteral,
	SyntaxKind.NoSubstitutionTemplateLiteral,
	SyntaxKind.TemplateHead,
	SyntaxKind.TemplateMiddle,
	SyntaxKind.TemplateTail,
]);

/** After these a slash divides; anywhere else it begins a regular expression. */
const ENDS_A_VALUE: ReadonlySet<SyntaxKind> = new Set([
	SyntaxKind.Identifier,
	SyntaxKind.NumericLiteral,
	SyntaxKind.BigIntLiteral,
	SyntaxKind.StringLiteral,
	SyntaxKind.RegularExpressionLiteral,
	SyntaxKind.NoSubstitutionTemplateLiteral,
	SyntaxKind.TemplateTail,
	SyntaxKind.CloseParenToken,
	SyntaxKind.CloseBracketToken,
	SyntaxKind.CloseBraceToken,
	SyntaxKind.ThisKeyword,
]);

/**
 * Reads the token again in its context, which the scanner does not know: a slash may begin a regular expression, and a brace
 * may continue a template.
 *
 * @param braces for each template around the token, how many braces are open inside its `${`
 */
const inContext = (
	scanner: Scanner,
	kind: SyntaxKind,
	previous: SyntaxKind,
	braces: number[],
): SyntaxKind => {
	const isSlash = kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken;
	if (isSlash) return ENDS_A_VALUE.has(previous) ? kind : scanner.reScanSlashToken();
	if (kind === SyntaxKind.TemplateHead) braces.push(0);
	const open = braces.pop();
	if (open === undefined) return kind;
	if (kind === SyntaxKind.CloseBraceToken && open === 0) {
		const part = scanner.reScanTemplateToken(false);
		if (part !== SyntaxKind.TemplateTail) braces.push(0);
		return part;
	}
	const step = kind === SyntaxKind.OpenBraceToken ? 1 : kind === SyntaxKind.CloseBraceToken ? -1 : 0;
	braces.push(open + step);
	return kind;
};

/**
 * All comments and texts of a source, found by TypeScript's own scanner, so that one is never mistaken for the other, and no regular
 * expression for either.
 *
 * @param isJsx whether the source may contain elements
 */
export const passagesOf = (source: string, isJsx = false): readonly Passage[] => {
	const scanner = createScanner(false, isJsx ? LanguageVariant.JSX : LanguageVariant.Standard, source);
	const passages: Passage[] = [];
	const braces: number[] = [];
	let previous: SyntaxKind = SyntaxKind.Unknown;
	let line = 1;
	let counted = 0;
	const add = (kind: Passage['kind']): void => {
		const start = scanner.getTokenStart();
		line += source.slice(counted, start).split('\n').length - 1;
		counted = start;
		passages.push({kind, text: scanner.getTokenText(), line});
	};
	for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
		if (kind === SyntaxKind.WhitespaceTrivia || kind === SyntaxKind.NewLineTrivia) continue;
		if (kind === SyntaxKind.SingleLineCommentTrivia || kind === SyntaxKind.MultiLineCommentTrivia) {
			add('comment');
			continue;
		}
		previous = inContext(scanner, kind, previous, braces);
		if (TEXTS.has(previous)) add('text');
	}
	return passages;
};
