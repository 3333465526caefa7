import {
	bottomOf,
	type Cell,
	drawLine,
	escapeXml,
	type FrameOptions,
	topOf,
	windowSvg,
} from './frame-to-svg.js';

/** One screen of a film. */
export type Shot = {
	/** Its cells, from the top. */
	readonly lines: ReadonlyArray<readonly Cell[]>;
	/** How long it stands. */
	readonly seconds: number;
	/** The key that was pressed last. */
	readonly key?: string | undefined;
	/** Whether it alone is shown to those who want no motion. */
	readonly isStill?: boolean;
};

/** Pixels below the window, where the key stands. */
const keyRow = 26;

const percent = (part: number): string => `${Math.round(part * 100_000) / 1000}%`;

/** Rows that many frames have are drawn once, each, and used where they stand. */
const createRows = (columns: number) => {
	const drawn = new Map<string, string>();
	return {
		use: (cells: readonly Cell[], row: number): string => {
			const line = drawLine(cells, 0, columns);
			if (line === '') return '';
			const id = drawn.get(line) ?? `r${drawn.size}`;
			drawn.set(line, id);
			return `<use href="#${id}" y="${topOf(row)}"/>`;
		},
		definitions: (): string =>
			`<defs>${[...drawn].map(([line, id]) => `<g id="${id}">${line}</g>`).join('\n')}</defs>`,
	};
};

/** When a frame is seen: hidden, shown from its beginning on, hidden from its end on. */
const timesOf = (index: number, from: number, to: number): string => {
	const before = from === 0 ? '' : '0%{opacity:0}';
	const after = to === 1 ? '' : `${percent(to)}{opacity:0}`;
	return `@keyframes k${index}{${before}${percent(from)}{opacity:1}${after}}`;
};

/**
 * Draws screens one after the other as one picture that plays by itself, over and over: CSS alone, no script. Who wants no
 * motion sees one screen. The same screens always give the same bytes.
 */
export const filmToSvg = (shots: readonly Shot[], options: FrameOptions): string => {
	const total = shots.reduce((sum, {seconds}) => sum + seconds, 0);
	const rows = createRows(options.columns);
	let at = 0;
	const keyframes: string[] = [];
	const frames = shots.map(({lines, seconds, key, isStill}, index) => {
		keyframes.push(timesOf(index, at / total, index === shots.length - 1 ? 1 : (at + seconds) / total));
		at += seconds;
		const uses = lines.slice(0, options.rows).map((cells, row) => rows.use(cells, row));
		const label =
			key === undefined
				? ''
				: `<text x="98%" y="${bottomOf(options.rows) + keyRow * 0.7}" text-anchor="end" fill="var(--quiet)">${escapeXml(key)}</text>`;
		const animation = `animation-name:k${index}`;
		return `<g class="f${isStill ? ' s' : ''}" style="${animation}">${uses.join('')}${label}</g>`;
	});
	const style = [
		`.f{opacity:0;animation-duration:${Math.round(total * 1000) / 1000}s;animation-timing-function:steps(1);animation-iteration-count:infinite}`,
		...keyframes,
		'@media (prefers-reduced-motion:reduce){.f{animation:none}.s{opacity:1}}',
	].join('');
	return windowSvg(options, [rows.definitions(), ...frames], {below: keyRow, style});
};
