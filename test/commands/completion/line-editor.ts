import fs from 'node:fs';
import path from 'node:path';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {openTerminal} from '../../helpers/terminal.js';

/** A shell in a terminal, with its own line editor and a completion script: what a person gets at the press of Tab. */
export type LineEditor = {
	/** What is offered where the line ends, sorted; of a file its last part. */
	readonly offered: (line: string) => Promise<readonly string[]>;
	/** The words of the line as the shell reads them after Tab; the line must leave one possibility only. */
	readonly completed: (line: string) => Promise<readonly string[]>;
	/** Tab, and the line is thrown away. */
	readonly pressTab: (line: string) => Promise<void>;
};

const startBash = (folder: string, script: string): readonly string[] => {
	const file = path.join(folder, 'bashrc');
	fs.writeFileSync(
		file,
		`${script}
PS1='$ '
bind 'set enable-bracketed-paste off'
bind '"\\C-xa": insert-completions'
show() {
	eval "set -- $READLINE_LINE"
	printf '<<%s>>\\n' "$(printf '%s\\t' "$@")"
	READLINE_LINE=
}
bind -x '"\\C-xs": show'
echo ready
`,
	);
	return ['--noprofile', '--rcfile', file, '-i'];
};

/** What is added to the possibilities is written down on its way. */
const startZsh = (folder: string, script: string): readonly string[] => {
	fs.writeFileSync(
		path.join(folder, '.zshrc'),
		`PS1='$ '
LISTMAX=10000
autoload -Uz compinit && compinit -D -u
${script}
added=()
compadd() {
	if (( ! \${@[(I)-(O|A|D)]} )); then
		local -a hits
		builtin compadd -O hits "$@"
		added+=("\${hits[@]}")
	fi
	builtin compadd "$@"
}
complete() { added=(); zle complete-word }
zle -N complete
bindkey '^Xa' complete
show() {
	local -a words
	local -aU each=($added)
	words=("\${(@Q)\${(z)BUFFER}}")
	zle -I
	print -r -- "<<\${(pj:\\t:)words}%%\${(pj:\\t:)each}>>"
	BUFFER=
}
zle -N show
bindkey '^Xs' show
echo ready
`,
	);
	return ['-d', '-i'];
};

const shown = /<<([^>]*)>>/;

/**
 * @param script the completion script
 * @param env on top of the clean environment
 */
export const openLineEditor = async (
	shell: 'bash' | 'zsh',
	options: {readonly script: string; readonly env: Readonly<Record<string, string>>; readonly cwd: string},
): Promise<LineEditor> => {
	const folder = temporaryDirectory();
	const args = (shell === 'bash' ? startBash : startZsh)(folder, options.script);
	const terminal = openTerminal({
		command: shell,
		args,
		env: {...options.env, ZDOTDIR: folder},
		cwd: options.cwd,
		// No line wraps, and no list asks whether it is to be shown.
		columns: 4000,
		rows: 100,
	});
	await terminal.waitFor(/^ready$/m);
	const press = async (line: string, then = ''): Promise<readonly (readonly string[])[]> => {
		const start = terminal.raw().length;
		const answer = () => shown.exec(terminal.raw().slice(start))?.[1];
		// Ctrl+U first: nothing of the line before may be left.
		terminal.write(`\u0015zconn ${line}\u0018a${then}\u0018s`);
		await terminal.waitFor(() => answer() !== undefined);
		return (answer() ?? '').split('%%').map(part => part.split('\t').filter(Boolean));
	};
	const last = (line: string): string => line.slice(line.lastIndexOf(' ') + 1).replace(/^--[\w-]+=/, '');
	return {
		pressTab: async line => {
			await press(line, '\u0015');
		},
		completed: async line => (await press(line))[0]?.slice(1) ?? [],
		offered: async line => {
			const [words = [], added] = await press(line);
			// bash has put everything it found into the line, and left what was typed where it found nothing.
			const found =
				added ??
				words
					.slice(line.split(' ').length)
					.map(word => word.replace(/^--[\w-]+=/, ''))
					.filter(word => word !== last(line) && word !== '');
			return found.map(word => word.replace(/\/$/, '')).toSorted();
		},
	};
};
