import type {ExitCode} from '../../zoho/refusal.js';

/** The exit codes in words, for `--help` and the docs. */
export const exitCodes: readonly {readonly code: ExitCode; readonly meaning: string}[] = [
	{code: 0, meaning: 'done'},
	{code: 1, meaning: 'internal error'},
	{code: 2, meaning: 'usage error'},
	{code: 3, meaning: 'needs reconnecting'},
	{code: 4, meaning: 'undetermined (network, server or rate limit)'},
	{code: 5, meaning: 'no such connection or service'},
	{code: 6, meaning: 'the file cannot be read or written'},
	{code: 130, meaning: 'interrupted with Ctrl+C'},
	{code: 129, meaning: 'ended by SIGHUP: the terminal was closed'},
	{code: 143, meaning: 'ended by SIGTERM'},
];
