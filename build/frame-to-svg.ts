import type {Terminal} from '@xterm/headless';

/** A color as a terminal has it: the person's default, one of the palette's 256, or a fixed one (0xRRGGBB). */
export type CellColor =
	| {readonly kind: 'default'}
	| {readonly kind: 'palette'; readonly index: number}
	| {readonly kind: 'fixed'; readonly rgb: number};

/** How a cell is drawn. */
export type CellStyle = {
	readonly foreground: CellColor;
	readonly background: CellColor;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isItalic: boolean;
	readonly isUnderline: boolean;
	readonly isInverse: boolean;
	readonly isHidden: boolean;
	readonly isStruck: boolean;
};

/** One character with its width in columns: 1, or 2 for wide ones. The column a wide one covers has no cell. */
export type Cell = {readonly text: string; readonly width: number; readonly style: CellStyle};

export type FrameOptions = {
	/** In the window's bar, and the picture's text alternative. */
	readonly title: string;
	/** The window's size in cells; what lies outside is not drawn. */
	readonly columns: number;
	readonly rows: number;
};

const CELL_WIDTH = 8.4;
const LINE_HEIGHT = 19;
const FONT_SIZE = 14;
const PADDING = 16;
const BAR = 36;
/** From the top of a line to the base of its letters. */
const BASELINE = 14;

const BACKGROUND = 'var(--paper)';
const FOREGROUND = 'var(--ink)';

/**
 * Black to white, then their bright sisters; each but black is readable (4.5 : 1 at least) on the paper. Which of the two
 * is drawn is the reader's choice.
 */
const SCHEMES = {
	dark: {
		paper: '#161b22',
		ink: '#e6edf3',
		edge: '#30363d',
		quiet: '#8b949e',
		palette: [
			...['#484f58', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9'],
			...['#8b949e', '#ffa198', '#7ee787', '#f2cc60', '#a5d6ff', '#e2c5ff', '#9be9f0', '#ffffff'],
		],
	},
	light: {
		paper: '#ffffff',
		ink: '#1f2328',
		edge: '#d1d9e0',
		quiet: '#59636e',
		palette: [
			...['#afb8c1', '#cf222e', '#116329', '#7d4e00', '#0969da', '#8250df', '#136061', '#57606a'],
			...['#59636e', '#a40e26', '#1a7f37', '#633c01', '#0550ae', '#6639ba', '#0b5e66', '#24292f'],
		],
	},
} as const;

const STEPS = [0, 95, 135, 175, 215, 255];
const DIM = 0.62;

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;

/** The 256 colors: 16 of the palette, a 6 × 6 × 6 cube, and 24 grays, as xterm has them. */
const paletteColor = (index: number): string => {
	if (index < SCHEMES.dark.palette.length) return `var(--c${index})`;
	if (index >= 232) return hex((8 + (index - 232) * 10) * 0x01_01_01);
	const cube = index - 16;
	const step = (place: number) => STEPS[Math.floor(cube / place) % 6] ?? 0;
	return hex(step(36) * 0x1_00_00 + step(6) * 0x1_00 + step(1));
};

const colorOf = (color: CellColor, byDefault: string): string => {
	switch (color.kind) {
		case 'default':
			return byDefault;
		case 'palette':
			return paletteColor(color.index);
		case 'fixed':
			return hex(color.rgb);
	}
};

/** The two colors in effect, inversion included. */
const inkAndPaper = (style: CellStyle): readonly [ink: string, paper: string] => {
	const ink = colorOf(style.foreground, FOREGROUND);
	const paper = colorOf(style.background, BACKGROUND);
	return style.isInverse ? [paper, ink] : [ink, paper];
};

export const escapeXml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		// Control characters are not allowed in XML at all, not even escaped.
		.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Neighbors that are drawn in the same style, from a column on. */
type Run = {
	readonly column: number;
	readonly text: string;
	readonly width: number;
	readonly style: CellStyle;
};

const isSameStyle = (a: CellStyle, b: CellStyle): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Joins cells to runs. A wide character stays alone, since fonts disagree on how wide it is. */
const runsOf = (cells: readonly Cell[], columns: number): readonly Run[] => {
	const runs: Run[] = [];
	let column = 0;
	let canGrow = false;
	for (const {text, width, style} of cells) {
		if (column + width > columns) break;
		const last = runs.at(-1);
		if (last && canGrow && width === 1 && isSameStyle(last.style, style)) {
			runs[runs.length - 1] = {...last, text: last.text + text, width: last.width + 1};
		} else {
			runs.push({column, text, width, style});
		}
		canGrow = width === 1;
		column += width;
	}
	return runs;
};

const attributesOf = (style: CellStyle, ink: string): string => {
	const decoration = [style.isUnderline ? 'underline' : '', style.isStruck ? 'line-through' : ''];
	const drawn = decoration.filter(Boolean).join(' ');
	return [
		ink === FOREGROUND ? '' : ` fill="${ink}"`,
		style.isBold ? ' font-weight="700"' : '',
		style.isItalic ? ' font-style="italic"' : '',
		style.isDim ? ` opacity="${DIM}"` : '',
		drawn === '' ? '' : ` text-decoration="${drawn}"`,
	].join('');
};

const drawRun = (run: Run, top: number): string => {
	const {style} = run;
	const [ink, paper] = inkAndPaper(style);
	const xOf = (column: number) => round(PADDING + column * CELL_WIDTH);
	const boxWidth = round(run.width * CELL_WIDTH);
	const isDrawnUponBlanks = style.isUnderline || style.isStruck;
	const text = isDrawnUponBlanks ? run.text : run.text.trim();
	const indent = isDrawnUponBlanks ? 0 : run.text.length - run.text.trimStart().length;
	const blanks = run.text.length - text.length;
	const box =
		paper === BACKGROUND
			? ''
			: `<rect x="${xOf(run.column)}" y="${top}" width="${boxWidth}" height="${LINE_HEIGHT}" fill="${paper}"/>`;
	if (text === '' || style.isHidden) return box;
	// The length is pinned to the grid, whatever font the reader has.
	const textWidth = round((run.width - blanks) * CELL_WIDTH);
	const place = `x="${xOf(run.column + indent)}" y="${top + BASELINE}" textLength="${textWidth}" lengthAdjust="spacingAndGlyphs"`;
	return `${box}<text ${place}${attributesOf(style, ink)}>${escapeXml(text)}</text>`;
};

/** The top of a row, in pixels from that of the picture. */
export const topOf = (row: number): number => BAR + PADDING / 2 + row * LINE_HEIGHT;

/** The lower edge of a window with so many rows, in pixels. */
export const bottomOf = (rows: number): number => BAR + PADDING * 1.5 + rows * LINE_HEIGHT;

/** One line of cells as elements. @param top in pixels */
export const drawLine = (cells: readonly Cell[], top: number, columns: number): string =>
	runsOf(cells, columns)
		.map(run => drawRun(run, top))
		.join('');

const drawBar = (title: string, width: number): readonly string[] => [
	...['#ff5f57', '#febc2e', '#28c840'].map(
		(color, index) => `<circle cx="${22 + index * 20}" cy="${BAR / 2}" r="6" fill="${color}"/>`,
	),
	`<text x="${round(width / 2)}" y="${BAR / 2 + 5}" fill="var(--quiet)" text-anchor="middle">${escapeXml(title)}</text>`,
];

/** The colors that a drawing uses, in both schemes. */
const colorsOf = (drawn: string): string => {
	const used = new Set([...drawn.matchAll(/var\(--(\w+)\)/g)].map(([, name = '']) => name));
	const list = ({palette, ...named}: (typeof SCHEMES)['dark' | 'light']): string =>
		[...Object.entries(named), ...palette.map((color, index) => [`c${index}`, color] as const)]
			.filter(([name]) => used.has(name))
			.map(([name, color]) => `--${name}:${color}`)
			.join(';');
	return `svg{${list(SCHEMES.dark)}}@media (prefers-color-scheme:light){svg{${list(SCHEMES.light)}}}`;
};

/**
 * A window with something drawn in it, as an SVG that stands alone: no script, no font and nothing else from outside, so
 * that it works as a picture in a README.
 *
 * @param below pixels of the picture under the window
 * @param style further CSS
 */
export const windowSvg = (
	{title, columns, rows}: FrameOptions,
	drawn: readonly string[],
	{below = 0, style = ''}: {readonly below?: number; readonly style?: string} = {},
): string => {
	const width = PADDING * 2 + columns * CELL_WIDTH;
	const height = bottomOf(rows);
	const whole = round(height + below);
	const size = `width="${round(width)}" height="${whole}" viewBox="0 0 ${round(width)} ${whole}"`;
	const label = escapeXml(title);
	const font = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
	const body = [
		`<rect x="0.5" y="0.5" width="${round(width - 1)}" height="${round(height - 1)}" rx="10" fill="${BACKGROUND}" stroke="var(--edge)"/>`,
		`<g xml:space="preserve" font-family="${font}" font-size="${FONT_SIZE}" fill="${FOREGROUND}">`,
		...drawBar(title, width),
		...drawn,
		'</g>',
	];
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${label}">`,
		`<title>${label}</title>`,
		// Browsers go by this; `xml:space` is for the others.
		`<style>text{white-space:pre}${colorsOf(body.join(''))}${style}</style>`,
		...body,
		'</svg>',
	].join('\n')}\n`;
};

/**
 * Draws a terminal's screen as a picture. The same screen always gives the same bytes.
 *
 * @param lines The screen's cells, from the top; {@link frameOfTerminal} reads them from an emulator.
 */
export const frameToSvg = (lines: ReadonlyArray<readonly Cell[]>, options: FrameOptions): string =>
	windowSvg(
		options,
		lines
			.slice(0, options.rows)
			.map((cells, row) => drawLine(cells, topOf(row), options.columns))
			.filter(Boolean),
	);

type BufferCell = NonNullable<ReturnType<Terminal['buffer']['active']['getNullCell']>>;

const cellColor = (isDefault: boolean, isPalette: boolean, value: number): CellColor => {
	if (isDefault) return {kind: 'default'};
	return isPalette ? {kind: 'palette', index: value} : {kind: 'fixed', rgb: value};
};

const readCell = (cell: BufferCell): Cell => ({
	text: cell.getChars() || ' ',
	width: cell.getWidth(),
	style: {
		foreground: cellColor(cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor()),
		background: cellColor(cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor()),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isItalic: cell.isItalic() !== 0,
		isUnderline: cell.isUnderline() !== 0,
		isInverse: cell.isInverse() !== 0,
		isHidden: cell.isInvisible() !== 0,
		isStruck: cell.isStrikethrough() !== 0,
	},
});

/** The cells of an emulator's window, from the top. */
export const frameOfTerminal = (terminal: Terminal): ReadonlyArray<readonly Cell[]> => {
	const {active} = terminal.buffer;
	return Array.from({length: terminal.rows}, (_, row) => {
		const line = active.getLine(active.baseY + row);
		return Array.from({length: terminal.cols}, (_column, column) => line?.getCell(column))
			.filter(cell => cell !== undefined)
			.map(readCell)
			.filter(cell => cell.width > 0);
	});
};
