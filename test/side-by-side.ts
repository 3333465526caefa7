/**
 * Runs npm scripts next to each other, which on two cores takes less than one after the other:
 *
 *   tsx test/side-by-side.ts test:unit test:e2e-first test:e2e-second
 *
 * The first prints as it goes; what the others print comes when those before them have ended. Fails when one of them does.
 */
import {spawn} from 'node:child_process';
import process from 'node:process';

/** Milliseconds after which a run that has not ended never will; a single test is given up sooner, by the runner itself. */
const limit = 15 * 60_000;

type Ended = {readonly script: string; readonly code: number; readonly printed: Buffer};

const run = (script: string, isShown: boolean): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const child = spawn('npm', ['run', script], {
			stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
			shell: process.platform === 'win32',
			// With a group of its own, so that what it has started ends with it.
			detached: process.platform !== 'win32',
		});
		const timer = setTimeout(() => {
			process.stderr.write(`npm run ${script} did not end within ${limit / 60_000} minutes.\n`);
			if (process.platform === 'win32') child.kill();
			else if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
		}, limit);
		const stop = (signal: NodeJS.Signals): void => {
			if (child.pid !== undefined)
				process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal));
		const chunks: Buffer[] = [];
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
			});
		child.once('error', reject);
		child.once('close', code => {
			clearTimeout(timer);
			resolve({script, code: code ?? 1, printed: Buffer.concat(chunks)});
		});
	});

const running = process.argv.slice(2).map((script, index) => run(script, index === 0));
for (const one of running) process.stdout.write((await one).printed);
const failed = (await Promise.all(running)).filter(({code}) => code !== 0);
for (const {script, code} of failed) process.stderr.write(`npm run ${script} failed with ${code}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
