import xterm from '@xterm/headless';

/** What the program asked of the terminal and has not taken back. */
export type TerminalModes = {
	/** DECTCEM, `CSI ? 25 h`. */
	readonly cursorVisible: boolean;
	/** `CSI ? 2004 h`. */
	readonly bracketedPaste: boolean;
	/** `CSI ? 1049 h`. */
	readonly alternateScreen: boolean;
	/** DECCKM, `CSI ? 1 h`. */
	readonly applicationCursorKeys: boolean;
	/** `CSI ? 2026 h`: the program is in the middle of a frame. */
	readonly synchronizedOutput: boolean;
};

/** A screen that no one looks at: bytes in, lines out. */
export type VirtualScreen = {
	/** Takes in what a program wrote; `onParsed` is called once the screen shows it. */
	readonly write: (data: string, onParsed?: () => void) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** The window's lines, right-trimmed; empty lines at the bottom are left out. */
	readonly screen: () => string;
	/** The same as a person sees it: in the middle of a frame, the text that was there before. */
	readonly seen: () => string;
	/** As {@link screen} for everything since the start, lines that have scrolled out of the window included. */
	readonly scrollback: () => string;
	/** As {@link scrollback}, but a line that the terminal had to wrap is one line: what copying it would give. */
	readonly copied: () => string;
	/** Where the cursor stands in the window, from 0. */
	readonly cursor: () => {readonly column: number; readonly row: number};
	readonly modes: () => TerminalModes;
	/** Answers that a real terminal would send to the program's questions. */
	readonly onReply: (listener: (data: string) => void) => void;
	/** The emulator itself, for a picture of the screen. */
	readonly terminal: xterm.Terminal;
	readonly dispose: () => void;
};

const SHOW_CURSOR = 25;

/** Follows DECTCEM, which xterm keeps to itself. */
const followCursor = (terminal: xterm.Terminal): (() => boolean) => {
	let isVisible = true;
	for (const [final, visible] of [
		['h', true],
		['l', false],
	] as const) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.includes(SHOW_CURSOR)) isVisible = visible;
			return false;
		});
	}
	return () => isVisible;
};

const SYNCHRONIZED_OUTPUT = 2026;

/** Keeps what stood on the screen when a frame began. */
const followFrames = (terminal: xterm.Terminal, screen: () => string): (() => string) => {
	let before = '';
	terminal.parser.registerCsiHandler({prefix: '?', final: 'h'}, parameters => {
		const isBeginning = parameters.includes(SYNCHRONIZED_OUTPUT) && !terminal.modes.synchronizedOutputMode;
		if (isBeginning) before = screen();
		return false;
	});
	return () => (terminal.modes.synchronizedOutputMode ? before : screen());
};

const linesOf = (terminal: xterm.Terminal, from: number): readonly xterm.IBufferLine[] => {
	const {active} = terminal.buffer;
	return Array.from({length: active.length - from}, (_, index) => active.getLine(from + index)).filter(
		line => line !== undefined,
	);
};

const asText = (lines: readonly string[]): string =>
	lines
		.map(line => line.trimEnd())
		.join('\n')
		.trimEnd();

const unwrapped = (lines: readonly xterm.IBufferLine[]): readonly string[] => {
	const whole: string[] = [];
	for (const line of lines) {
		if (line.isWrapped) whole.push((whole.pop() ?? '') + line.translateToString(true));
		else whole.push(line.translateToString(true));
	}
	return whole;
};

/**
 * A terminal emulator without a window.
 *
 * @param columns Width in cells.
 * @param rows Height in lines.
 */
export const createVirtualScreen = (columns: number, rows: number): VirtualScreen => {
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 10_000, allowProposedApi: true});
	const isCursorVisible = followCursor(terminal);
	const trimmed = (from: number) => linesOf(terminal, from).map(line => line.translateToString(true));
	const screen = () => asText(trimmed(terminal.buffer.active.baseY));
	return {
		write: (data, onParsed) => terminal.write(data, onParsed),
		resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
		screen,
		seen: followFrames(terminal, screen),
		scrollback: () => asText(trimmed(0)),
		copied: () => asText(unwrapped(linesOf(terminal, 0))),
		cursor: () => ({column: terminal.buffer.active.cursorX, row: terminal.buffer.active.cursorY}),
		modes: () => ({
			cursorVisible: isCursorVisible(),
			bracketedPaste: terminal.modes.bracketedPasteMode,
			alternateScreen: terminal.buffer.active.type === 'alternate',
			applicationCursorKeys: terminal.modes.applicationCursorKeysMode,
			synchronizedOutput: terminal.modes.synchronizedOutputMode,
		}),
		onReply: listener => {
			terminal.onData(listener);
		},
		terminal,
		dispose: () => terminal.dispose(),
	};
};
