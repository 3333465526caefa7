import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type Passage, passagesOf} from './helpers/comments.js';

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

/** What people read: these are for texts and pages alone. */
const TRANSLATED: ReadonlyArray<readonly [words: RegExp, instead: string]> = [
	[/\btells\b/i, 'shows, says, reports'],
	[/\b(?:can(?:not|'t)?|could not|nothing could) be told\b/i, 'is unknown, cannot be reached'],
	[/\blives? on\b/i, 'stays valid'],
	[/\bcalled like that\b/i, 'has that name'],
	[/\blook(?:s|ed|ing)? (?:everything|it all) over\b/i, 'review everything'],
	[/\bas long as it takes\b/i, 'as long as you need'],
	[/\b(?:fault of (?:ours|zconn)|wrong use)\b/i, 'internal error, usage error'],
	[/\bsay yes to\b/i, 'approve'],
	[/\b(?:no|any) more of late\b|\ball the same\b/i, 'still, or leave it out'],
	[/\bwhat becomes of\b|\bto whom it\b/i, 'what happens to, its previous user'],
	[/\bconsent(?:s|ing)? anew\b/i, 'consent again'],
	[/\btick(?:s|ed)? (?:\*|")/i, 'check'],
];

/** What is quoted as code, such as the id of a refusal, is a name and no prose. */
const proseOf = (comment: string): string =>
	comment.replaceAll(/`[^`\n]*`/g, '').replaceAll(/\n[ \t]*\*?[ \t]*/g, ' ');

const findIn = (prose: string, words: typeof ARCHAIC): readonly string[] =>
	words.flatMap(([pattern, instead]) => {
		const [found] = pattern.exec(prose) ?? [];
		return found === undefined ? [] : [`"${found}"; write: ${instead}`];
	});

/** One word is a name: an id, a key, a flag. What stands around `${}` with a blank is part of a sentence. */
const isProse = ({text}: Passage): boolean =>
	/[a-z,.:;]\s+[a-z]/i.test(text) || /^\}.*\s|\s.*\$\{$/s.test(text);

const archaisms = (path: string, source: string): readonly string[] =>
	passagesOf(source, path.endsWith('x')).flatMap(passage => {
		const {kind, text, line} = passage;
		if (kind === 'comment') return findIn(proseOf(text), ARCHAIC).map(found => `${path}:${line}: ${found}`);
		if (!path.startsWith('source/') || !isProse(passage)) return [];
		return findIn(text, [...ARCHAIC, ...TRANSLATED]).map(found => `${path}:${line}: ${found}`);
	});

test('comments, and all texts that people read, are in plain modern English', () => {
	const paths = globSync(['*.tsx', '{source,build,bench,test}/**/*.{ts,tsx,mjs}'], {cwd: root}).toSorted();
	assert.ok(paths.length > 500, `only ${paths.length} sources found`);
	const found = paths.flatMap(path => archaisms(path, readFileSync(`${root}/${path}`, 'utf8')));
	assert.deepEqual(found, []);
});

test('so are the pages', () => {
	const paths = globSync(['*.md', 'docs/*.md', 'docs/tasks/*.md'], {cwd: root}).toSorted();
	assert.ok(paths.length > 20, `only ${paths.length} pages found`);
	const found = paths.flatMap(path =>
		readFileSync(`${root}/${path}`, 'utf8')
			.replaceAll(/^```[\s\S]*?^```$/gm, code => code.replaceAll(/[^\n]/g, ''))
			.split('\n')
			.flatMap((row, index) =>
				findIn(proseOf(row), [...ARCHAIC, ...TRANSLATED]).map(one => `${path}:${index + 1}: ${one}`),
			),
	);
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

test('texts are read in the sources alone, and no regular expression, single word or quoted code', () => {
	const source = [
		`const a = '// nobody here';`,
		`const b = \`// anew \${ {c: \`/* shall */ \${1}\`}.c } // mend\`;`,
		'const d = /[/]\\/\\/ whoever/.test(a) || 4 / 2 / 1;',
		`const e = 'meanwhile';`,
		'/** Refuses `grant-changed-meanwhile`. */',
	];
	assert.deepEqual(archaisms('test/a.ts', source.join('\n')), []);
	assert.deepEqual(
		archaisms('source/a.ts', source.join('\n')).map(found => /:(\d+): "(\w+)"/.exec(found)?.slice(1)),
		[
			['1', 'nobody'],
			['2', 'anew'],
			['2', 'shall'],
			['2', 'mend'],
		],
	);
	const after = [...source, 'const f = 1; // nobody'].join('\n');
	assert.deepEqual(archaisms('test/a.ts', after).length, 1);
	assert.match(archaisms('test/a.ts', after).join(), /^test\/a\.ts:6: /);
});
