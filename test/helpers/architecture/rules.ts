import path from 'node:path';
import {COMPUTED, type ImportFact, type SourceFacts} from './read-sources.js';

/** A place where the house's rules are broken. */
export type Offense = {readonly path: string; readonly line?: number; readonly why: string};

const {posix} = path;

const FLOORS = [
	'cli',
	'program',
	'commands',
	'kit',
	'library',
	'ui',
	'home',
	'wizard',
	'io',
	'connection',
	'practice',
	'zoho',
] as const;
type Floor = (typeof FLOORS)[number];

/** What each floor may import, besides itself: the list in the architecture document. */
const BELOW: Readonly<Record<Floor, readonly Floor[]>> = {
	cli: ['program'],
	program: ['commands', 'kit', 'ui', 'home', 'wizard', 'io', 'connection', 'zoho'],
	commands: ['kit', 'ui', 'home', 'wizard', 'io', 'practice', 'connection', 'zoho'],
	kit: ['ui', 'home', 'wizard', 'io', 'connection', 'zoho'],
	library: ['io', 'connection', 'zoho'],
	ui: ['home', 'wizard', 'connection', 'zoho'],
	home: ['wizard', 'connection', 'zoho'],
	wizard: ['connection', 'zoho'],
	io: ['connection', 'zoho'],
	connection: ['zoho'],
	practice: ['io', 'zoho'],
	zoho: [],
};

/** Floors that know neither the world, nor the clock, nor chance. */
const PURE: ReadonlySet<Floor> = new Set(['home', 'wizard', 'connection', 'zoho']);
const PURE_PACKAGES: ReadonlySet<string> = new Set(['zod/mini']);

const DRAWING = /^(?:react|ink|ink-[\w-]+)(?:\/|$)/;
/** Too heavy, or too close to the world, to come with a file: each is loaded when it is needed. */
const LAZY = /^(?:react|ink|ink-[\w-]+|undici|postgres|hono|@hono\/[\w-]+)(?:\/|$)/;

/** The one folder that knows Ink. It is loaded behind the first frame, and never at once. */
const DRAWING_FOLDER = 'source/ui/ink/';

const MOST_LINES = 300;
const MOST_LINES_OF_FUNCTION = 60;
const MOST_PARAMETERS = 4;
const MOST_FILES_OF_FOLDER = 20;

const MOST_LINES_OF_DOOR = 60;

const isFloor = (name: string): name is Floor => FLOORS.some(floor => floor === name);

const floorOf = (file: string): Floor | undefined => {
	if (file === 'cli.tsx') return 'cli';
	const [top, name = '', ...rest] = file.split('/');
	return top === 'source' && rest.length > 0 && name !== 'cli' && isFloor(name) ? name : undefined;
};

const isRelative = (specifier: string): boolean => /^\.{1,2}\//.test(specifier);

/** The source file that a relative import means, without its ending: `.js` is written for `.ts` and `.tsx`. */
const targetOf = (file: string, specifier: string): string => posix.join(posix.dirname(file), specifier);
const withoutEnding = (file: string): string => file.replace(/\.(?:js|tsx?)$/, '');

/** What a floor may see of one it may not import: types of certain files. */
const isAllowedAsType = (from: Floor, target: string): boolean => {
	if (from === 'ui') return target === 'source/io/ports.js';
	if (from !== 'io') return false;
	return /^source\/(?:home|wizard)\//.test(target) && !target.startsWith('source/wizard/steps/');
};

const whyNotRelative = (file: string, from: Floor, found: ImportFact): string | undefined => {
	const target = targetOf(file, found.specifier);
	if (target === 'package.json' && !PURE.has(from)) return undefined;
	const to = floorOf(target);
	if (to === undefined) return `imports ${found.specifier}, which belongs to no floor`;
	if (to === 'practice' && from !== 'practice' && file !== 'source/commands/practice.ts') {
		return `imports ${found.specifier}: practice/ belongs to its command alone`;
	}
	if (file.startsWith('source/io/grants/') && target.startsWith('source/io/effects/')) {
		return `imports ${found.specifier}: an operation answers its caller, and knows nothing of runners`;
	}
	if (to === from || BELOW[from].includes(to)) return undefined;
	if (isAllowedAsType(from, target)) {
		return found.isTypeOnly ? undefined : `imports ${found.specifier}, of which it may only \`import type\``;
	}
	return `imports ${found.specifier}: ${from} may not know ${to}`;
};

const whyNotPackage = (file: string, from: Floor, {specifier}: ImportFact) => {
	if (specifier === COMPUTED) return 'imports something that only running it would tell';
	if (/^zod(?:\/|$)/.test(specifier) && specifier !== 'zod/mini')
		return `imports ${specifier} instead of zod/mini`;
	if (PURE.has(from) && !PURE_PACKAGES.has(specifier)) return `imports ${specifier}: ${from} is a pure floor`;
	if (/^undici(?:\/|$)/.test(specifier) && file !== 'source/io/network/http.ts') {
		return `imports ${specifier}: only source/io/network/http.ts speaks to the network`;
	}
	if (DRAWING.test(specifier) && !file.startsWith(DRAWING_FOLDER)) {
		return `imports ${specifier}: only ui/ink/ knows it`;
	}
	return undefined;
};

const importOffenses = (facts: SourceFacts, from: Floor): readonly Offense[] =>
	facts.imports.flatMap(found => {
		const check = isRelative(found.specifier) ? whyNotRelative : whyNotPackage;
		const why = check(facts.path, from, found);
		return why === undefined ? [] : [{path: facts.path, line: found.line, why}];
	});

const isKebabCase = (file: string): boolean => {
	const parts = withoutEnding(file.replace(/\.json$/, '')).split('/');
	return parts.every(part => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part));
};

/** `tokens/token-refresh.ts` says "token" twice: the folder has said it already. */
const repeatedName = (file: string): readonly Offense[] => {
	// `connection/connection.ts` is what that floor is about.
	if (file.split('/').length < 4) return [];
	const folder = posix.basename(posix.dirname(file));
	const name = posix.basename(withoutEnding(file.replace(/\.json$/, '')));
	const words = [folder, folder.replace(/s$/, '')];
	const isRepeated = name === folder || words.some(word => name.startsWith(`${word}-`));
	return isRepeated ? [{path: file, why: `repeats the name of its folder, ${folder}/`}] : [];
};

const houseOffenses = (facts: SourceFacts, floor: Floor): readonly Offense[] => {
	const {path: file, lines} = facts;
	const most = floor === 'cli' ? MOST_LINES_OF_DOOR : MOST_LINES;
	return [
		...(lines > most ? [{path: file, why: `has ${lines} lines, more than ${most}`}] : []),
		...(isKebabCase(file) ? [] : [{path: file, why: 'is not named in kebab-case'}]),
		...repeatedName(file),
		...facts.functions.flatMap(({lines, parameters, line}) => [
			...(lines > MOST_LINES_OF_FUNCTION
				? [{path: file, line, why: `has a function of ${lines} lines, more than ${MOST_LINES_OF_FUNCTION}`}]
				: []),
			...(parameters > MOST_PARAMETERS
				? [
						{
							path: file,
							line,
							why: `has a function of ${parameters} parameters, more than ${MOST_PARAMETERS}`,
						},
					]
				: []),
		]),
		...facts.casts.map(({what, line}) => ({path: file, line, why: `casts with \`${what}\``})),
		...(PURE.has(floor) ? facts.worldly : []).map(({what, line}) => ({
			path: file,
			line,
			why: `uses ${what}: ${floor} is a pure floor`,
		})),
	];
};

/** The ways from a file to packages that must not come with it, following only what is loaded at once. */
const waysToLazy = (start: SourceFacts, files: ReadonlyMap<string, SourceFacts>): readonly Offense[] => {
	const offenses: Offense[] = [];
	const seen = new Set([start.path]);
	const follow = (facts: SourceFacts, way: readonly string[]): void => {
		for (const {specifier, isTypeOnly, isDynamic} of facts.imports) {
			if (isTypeOnly || isDynamic) continue;
			if (LAZY.test(specifier)) {
				offenses.push({
					path: start.path,
					why: `loads ${specifier} at once: ${[...way, specifier].join(' → ')}`,
				});
			}
			const next = isRelative(specifier)
				? files.get(withoutEnding(targetOf(facts.path, specifier)))
				: undefined;
			if (next === undefined || seen.has(next.path)) continue;
			seen.add(next.path);
			follow(next, [...way, next.path]);
		}
	};
	follow(start, [start.path]);
	return offenses;
};

const startUpOffenses = (all: readonly SourceFacts[]): readonly Offense[] => {
	const files = new Map(all.map(facts => [withoutEnding(facts.path), facts]));
	return all
		.filter(({path: file}) =>
			['cli', 'program', 'commands', 'kit', 'library', 'ui'].includes(floorOf(file) ?? ''),
		)
		.filter(({path: file}) => !file.startsWith(DRAWING_FOLDER))
		.flatMap(facts => waysToLazy(facts, files));
};

const targetsOf = (facts: SourceFacts, files: ReadonlyMap<string, SourceFacts>): readonly SourceFacts[] =>
	facts.imports.flatMap(({specifier}) => {
		const target = isRelative(specifier) && files.get(withoutEnding(targetOf(facts.path, specifier)));
		return target ? [target] : [];
	});

/** The shortest way from a file back to itself, over imports of every kind: of types, and those that come later, too. */
const circleFrom = (
	start: SourceFacts,
	files: ReadonlyMap<string, SourceFacts>,
): readonly string[] | undefined => {
	const seen = new Set<string>();
	let ways: ReadonlyArray<readonly SourceFacts[]> = [[start]];
	while (ways.length > 0) {
		const longer: (readonly SourceFacts[])[] = [];
		for (const way of ways) {
			for (const next of targetsOf(way.at(-1) ?? start, files)) {
				if (next === start) return [...way, start].map(({path: file}) => file);
				if (seen.has(next.path)) continue;
				seen.add(next.path);
				longer.push([...way, next]);
			}
		}
		ways = longer;
	}
	return undefined;
};

/** Each circle once, told from the first of its files. */
const circleOffenses = (all: readonly SourceFacts[]): readonly Offense[] => {
	const files = new Map(all.map(facts => [withoutEnding(facts.path), facts]));
	const told = new Set<string>();
	return all.flatMap(facts => {
		if (told.has(facts.path)) return [];
		const circle = circleFrom(facts, files);
		for (const file of circle ?? []) told.add(file);
		return circle ? [{path: facts.path, why: `is imported by what it imports: ${circle.join(' → ')}`}] : [];
	});
};

const folderOffenses = (all: readonly SourceFacts[]): readonly Offense[] => {
	const counts = new Map<string, number>();
	for (const {path: file} of all) counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1);
	return [...counts]
		.filter(([, count]) => count > MOST_FILES_OF_FOLDER)
		.map(([folder, count]) => ({
			path: folder,
			why: `holds ${count} files, more than ${MOST_FILES_OF_FOLDER}`,
		}));
};

/**
 * Where sources break the rules of the architecture document: who may import whom, what the pure floors may use, what
 * may be loaded at start-up, how long and how named files are, how long functions are and what they take, how many files a folder
 * holds, and that no imports go in a circle.
 */
export const findOffenses = (all: readonly SourceFacts[]): readonly Offense[] => [
	...all.flatMap(facts => {
		const floor = floorOf(facts.path);
		if (floor === undefined) return [{path: facts.path, why: 'belongs to no floor'}];
		return [...importOffenses(facts, floor), ...houseOffenses(facts, floor)];
	}),
	...startUpOffenses(all),
	...circleOffenses(all),
	...folderOffenses(all),
];

/** One line each, for the message of a failing test. */
export const describeOffenses = (offenses: readonly Offense[]): string =>
	offenses
		.map(({path: file, line, why}) => `${file}${line === undefined ? '' : `:${line}`} ${why}`)
		.join('\n');
