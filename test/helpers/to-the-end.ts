/**
 * Loaded before the test files, which share one process: one that ends the process, with whatever code, would take the files
 * behind it along unseen.
 */
import process from 'node:process';
import {after} from 'node:test';

let isAtTheEnd = false;

after(() => {
	isAtTheEnd = true;
});

process.on('exit', () => {
	if (isAtTheEnd) return;
	process.stderr.write('Something ended the process of the tests before their end.\n');
	process.exitCode = 1;
});
