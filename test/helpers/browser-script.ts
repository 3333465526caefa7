import {readFileSync, watch, writeFileSync} from 'node:fs';
import path from 'node:path';
import {createWaiter} from './listeners.js';

/** Stands in for the person's browser: takes note of what it was asked to open. */
export type BrowserScript = {
	/** For the variable BROWSER. */
	readonly path: string;
	/** What it was given so far, one entry a call. */
	readonly openedUrls: () => readonly string[];
	/**
	 * @param count Waits until so many addresses were opened, and gives that one; 1 when left out.
	 * @param timeout Milliseconds, 20,000 when left out.
	 */
	readonly waitForOpenedUrl: (count?: number, timeout?: number) => Promise<string>;
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes an executable that can be given as BROWSER.
 *
 * @param directory An existing folder that the test removes.
 * @param exitCode What the script ends with, to play a browser that cannot be started.
 */
export const browserScript = (directory: string, exitCode = 0): BrowserScript => {
	const script = path.join(directory, 'browser.sh');
	const list = path.join(directory, 'opened-urls.txt');
	writeFileSync(list, '');
	// The address is the last argument, whatever options come before it.
	const lines = [
		'#!/bin/sh',
		'for url; do :; done',
		`printf '%s\\n' "$url" >> ${quoted(list)}`,
		`exit ${exitCode}`,
	];
	writeFileSync(script, `${lines.join('\n')}\n`, {mode: 0o700});
	const openedUrls = () => readFileSync(list, 'utf8').split('\n').slice(0, -1);
	return {
		path: script,
		openedUrls,
		waitForOpenedUrl: async (count = 1, timeout = 20_000) => {
			const waiter = createWaiter();
			const watcher = watch(list, waiter.notify);
			try {
				return await waiter.until(
					() => openedUrls()[count - 1],
					timeout,
					() => `The browser was opened ${openedUrls().length} times within ${timeout} ms, not ${count}.`,
				);
			} finally {
				watcher.close();
			}
		},
	};
};
