import util from 'node:util';
import {enableCompileCache} from '../io/system/compile-cache.js';
import type {Invocation, Main, Streams} from '../kit/invocation.js';
import {printData} from '../kit/output/print.js';
import {chooseFace} from '../kit/terminal/mode.js';
import {version} from '../kit/version.js';
import type {ExitCode} from '../zoho/refusal.js';
import {preparedHelp} from './prepared-help.js';

const globalOptions = {
	'config-dir': {type: 'string'},
	'no-input': {type: 'boolean'},
	debug: {type: 'boolean'},
	plain: {type: 'boolean'},
} as const;

const tokenOptions = {
	...globalOptions,
	'min-ttl': {type: 'string'},
	force: {type: 'boolean'},
	header: {type: 'boolean'},
	json: {type: 'boolean'},
} as const;

/** A call that needs no full parser. */
export type QuickCall = Pick<Invocation, 'positionals' | 'options'> & {
	readonly command: 'token' | 'new' | 'home';
};

const isGlobal = (name: string): boolean => Object.hasOwn(globalOptions, name);

/**
 * Reads the plain calls of `token`, and the wizard without any flag but the global ones (`zconn`, `zconn new`).
 * Undefined for anything else, and for anything that the full parser would refuse: it explains why.
 */
export const readQuickCall = (argv: readonly string[]): QuickCall | undefined => {
	try {
		const {positionals, values, tokens} = util.parseArgs({
			args: [...argv],
			options: tokenOptions,
			allowPositionals: true,
			strict: true,
			tokens: true,
		});
		const [command, ...names] = positionals;
		const own = tokens.filter(token => token.kind === 'option' && !isGlobal(token.name));
		if (tokens.some(({kind}) => kind === 'option-terminator')) return undefined;
		if (command === undefined || command === 'new') {
			return names.length === 0 && own.length === 0
				? {command: command ?? 'home', positionals: [], options: values}
				: undefined;
		}
		if (command !== 'token' || names.length !== 1) return undefined;
		const place = tokens.find(({kind}) => kind === 'positional')?.index ?? 0;
		// An option of a command counts only behind its name.
		return own.every(({index}) => index > place) ? {command, positionals: names, options: values} : undefined;
	} catch {
		return undefined;
	}
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
	if (!call) return undefined;
	const invocation = {positionals: call.positionals, options: call.options, environment, streams, main};
	if (call.command === 'token') {
		const {run} = await import('../commands/token.js');
		return run(invocation);
	}
	if (call.command === 'home') {
		const {run} = await import('../commands/home/index.js');
		return run(invocation);
	}
	const {run} = await (chooseFace(invocation) === 'screen'
		? import('../commands/wizard/screen.js')
		: import('../commands/new.js'));
	return run(invocation);
};
