import {parseArgs} from 'node:util';
import type {ExitCode} from '../zoho/refusal.js';
import type {Invocation, Streams} from './invocation.js';
import {version} from './version.js';

const tokenOptions = {
	'config-dir': {type: 'string'},
	'min-ttl': {type: 'string'},
	'no-input': {type: 'boolean'},
	debug: {type: 'boolean'},
	force: {type: 'boolean'},
	header: {type: 'boolean'},
	json: {type: 'boolean'},
	plain: {type: 'boolean'},
} as const;

/** The plain call of `token`; undefined for anything unusual, which the full parser then explains. */
const readTokenCall = (argv: readonly string[]): Pick<Invocation, 'positionals' | 'options'> | undefined => {
	try {
		const {positionals, values} = parseArgs({
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

/** What scripts call in loops, answered without loading a parser, Ink or the network. Undefined: not such a call. */
export const quickly = async (
	argv: readonly string[],
	environment: Invocation['environment'],
	streams: Streams,
): Promise<ExitCode | undefined> => {
	const [first] = argv;
	if (argv.length === 1 && (first === '--version' || first === '-V')) {
		streams.stdout.write(`${version}\n`);
		return 0;
	}
	if (argv.length === 1 && (first === '--help' || first === '-h') && (streams.stdout.columns ?? 80) >= 80) {
		const {preparedHelp} = await import('./prepared-help.js');
		if (preparedHelp !== undefined) {
			streams.stdout.write(preparedHelp);
			return 0;
		}
	}
	if (first !== 'token') return undefined;
	const call = readTokenCall(argv);
	if (!call) return undefined;
	const {run} = await import('./token.js');
	return run({...call, environment, streams});
};
