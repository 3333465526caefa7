import {knowsStore} from '../io/shared/knows-store.js';
import {enableCompileCache} from '../io/system/compile-cache.js';
import type {Invocation, Main, Streams} from '../kit/invocation.js';
import {printData} from '../kit/output/print.js';
import {chooseMode} from '../kit/terminal/mode.js';
import {version} from '../kit/version.js';
import type {ExitCode} from '../zoho/refusal.js';
import {preparedHelp} from './prepared-help.js';

const globalOptions: ReadonlySet<string> = new Set(['config-dir', 'no-input', 'debug', 'plain']);
const tokenOptions: ReadonlySet<string> = new Set(['min-ttl', 'force', 'header', 'json']);
const withValue: ReadonlySet<string> = new Set(['config-dir', 'min-ttl']);

export type QuickCall = Pick<Invocation, 'positionals' | 'options'> & {
	readonly command: 'token' | 'new' | 'home';
};

/**
 * Reads the plain calls of `token`, and the wizard without any flag but the global ones (`zconn`, `zconn new`).
 * Undefined for anything else, and for anything that the full parser would refuse: it explains why.
 *
 * Node's own parser would do, but it is loaded with the first call, which costs a token a twentieth of its time.
 */
export const readQuickCall = (argv: readonly string[]): QuickCall | undefined => {
	const words: string[] = [];
	const options: Record<string, string | boolean> = {};
	for (let index = 0; index < argv.length; index++) {
		const word = argv[index] ?? '';
		if (!word.startsWith('-')) {
			words.push(word);
			continue;
		}
		const [, name = '', given] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
		// An option of a command counts only behind its name.
		if (!globalOptions.has(name) && !(words[0] === 'token' && tokenOptions.has(name))) return undefined;
		if (!withValue.has(name)) {
			if (given !== undefined) return undefined;
			options[name] = true;
			continue;
		}
		if (given === undefined) index++;
		const value = given ?? argv[index] ?? '';
		if (value === '' || (given === undefined && value.startsWith('-'))) return undefined;
		options[name] = value;
	}
	const [command, ...positionals] = words;
	if (command === 'token' && positionals.length === 1) return {command, positionals, options};
	if (positionals.length > 0 || (command !== undefined && command !== 'new')) return undefined;
	return {command: command ?? 'home', positionals, options};
};

/**
 * What scripts call in loops and what everybody starts with, read without the full parser. Undefined: not such a call, or one
 * that the full parser has to explain.
 */
export const quickly = async (
	argv: readonly string[],
	environment: Invocation['environment'],
	streams: Streams,
	main: Main,
): Promise<ExitCode | undefined> => {
	const [first] = argv;
	if (argv.length === 1 && (first === '--version' || first === '-V')) {
		printData(streams, version);
		return 0;
	}
	if (argv.length === 1 && (first === '--help' || first === '-h') && preparedHelp !== undefined) {
		if (streams.writeData || (streams.stdout.columns ?? 80) >= 80) {
			printData(streams, preparedHelp);
			return 0;
		}
	}
	// Not before: what is above is too little to be worth it.
	enableCompileCache(environment, process.platform);
	if (first === '__complete') {
		const {answerTab} = await import('../commands/completion/answer.js');
		answerTab(argv.slice(1), environment, streams);
		return 0;
	}
	const call = readQuickCall(argv);
	// Rows of a shared store are read first; the full parser sees to that.
	if (!call || (call.command !== 'token' && knowsStore(environment))) return undefined;
	const invocation = {positionals: call.positionals, options: call.options, environment, streams, main};
	if (call.command === 'token') {
		const {answerWarmly} = await import('./warm.js');
		return answerWarmly(invocation) ? 0 : (await import('../commands/token.js')).run(invocation);
	}
	if (call.command === 'home') return (await import('../commands/home/index.js')).run(invocation);
	return chooseMode(invocation) === 'screen'
		? (await import('../commands/wizard/opening.js')).run(invocation)
		: (await import('../commands/new.js')).run(invocation);
};
