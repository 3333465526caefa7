import {join} from 'node:path';
import * as z from 'zod/mini';
import packageJson from '../package.json' with {type: 'json'};
import {type Bundle, bundleProgram, type HotFile} from './bundle.js';
import {calledAtOnce} from './called-at-once.js';
import {helpPlugin, packageFactsPlugin} from './plugins/own-facts.js';
import {packedDataPlugin} from './plugins/packed-data.js';
import {undiciPlugin} from './plugins/undici.js';
import {withoutUnusedPlugin} from './plugins/without-unused.js';
import {quicken} from './quicken.js';

const packageSchema = z.object({optionalDependencies: z.optional(z.record(z.string(), z.string()))});

export const root = join(import.meta.dirname, '..');
export const entry = 'cli.tsx';
export const outputFolder = 'dist';

/** What esbuild tells of the bundle, in the output folder; tests read it, and it is not in the package. */
export const metafileName = 'metafile.json';
const doorFile = `${outputFolder}/cli.js`;

/** What other programs import. */
export const library = 'source/library/index.ts';

/** What reads tables of data centers, which few have: the only schemas of a first frame or a token. */
const tables = 'source/zoho/data-center-table.ts';
/** Parts of the wizard's later screens that commands need by themselves. */
const search = 'source/zoho/scopes/search.ts';
const errors = 'source/zoho/errors.ts';

const token = 'source/commands/token.ts';
const answer = 'source/commands/completion/answer.ts';
const opening = 'source/commands/wizard/opening.ts';
const home = 'source/commands/home/index.ts';
const screen = 'source/commands/wizard/screen.ts';

/** What several of the commands need. */
const shared = 'shared';

/** What the first frames of the wizard and of Home both need. */
const frames = 'first-frame';

/** What scripts call in loops, and what everybody starts with. Each more file costs a first frame a quarter of a millisecond. */
const hotFiles = (help: string): readonly HotFile[] => [
	{name: 'source/program/main.ts', plugins: [helpPlugin(help)]},
	{name: 'source/program/warm.ts'},
	{name: 'source/io/secrets/raw-key.ts'},
	{name: tables},
	{name: search},
	{name: errors},
	{name: token, late: [tables]},
	{name: library, takesFrom: [token], late: [tables]},
	{name: answer},
	{
		name: shared,
		takesFrom: [errors, token, answer],
		sharedFrom: ['kit', 'connection', 'zoho', 'io'].map(folder => `source/${folder}/`),
	},
	{name: frames, commonTo: [opening, home], late: [tables]},
	{name: opening, takesFrom: [frames], late: [tables]},
	{name: home, takesFrom: [frames], late: [tables]},
	{name: screen, takesFrom: [tables, search, errors, frames, opening]},
];

/** What runs the wizard or draws, and so opens most of the large files behind a first frame. For anything else that would be a waste. */
const drawing = [
	'source/commands/wizard/',
	'source/commands/home/',
	'source/commands/copilot/',
	'source/commands/edit/',
	'source/commands/import/',
	'source/commands/new.ts',
	'source/commands/reconnect.ts',
	'source/commands/sheet.ts',
	'source/io/effects/wizard.ts',
	'source/ui/',
];

const lending = [
	...[tables, search, errors, token, answer, shared].map(name => ({name})),
	...[frames, opening, home, screen].map(name => ({name, to: drawing})),
];

/**
 * What is one file as well: what comes behind the first frame, and the protocol of agents, whose validation would otherwise be
 * part of a file that other commands load.
 */
const whole = [
	{name: 'source/ui/ink/render-display.tsx', takesFrom: [frames]},
	{name: 'source/commands/mcp/server.ts'},
];

/** Bundles zconn. @param help the text of `--help` in 80 columns @param without steps to leave out, to see what they are good for */
export const bundleZconn = async (help: string, without?: ReadonlySet<string>): Promise<Bundle> => {
	const bundle = await bundleProgram({
		root,
		entry,
		hot: hotFiles(help),
		lending,
		whole,
		without,
		outputFolder,
		external: Object.keys(packageSchema.parse(packageJson).optionalDependencies ?? {}),
		plugins: [packageFactsPlugin(root), undiciPlugin, withoutUnusedPlugin, packedDataPlugin],
	});
	if (!without?.has('quicken')) quicken(bundle, await calledAtOnce(bundle, doorFile));
	return bundle;
};
