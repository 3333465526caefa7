import util from 'node:util';
import {enableCompileCache} from '../io/compile-cache.js';
import type {ExitCode} from '../zoho/refusal.js';
import {chooseFace} from './face.js';
import type {Invocation, Streams} from './invocation.js';
import {printData} from './output.js';
import {preparedHelp} from './prepared-help.js';
import {version} from './version.js';

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

/** The plain call of `token`; undefined for anything unusual, which the full parser then explains. */
const readTokenCall = (argv: readonly string[]): Pick<Invocation, 'positionals' | 'options'> | undefined => {
	try {
		const {positionals, values} = util.parseArgs({
			args: [...argv],
			options: tokenOptions,
			allowPositionals: true,
			strict: true,
		});
		const [command, ...names] = positionals;
		return command === 'token' && names.length === 1 ? {positionals: names, options: values} : undefined;
	} catch {
		return undefined;
	}
};

/** The wizard without any flag but the global ones: `zconn`, `zconn new`. */
const readWizardCall = (argv: readonly string[]): Pick<Invocation, 'positionals' | 'options'> | undefined => {
	try {
		const {positionals, values} = util.parseArgs({
			args: [...argv],
			options: globalOptions,
			allowPositionals: true,
			strict: true,
		});
		const isWizard = positionals.length === 0 || (positionals.length === 1 && positionals[0] === 'new');
		return isWizard ? {positionals: [], options: values} : undefined;
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
	enableCompileCache();
	const tokenCall = readTokenCall(argv);
	if (tokenCall) {
		const {run} = await import('./token.js');
		return run({...tokenCall, environment, streams});
	}
	const wizardCall = readWizardCall(argv);
	if (!wizardCall) return undefined;
	const invocation = {...wizardCall, environment, streams};
	const {run} = await (chooseFace(invocation) === 'screen' ? import('./screen.js') : import('./new.js'));
	return run(invocation);
};
