/** That the last page can be pasted, where the browser may run elsewhere. Plain lines say it to everyone, and leave these out. */
export const pasteHints = {
	container: 'If the page does not load after you agree, paste its address here.',
	wsl: 'If the page does not load in the Windows browser after you agree, paste its address here.',
} as const;
