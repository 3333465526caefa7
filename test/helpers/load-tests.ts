import {globSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Loads every test file that a pattern matches, one after the other, into this process. A file that cannot be loaded to its end
 * becomes a test that fails: Node drops the error of a file that throws after its first test, and runs what it has.
 *
 * @param patterns from the project's folder
 */
export const loadTests = async (...patterns: readonly string[]): Promise<void> => {
	const files = globSync(patterns, {cwd: root}).toSorted();
	if (files.length === 0) throw new Error(`No file of tests matches ${patterns.join(', ')}.`);
	for (const file of files) {
		try {
			await import(pathToFileURL(path.resolve(root, file)).href);
		} catch (error) {
			test(`${file} is loaded`, () => {
				throw error;
			});
		}
	}
};
