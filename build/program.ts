import {join} from 'node:path';
import * as z from 'zod/mini';
import packageJson from '../package.json' with {type: 'json'};
import {type Bundle, bundleProgram} from './bundle.js';
import {helpPlugin, packageFactsPlugin} from './plugins/own-facts.js';
import {packedDataPlugin} from './plugins/packed-data.js';
import {undiciPlugin} from './plugins/undici.js';
import {withoutUnusedPlugin} from './plugins/without-unused.js';

const packageSchema = z.object({optionalDependencies: z.optional(z.record(z.string(), z.string()))});

export const root = join(import.meta.dirname, '..');
export const entry = 'cli.tsx';
export const outputFolder = 'dist';

/** What other programs import. */
export const library = 'source/library/index.ts';

/** What scripts call in loops, and what everybody starts with. */
const hot = [
	'source/program/main.ts',
	'source/program/warm.ts',
	'source/commands/token.ts',
	'source/commands/wizard/opening.ts',
	'source/commands/wizard/screen.ts',
	'source/commands/completion/answer.ts',
	'source/commands/home/index.ts',
	'source/io/secrets/raw-key.ts',
	'source/connection/file/parsing.ts',
	library,
];

/** What a first frame does without, unless there is something rare in the file. */
const late = {
	'source/commands/wizard/opening.ts': ['source/connection/file/parsing.ts'],
	'source/commands/home/index.ts': ['source/connection/file/parsing.ts'],
};

/** Of those the ones that Node keeps compiled, and of which most is run. */
const atOnce = ['source/commands/wizard/opening.ts', 'source/commands/home/index.ts'];

/**
 * What is one file as well: what comes behind the first frame, and the protocol of agents, whose validation would otherwise be
 * part of a file that other commands load.
 */
const whole = ['source/ui/ink/render-display.tsx', 'source/commands/mcp/server.ts'];

/** Bundles zconn. @param help the text of `--help` in 80 columns @param without plugins to leave out, to see what they are good for */
export const bundleZconn = (help: string, without?: ReadonlySet<string>): Promise<Bundle> =>
	bundleProgram({
		root,
		entry,
		hot,
		late,
		atOnce,
		whole,
		without,
		outputFolder,
		external: Object.keys(packageSchema.parse(packageJson).optionalDependencies ?? {}),
		plugins: [packageFactsPlugin(root), undiciPlugin, withoutUnusedPlugin, packedDataPlugin],
		hotPlugins: [helpPlugin(help)],
	});
