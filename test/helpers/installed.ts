import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';

/** Whether a program of the system is there; asked with `--version`. */
export const canRun = (command: string): boolean => {
	try {
		execFileSync(command, ['--version'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
};

/** Whether an optional package is there. */
export const isInstalled = (packageName: string): boolean => {
	try {
		createRequire(import.meta.url).resolve(packageName);
		return true;
	} catch {
		return false;
	}
};
