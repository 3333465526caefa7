import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {commentsOf} from './helpers/comments.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Words that make a comment read as translated or old, and what to write instead. */
const ARCHAIC: ReadonlyArray<readonly [words: RegExp, instead: string]> = [
	[/\bmend(?:s|ed|ing)?\b/i, 'fix'],
	[/\banew\b/i, 'again'],
	[/\bwho(?:m|so)?ever\b/i, 'the caller, the user, a program that'],
	[/\bshall\b/i, 'will, must'],
	[/\bnobody\b/i, 'no one, no program, or say what is missing'],
	[/\bsomebody\b/i, 'the user, a person, another program'],
	[/\bmeanwhile\b/i, 'in between, during that time'],
	[/\bto the letter\b/i, 'exactly'],
	[/\bof late\b/i, 'recently'],
	[/\b(?:there|where|here)(?:by|of|upon|in)\b/i, 'this way, of it, then'],
	[/\bwhatever comes\b/i, 'in any case'],
	[/\bliving (?:access )?(?:tokens?|grants?|ones?)\b/i, 'valid'],
	[/\b(?:token|grant)s? (?:that )?lives? until\b/i, 'expires at'],
	[/\bbef[ae]ll(?:s|en)?\b/i, 'happens to'],
	[/\b(?:whence|hence|whither|hitherto|henceforth|lest|whilst|ere|yonder)\b/i, 'a word of today'],
	[/\bfor ever\b/i, 'forever'],
	[/\bas yet\b/i, 'still, so far'],
	[/\bin vain\b/i, 'for nothing'],
];

/** What is quoted as code, such as the id of a refusal, is a name and no prose. */
const proseOf = (comment: string): string =>
	comment.replaceAll(/`[^`\n]*`/g, '').replaceAll(/\n[ \t]*\*?[ \t]*/g, ' ');

const archaisms = (path: string, source: string): readonly string[] =>
	commentsOf(source, path.endsWith('x')).flatMap(({text, line}) => {
		const prose = proseOf(text);
		return ARCHAIC.flatMap(([words, instead]) => {
			const [found] = words.exec(prose) ?? [];
			return found === undefined ? [] : [`${path}:${line}: "${found}"; write: ${instead}`];
		});
	});

test('comments are in plain modern English', () => {
	const paths = globSync(['*.tsx', '{source,build,bench,test}/**/*.{ts,tsx,mjs}'], {cwd: root}).toSorted();
	assert.ok(paths.length > 500, `only ${paths.length} sources found`);
	const found = paths.flatMap(path => archaisms(path, readFileSync(`${root}/${path}`, 'utf8')));
	assert.deepEqual(found, []);
});

test('each archaic word is found in a comment, at its line, also across a line break', () => {
	const broken: ReadonlyArray<readonly [comment: string, line: number]> = [
		['\n/** What mends it. */', 2],
		['a(); // Made anew.', 1],
		['/** Whoever waits. */', 1],
		['// As it shall be.', 1],
		['// Nobody reads.', 1],
		['// For somebody else.', 1],
		['// It ended meanwhile.', 1],
		['/**\n * Compared to\n * the letter.\n */', 1],
		['// Changed of late.', 1],
		['// Thereby it ends.', 1],
		['// Saved whatever comes.', 1],
		['// A living access token.', 1],
		['// The token lives until noon.', 1],
		['// What befell it.', 1],
		['// Locked, lest it breaks.', 1],
		['// Waits for ever.', 1],
		['// Not as yet.', 1],
		['// Asked in vain.', 1],
	];
	assert.equal(broken.length, ARCHAIC.length);
	for (const [index, [comment, line]] of broken.entries()) {
		const found = archaisms('source/a.ts', comment);
		assert.equal(found.length, 1, `${comment}: ${found.join()}`);
		assert.ok(found[0]?.startsWith(`source/a.ts:${line}: "`), found[0]);
		assert.ok(ARCHAIC[index]?.[0].test(proseOf(comment)), comment);
	}
});

test('texts, templates, regular expressions and quoted code are not comments', () => {
	const source = [
		`const a = '// nobody';`,
		`const b = \`// anew \${ {c: \`/* shall */ \${1}\`}.c } // mend\`;`,
		'const d = /[/]\\/\\/ whoever/.test(a) || 4 / 2 / 1;',
		'/** Refuses `grant-changed-meanwhile`. */',
	];
	assert.deepEqual(archaisms('source/a.ts', source.join('\n')), []);
	const after = [...source, 'const e = 1; // nobody'].join('\n');
	assert.deepEqual(archaisms('source/a.ts', after).length, 1);
	assert.match(archaisms('source/a.ts', after).join(), /^source\/a\.ts:5: /);
});
