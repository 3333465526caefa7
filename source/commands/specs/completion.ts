import type {CommandSpec} from '../../kit/spec.js';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const completionSpec: CommandSpec = {
	name: 'completion',
	summary: 'print the script that lets a shell complete commands, flags and connections',
	arguments: [{name: 'SHELL', summary: shells.join(', '), values: shells}],
	options: [],
	examples: [
		'source <(zconn completion bash)',
		'source <(zconn completion zsh)',
		'zconn completion fish | source',
		'zconn completion powershell | Out-String | Invoke-Expression',
	],
	ignoresStore: true,
};
