import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import * as z from 'zod/mini';

const lockFile = z.object({
	packages: z.record(
		z.string(),
		z.object({
			resolved: z.optional(z.string()),
			integrity: z.optional(z.string()),
			optionalDependencies: z.optional(z.record(z.string(), z.string())),
		}),
	),
});

const {packages} = lockFile.parse(
	JSON.parse(readFileSync(fileURLToPath(new URL('../package-lock.json', import.meta.url)), 'utf8')),
);

/** Where Node looks for a package that the package in `folder` asks for, nearest first. */
const places = (folder: string, name: string): string[] => {
	const parents = folder
		.split('/node_modules/')
		.map((_, index, parts) => parts.slice(0, index + 1).join('/'));
	return [...parents.reverse().map(parent => `${parent}/node_modules/${name}`), `node_modules/${name}`];
};

// npm writes a lock file that lacks other platforms' packages when `node_modules` lacks them; `npm ci` then refuses it.
test('the lock file has the packages of every platform, not only of the one it was written on', () => {
	const missing = Object.entries(packages).flatMap(([folder, {optionalDependencies}]) =>
		Object.keys(optionalDependencies ?? {})
			.filter(name => !places(folder, name).some(place => place in packages))
			.map(name => `${folder} → ${name}`),
	);
	assert.deepEqual(missing, []);
	assert.ok(Object.keys(packages).length > 100);
});

test('the lock file names no registry host, and pins every package by its hash', () => {
	for (const [folder, {resolved, integrity}] of Object.entries(packages)) {
		if (folder === '') continue;
		assert.equal(resolved, undefined, folder);
		assert.match(integrity ?? '', /^sha512-/, folder);
	}
});
