import fs from 'node:fs';
import {pasteHints} from '../../zoho/consent/paste-hints.js';
import type {Environment} from '../ports.js';

const containerVariables = ['container', 'KUBERNETES_SERVICE_HOST', 'REMOTE_CONTAINERS', 'CODESPACES'];
const containerFiles = ['/.dockerenv', '/run/.containerenv'];

/** Whether the terminal is on another machine than the program. */
export const isSsh = (environment: Environment): boolean =>
	Boolean(environment.SSH_CONNECTION || environment.SSH_TTY || environment.SSH_CLIENT);

/**
 * Where the program runs, as far as it matters for a browser that has to come back to it.
 *
 * @param exists whether a file exists; injectable for tests
 */
export const recognizePlace = (
	environment: Environment,
	platform: NodeJS.Platform,
	exists: (file: string) => boolean = fs.existsSync,
) => ({
	isSsh: isSsh(environment),
	isWsl: platform === 'linux' && Boolean(environment.WSL_DISTRO_NAME || environment.WSL_INTEROP),
	isContainer:
		containerVariables.some(name => Boolean(environment[name])) ||
		(platform === 'linux' && containerFiles.some(exists)),
	/** A graphical session that this process can reach. */
	hasDisplay:
		platform === 'darwin' ||
		platform === 'win32' ||
		Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY),
});

type WhereItRuns = ReturnType<typeof recognizePlace>;

const safeWord = /^[\w.@%:-]+$/;

/** A word that can be pasted into a shell as it is, or a placeholder. */
const wordOr = (text: string | undefined, placeholder: string): string =>
	text !== undefined && safeWord.test(text) && !text.startsWith('-') ? text : placeholder;

/** The line that brings a port of this machine to the person's own: address and port of the server are what SSH tells. */
export const sshForwardLine = (environment: Environment, port: number): string => {
	const [, , address, serverPort] = (environment.SSH_CONNECTION ?? '').split(' ');
	const user = wordOr(environment.USER || environment.LOGNAME || environment.USERNAME, 'USER');
	const special = serverPort && serverPort !== '22' && /^\d+$/.test(serverPort) ? `-p ${serverPort} ` : '';
	return `ssh ${special}-N -L ${port}:localhost:${port} ${user}@${wordOr(address, 'HOST')}`;
};

/** Lines for a person whose browser runs on another machine than this program. @param canPaste whether this run takes a paste */
export const placeHints = (
	place: WhereItRuns,
	environment: Environment,
	port: number,
	canPaste = true,
): readonly string[] => {
	const ifPaste = (text: string): readonly string[] => (canPaste ? [text] : []);
	if (place.isSsh) {
		return canPaste
			? ['Or forward the port, and no paste is needed:', sshForwardLine(environment, port)]
			: [
					'This is an SSH session. To let your own browser come back here, run this on your own machine first:',
					sshForwardLine(environment, port),
				];
	}
	if (place.isContainer) {
		return [
			`This is a container, so a browser outside may not reach port ${port} in here.`,
			...ifPaste(pasteHints.container),
		];
	}
	return place.isWsl ? ifPaste(pasteHints.wsl) : [];
};
