import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import {shapes} from '../../source/kit/shapes/index.js';

/** The command of a call, as far as it is one that is documented to print JSON. */
const commandOf = (args: readonly string[]): string | undefined =>
	args.find(word => Object.hasOwn(shapes, word));

/**
 * Asserts that what a command printed with `--json` is one of the shapes that are documented for it, no key more and no key
 * less. What is not JSON (nothing, help, what was cut off) is not looked at.
 */
export const checkJson = (args: readonly string[], stdout: string): void => {
	const command = args.includes('--json') ? commandOf(args) : undefined;
	if (command === undefined || (!stdout.startsWith('{"format"') && !stdout.startsWith('{\n  "format"')))
		return;
	const known = shapes[command] ?? [];
	const texts = known.some(({isLines}) => isLines) ? stdout.trimEnd().split('\n') : [stdout];
	for (const text of texts) {
		const {format, ...rest}: Record<string, unknown> = JSON.parse(text);
		assert.equal(format, 1);
		const tries = known.map(({schema}) => z.safeParse(schema, rest));
		if (tries.some(({success}) => success)) continue;
		const issues = tries.flatMap(({error}) => error?.issues ?? []);
		assert.fail(
			`"zconn ${args.join(' ')}" prints what source/kit/shapes does not describe: ${JSON.stringify(issues)}\n${text}`,
		);
	}
};
