import type {ExitCode} from '../zoho/refusal.js';
import {bashScript} from './completion/bash.js';
import {fishScript} from './completion/fish.js';
import {type CompletedCommand, completedCommands} from './completion/model.js';
import {powershellScript} from './completion/powershell.js';
import {zshScript} from './completion/zsh.js';
import type {Invocation} from './invocation.js';
import {printData, printRefusal, wrongUse} from './output.js';
import {shells} from './specs/completion.js';

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
