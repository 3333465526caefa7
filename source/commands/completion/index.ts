import type {Invocation} from '../../kit/invocation.js';
import {printData, printRefusal, wrongUse} from '../../kit/output/print.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {shells} from '../specs/completion.js';
import {bashScript} from './bash.js';
import {fishScript} from './fish.js';
import {type CompletedCommand, completedCommands} from './model.js';
import {powershellScript} from './powershell.js';
import {zshScript} from './zsh.js';

const scripts: Readonly<Record<(typeof shells)[number], (commands: readonly CompletedCommand[]) => string>> =
	{bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript};

/** The script of a shell, made from the registry, so that it knows what `--help` knows. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const [wanted = ''] = invocation.positionals;
	const shell = shells.find(name => name === wanted.toLowerCase());
	if (shell === undefined) {
		return printRefusal(
			invocation,
			wrongUse(
				`There is no completion for "${wanted}".`,
				`It exists for ${shells.join(', ')}.`,
				'For example: zconn completion bash',
			),
		);
	}
	printData(invocation.streams, scripts[shell](completedCommands()));
	return 0;
};
