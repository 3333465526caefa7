import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** A clipboard program that writes down what it is given. */
export const clipboardIn = (folder: string) => {
	const programs = join(folder, 'programs');
	const file = join(folder, 'clipboard');
	mkdirSync(programs);
	writeFileSync(join(programs, 'wl-copy'), `#!/bin/sh\ncat > '${file}.new' && mv '${file}.new' '${file}'\n`);
	chmodSync(join(programs, 'wl-copy'), 0o755);
	return {
		env: {WAYLAND_DISPLAY: 'wayland-0', PATH: `${programs}:${process.env.PATH ?? ''}`},
		/** What was copied since the last time. */
		take: (): string => {
			assert.ok(existsSync(file), 'nothing was copied');
			const text = readFileSync(file, 'utf8');
			rmSync(file);
			return text;
		},
	};
};
